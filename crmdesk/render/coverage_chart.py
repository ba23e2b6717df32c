"""Which share of a group's customers is not like those who sign: lost ones above prospects and those signed."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSizeF

from crmdesk.domain.persona import Likeness
from crmdesk.domain.portrait import CustomerGroup
from crmdesk.i18n import _, ngettext
from crmdesk.insight.persona.likeness import Coverage, GroupLikeness
from crmdesk.qt.theme import Theme
from crmdesk.render import pareto_wording as wording
from crmdesk.render.chart_frame import framed
from crmdesk.render.chart_table import ChartTable, Percent
from crmdesk.render.drawing import Drawing
from crmdesk.render.graphic import Graphic
from crmdesk.render.notes import lay_out_emptiness
from crmdesk.render.row_table import NumberColumn, RowTable, lay_out_rates
from crmdesk.services.wording import group_name

PART = "|"
"""Between the group and the likeness in a key."""

_NOTES = 5
_ORDER = (CustomerGroup.LOST, CustomerGroup.PROSPECTS, CustomerGroup.SIGNED)
_LIKENESSES = (Likeness.UNLIKE, Likeness.LIKE, Likeness.UNTOLD)


def coverage_title() -> str:
    """What the chart is about."""
    return _("Not like those who sign")


def coverage_finding(figure: Coverage) -> str:
    """The share of lost customers."""
    unlike = figure.of(CustomerGroup.LOST).unlike
    if not unlike.enough:
        return _("Too few lost customers whose tags tell: {n}").format(n=wording.number(unlike.whole))
    share, low, high = map(wording.percent, (unlike.rate, unlike.low, unlike.high))
    return _("{share} of {n} lost customers (95 %: {low} to {high})").format(
        share=share, n=wording.number(unlike.whole), low=low, high=high
    )


def coverage_notes(figure: Coverage) -> list[str]:
    """The finding, and how it was made."""
    method = ngettext(
        "Not like: the log-odds of a customer's tags, signed against prospects, sum to 0 or less; "
        "by {n} tag of at least {minimum} customers, nobody by themselves.",
        "Not like: the log-odds of a customer's tags, signed against prospects, sum to 0 or less; "
        "by {n} tags of at least {minimum} customers, nobody by themselves.",
        figure.tags,
    ).format(n=wording.number(figure.tags), minimum=wording.number(figure.minimum))
    return [coverage_finding(figure), method]


def coverage_table(figure: Coverage) -> ChartTable:
    """A row for each group."""
    rows = [figure.of(group) for group in _ORDER]
    return ChartTable(
        (_("Customers"), _("Share not like"), _("At least"), _("At most"), _("Not like"), _("Like"), _("Not told")),
        tuple(
            (
                group_name(row.group), row.unlike,
                *((Percent(row.unlike.low), Percent(row.unlike.high)) if row.unlike.enough else (None, None)),
                *(_count(row, each) for each in _LIKENESSES),
            )
            for row in rows
        ),
        tuple(_key(row, Likeness.UNLIKE) for row in rows),
    )  # fmt: skip


def draw_coverage(figure: Coverage, *, notes: Sequence[str], heading: str, theme: Theme, size: QSizeF) -> Graphic:
    """The share leads to those that are not like, each count to its customers."""
    rows = [figure.of(group) for group in _ORDER]

    def layout(area: QRectF) -> Drawing:
        if not any(row.unlike.whole for row in rows):
            told = _("Too few signed customers and prospects have tags.")
            return lay_out_emptiness(told, area, theme)
        columns = [
            NumberColumn(
                heading,
                tuple(wording.number(_count(row, each)) for row in rows),
                rank,
                tuple(_key(row, each) if _count(row, each) else "" for row in rows),
            )
            for heading, each, rank in (
                (_("Not like"), Likeness.UNLIKE, 0), (_("Like"), Likeness.LIKE, 1), (_("Not told"), Likeness.UNTOLD, 2),
            )
            if any(_count(row, each) for row in rows)
        ]  # fmt: skip
        table = RowTable.fitted([group_name(row.group) for row in rows], (), columns, area, theme)
        keys = [_key(row, Likeness.UNLIKE) for row in rows]
        return (*table.drawing(), *lay_out_rates(table, [row.unlike for row in rows], keys, _("Share not like")))

    return framed(
        layout,
        title=coverage_title(),
        heading=heading,
        notes=[*coverage_notes(figure), *notes],
        facts=[_words(row) for row in rows],
        tips={_key(row, each): _tip(row, each) for row in rows for each in _LIKENESSES},
        theme=theme,
        size=size,
        most=_NOTES,
    )


def _key(row: GroupLikeness, likeness: Likeness) -> str:
    return f"{row.group}{PART}{likeness}"


def _count(row: GroupLikeness, likeness: Likeness) -> int:
    unlike = row.unlike
    return {
        Likeness.UNLIKE: unlike.part, Likeness.LIKE: unlike.whole - unlike.part, Likeness.UNTOLD: row.untold,
    }[likeness]  # fmt: skip


def _words(row: GroupLikeness) -> str:
    if not row.unlike.enough:
        told = _("n = {n}: too few for a share").format(n=wording.number(row.unlike.whole))
    else:
        share, low, high = map(wording.percent, (row.unlike.rate, row.unlike.low, row.unlike.high))
        told = _("{share} not like those who sign (95 %: {low} to {high}), n = {n}").format(
            share=share, low=low, high=high, n=wording.number(row.unlike.whole)
        )
    return f"{group_name(row.group)}: {told}"


def _tip(row: GroupLikeness, likeness: Likeness) -> str:
    n = wording.number(_count(row, likeness))
    opens = {
        Likeness.UNLIKE: _("{n} are not like those who sign: show them").format(n=n),
        Likeness.LIKE: _("{n} are like those who sign: show them").format(n=n),
        Likeness.UNTOLD: _("{n} have no tag that tells: show them").format(n=n),
    }[likeness]
    return f"{_words(row)}\n{opens}"
