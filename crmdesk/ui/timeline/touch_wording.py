"""What a timeline says about a touch: when, how, with whom; how a deal moved. Reads no workspace."""

from datetime import date, timedelta

from crmdesk.domain.clock import Clock, today
from crmdesk.domain.errors import CrmError
from crmdesk.domain.moment import Moment, Precision, WallTime
from crmdesk.domain.timeline import TouchGroup
from crmdesk.domain.touch import Direction, Touch, TouchStatus
from crmdesk.i18n import _, ngettext
from crmdesk.services.fact_words import facts_line, field_name
from crmdesk.services.wording import touch_status_word, touch_text
from crmdesk.ui import wording
from crmdesk.ui.timeline.attachments.file_wording import spoken as spoken_file
from crmdesk.ui.timeline.card_facts import card_facts
from crmdesk.ui.timeline.rows import Entry, Heading

_LATE = timedelta(days=2)
_ENDS = frozenset({"win", "loss"})


class TouchWording:
    """Words for touches as seen from here and now."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    @property
    def today(self) -> date:
        """The local day."""
        return today(self._clock)

    def time(self, touch: Touch) -> str:
        """The time of day; what is planned has its day too, and what another clock read names its zone."""
        if touch.detail.get("date_unknown"):
            return _("unknown day")
        at = touch.occurred_at
        told = wording.when(at, self.today) if touch.status is TouchStatus.PLANNED else wording.clock_time(at)
        return f"{told} {self._foreign_zone(at)}".strip() if told else ""

    def time_of(self, entry: Entry) -> str:
        """The time of a row; with its day where it stands under no heading of that."""
        touch = entry.touch
        if not entry.tells_day or entry.is_planned or touch.detail.get("date_unknown"):
            return self.time(touch)
        return f"{wording.day(touch.occurred_at.local_date, self.today)} {self.time(touch)}".strip()

    def is_overdue(self, touch: Touch) -> bool:
        """Whether it should have been done by now."""
        if touch.status is not TouchStatus.PLANNED:
            return False
        if touch.occurred_at.precision is Precision.DAY:
            return touch.occurred_at.local_date < self.today
        return touch.occurred_at.utc < self._clock.now().utc

    def late(self, touch: Touch) -> str:
        """How much later it was written down, where a person did so and it matters."""
        passed = touch.recorded_at.utc - touch.occurred_at.utc
        if touch.source or touch.system or touch.status is not TouchStatus.DONE or passed < _LATE:
            return ""
        days = (touch.recorded_at.local_date - touch.occurred_at.local_date).days
        return ngettext("recorded {count} day later", "recorded {count} days later", days).format(count=days)

    def heading(self, touch: Touch) -> str:
        """What kind of touch it was, who began it, and how long it took."""
        name = touch.kind_name[:1].upper() + touch.kind_name[1:]
        said = {
            Direction.IN: _("{kind} in"),
            Direction.OUT: _("{kind} out"),
            Direction.NONE: "{kind}",
        }[touch.direction].format(kind=name)
        minutes = _("{n} min").format(n=wording.number(touch.minutes)) if touch.minutes else ""
        return " · ".join(part for part in (said, minutes) if part)

    def about(self, touch: Touch) -> str:
        """With whom, by whom, and for which deal."""
        return " · ".join(part for part in (touch.contact, touch.actor, touch.deal) if part)

    def mark(self, entry: Entry) -> str:
        """How a deal changed, in one line."""
        touch = entry.touch
        name = touch.kind_name[:1].upper() + touch.kind_name[1:]
        before, after = touch.detail.get("from"), touch.detail.get("to")
        if touch.kind == "stage" and before and after:
            return f"{before} → {after}"
        if touch.kind == "stage" and after:
            return _("Begins at {stage}").format(stage=after)
        what = touch.title
        if touch.kind == "hold":
            what = self._as_day(touch.title)
        elif field := touch.detail.get("field"):
            named = field_name(str(field))
            name = named[:1].upper() + named[1:]
            if field == "expected_close":
                what = f"{self._as_day(before or '–')} → {self._as_day(after or '–')}"
        return _("{kind}: {what}").format(kind=name, what=what) if what else name

    def _as_day(self, title: str) -> str:
        """The day as all others are told; what was brought in from elsewhere may be no day."""
        try:
            return wording.day(date.fromisoformat(title), self.today)
        except ValueError:
            return title

    def stay(self, entry: Entry) -> str:
        """How long the deal had been in the stage it left."""
        if entry.stay is None:
            return ""
        if entry.stay == 0:
            return _("the same day")
        return ngettext("after {count} day", "after {count} days", entry.stay).format(count=entry.stay)

    def spoken(self, row: Heading | Entry) -> str:
        """A row as a screen reader says it."""
        if isinstance(row, Heading):
            return ", ".join(part for part in (row.text, row.note) if part)
        touch = row.touch
        day = wording.day(touch.occurred_at.local_date, self.today)
        when = self.time(touch) if touch.status is TouchStatus.PLANNED else f"{day} {self.time(touch)}".strip()
        if row.is_mark:
            parts = [self.mark(row), self.stay(row), when, touch.deal, touch.actor, mark_text(touch)]
        else:
            status = touch_status_word(touch.status)
            parts = [self.heading(touch), status, when, self.about(touch), self.late(touch), touch_text(touch)]
            parts += card_facts(row, self.today).spoken
            parts += map(spoken_file, row.files)
        return ", ".join(part for part in parts if part)

    def _foreign_zone(self, at: Moment) -> str:
        """The offset of a clock that did not show the time of this place; empty for one that did."""
        if at.precision is Precision.DAY:
            return ""
        try:
            here = self._clock.localise(WallTime(at.local.replace(tzinfo=None), at.precision)).offset
        except CrmError:
            return ""
        if here == at.offset:
            return ""
        hours, minutes = divmod(abs(at.offset), 60)
        sign = "-" if at.offset < 0 else "+"
        return f"(UTC{sign}{hours}:{minutes:02d})" if minutes else f"(UTC{sign}{hours})"


def mark_text(touch: Touch) -> str:
    """What stands below the line of a mark: why it was so, and what else is told of the end of a deal."""
    told = facts_line(touch) if touch.kind in _ENDS else str(touch.detail.get("why", ""))
    return "\n".join(part for part in (touch.body, told) if part)


def group_name(group: TouchGroup) -> str:
    """What a group is called on its filter chip."""
    return {
        TouchGroup.CALLS: _("Calls"),
        TouchGroup.MESSAGES: _("Messages"),
        TouchGroup.VISITS: _("Visits"),
        TouchGroup.DOCUMENTS: _("Documents"),
        TouchGroup.VOICE: _("Said"),
        TouchGroup.NOTES: _("Notes"),
        TouchGroup.STAGES: _("Stages"),
    }[group]


def shown_text(row: Heading | Entry) -> str:
    """A row as text."""
    return row.text if isinstance(row, Heading) else touch_text(row.touch)
