"""The names of reasons in charts: one that can be looked into has a sign behind it and can be pointed at.

Knows no chart.
"""

from collections.abc import Iterable
from typing import Protocol

from crmdesk.domain.loss import NOT_RECORDED
from crmdesk.i18n import _
from crmdesk.insight.outcomes.headings import heading_key
from crmdesk.qt.theme import Theme
from crmdesk.render.drawing import Box, Text
from crmdesk.render.pareto_bars import one_line

_EDGE = 2.0


class ReasonRow(Protocol):
    """A row of a chart: a reason, or (without a uid) what has no more detail inside one."""

    @property
    def uid(self) -> str:
        """Of the reason."""

    @property
    def name(self) -> str:
        """Of the reason."""

    @property
    def detail(self) -> bool:
        """Whether there are others below it."""

    @property
    def aside(self) -> bool:
        """Whether others are wished for, and not it."""


def reason_name(row: ReasonRow) -> str:
    """The name of a row."""
    if row.uid == NOT_RECORDED:
        return _("Not recorded")
    return one_line(row.name) if row.uid else _("no detail")


def headings(rows: Iterable[ReasonRow]) -> list[str]:
    """The keys of the names of rows; empty for those that cannot be looked into."""
    return [heading_key(row.uid) if row.detail else "" for row in rows]


def heading_tips(rows: Iterable[ReasonRow]) -> dict[str, str]:
    """What the headings are for."""
    return {heading_key(row.uid): heading_tip(reason_name(row)) for row in rows if row.detail}


def heading_tip(name: str) -> str:
    """What a heading is for."""
    return _("{reason}: show what is below it").format(reason=name)


def aside_notes(rows: Iterable[ReasonRow]) -> list[str]:
    """Why rows are pale."""
    return [_("pale: reasons not chosen, to compare with")] if any(row.aside for row in rows) else []


def heading_ground(key: str, theme: Theme, *lines: Text) -> tuple[Box, ...]:
    """What is behind the lines of a heading, to be pointed at; nothing without a key."""
    if not key:
        return ()
    rect = lines[0].rect
    for line in lines[1:]:
        rect = rect.united(line.rect)
    return (Box(rect.adjusted(-_EDGE, 0, _EDGE, 0), theme.surface, theme.radii.bar, key=key),)


def title_inside(title: str, reason: str) -> str:
    """The title of a chart that shows what is below a reason; of all reasons the bare title."""
    return _("{reason} › {below}").format(reason=title, below=one_line(reason)) if reason else title
