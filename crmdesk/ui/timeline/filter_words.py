"""A timeline's filter in words: one part for each thing it asks for, and the filter without that."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from crmdesk.domain.timeline import TimelineFilter
from crmdesk.domain.touch import Direction
from crmdesk.i18n import _
from crmdesk.ui import wording
from crmdesk.ui.timeline.folded_wording import lane_name


@dataclass(frozen=True, slots=True)
class Part:
    """What a filter asks for; ``without`` is the filter that does not."""

    text: str
    without: TimelineFilter


def parts_of(wanted: TimelineFilter, names: Mapping[str, str], today: date) -> Iterator[Part]:
    """Everything asked for besides groups; ``names`` are those of kinds, people and deals."""
    for kind in sorted(wanted.kinds):
        name = names.get(kind, kind)
        yield Part(name[:1].upper() + name[1:], replace(wanted, kinds=wanted.kinds - {kind}))
    for key, freed in (
        (wanted.person, replace(wanted, person="")),
        (wanted.colleague, replace(wanted, colleague="")),
        (wanted.deal, replace(wanted, deal="")),
    ):
        if key:
            yield Part(names.get(key, key), freed)
    if wanted.direction:
        yield Part(direction_name(wanted.direction), replace(wanted, direction=Direction.NONE))
    if wanted.since or wanted.until:
        yield Part(period_text(wanted.since, wanted.until, today), replace(wanted, since=None, until=None))
    if wanted.text:
        yield Part(_("“{words}”").format(words=wanted.text), replace(wanted, text=""))
    for lane in sorted(wanted.without):
        text = _("Hidden: {lane}").format(lane=lane_name(lane))
        yield Part(text, replace(wanted, without=wanted.without - {lane}))


def period_text(since: date | None, until: date | None, today: date) -> str:
    """A stretch of days, perhaps open at one end."""
    if since is None:
        return _("until {day}").format(day=wording.day(until, today))
    if until is None:
        return _("since {day}").format(day=wording.day(since, today))
    return f"{wording.day(since, today)} – {wording.day(until, today)}"


def direction_name(direction: Direction) -> str:
    """Who began it."""
    return {
        Direction.IN: _("From the customer"),
        Direction.OUT: _("From us"),
        Direction.NONE: _("Either way"),
    }[direction]
