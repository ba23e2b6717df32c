"""What stands in a timeline: touches, alone or folded together, and headings above them. Knows no widget."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from crmdesk.domain.attachment import Attachment
from crmdesk.domain.timeline import Asides, TimelinePage
from crmdesk.domain.timeline_fold import Bundle, Span, Stretch, stretches
from crmdesk.domain.touch import Touch, TouchStatus
from crmdesk.i18n import _
from crmdesk.ui import wording
from crmdesk.ui.timeline.families import is_event
from crmdesk.ui.timeline.look import Look

_USUAL = Look()

PINNED, PLANNED = "pinned", "planned"
"""The keys of the headings above what stands beside the days."""


@dataclass(frozen=True, slots=True)
class Heading:
    """Stands above the touches of a stretch of time, or above what is planned; ``note`` says what is special about it.

    What stands below it can be folded where ``is_folded`` is not None.
    """

    key: object
    text: str
    note: str = ""
    is_folded: bool | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A touch with its files; ``stay`` is how many days a deal had been in the stage it leaves.

    ``answer`` is the touch by which an enquiry was answered.
    An open one shows its whole text and all its files. One that stands above the others because of its pin is
    ``above``. What stands under no heading of its day ``tells_day``.
    """

    touch: Touch
    stay: int | None = None
    is_open: bool = False
    files: tuple[Attachment, ...] = ()
    tells_day: bool = False
    is_above: bool = False
    answer: Touch | None = None

    @property
    def is_mark(self) -> bool:
        """Whether it is one line that tells how a deal changed, and no card."""
        return is_event(self.touch)

    @property
    def is_planned(self) -> bool:
        """Whether it is still to be done."""
        return self.touch.status is TouchStatus.PLANNED


@dataclass(frozen=True, slots=True)
class Folded:
    """Touches that share a row; where it is open they stand below it as well, each in its own.

    ``files`` is how many are attached to them.
    """

    bundle: Bundle
    is_open: bool = False
    tells_day: bool = False
    files: int = 0


TimelineRow = Heading | Entry | Folded


@dataclass(frozen=True, slots=True)
class RowSetting:
    """What rows depend on besides the touches.

    ``opened`` are uids of touches and keys of bundles that show all they have, ``files`` what is attached, by the uid
    of the touch, ``answers`` the touches by which enquiries were answered, by their own uids.
    """

    today: date
    look: Look = _USUAL
    opened: Collection[str] = ()
    files: Mapping[str, tuple[Attachment, ...]] = field(default_factory=dict)
    answers: Mapping[str, Touch] = field(default_factory=dict)

    def entry(self, touch: Touch, stay: int | None = None, *, tells_day: bool = False, is_above: bool = False) -> Entry:
        """A row of its own for a touch."""
        return Entry(
            touch,
            stay,
            is_open=touch.uid in self.opened,
            files=self.files.get(touch.uid, ()),
            tells_day=tells_day,
            is_above=is_above,
            answer=self.answers.get(str(touch.detail.get("answered_by", ""))),
        )


def rows_of(page: TimelinePage, asides: Asides, setting: RowSetting) -> list[TimelineRow]:
    """What has a pin, what is planned, then the touches under their headings; what is planned last if the oldest first.

    What stands at an end of the timeline is there once that end is.
    """
    oldest_first = setting.look.oldest_first
    pinned = () if (page.has_older if oldest_first else page.has_newer) else tuple(_pinned(asides.pinned, setting))
    planned = () if page.has_newer else tuple(_planned(asides.planned, setting))
    told = _told(page, setting)
    return [*pinned, *told, *planned] if oldest_first else [*pinned, *planned, *told]


def identity(row: TimelineRow) -> object:
    """What makes a row the same row after a change."""
    if isinstance(row, Heading):
        return row.key
    if isinstance(row, Folded):
        return row.bundle.key
    return (PINNED, row.touch.uid) if row.is_above else row.touch.uid


def touches_of(row: TimelineRow | None) -> tuple[Touch, ...]:
    """All touches of a row, the latest first."""
    if isinstance(row, Folded):
        return row.bundle.touches
    return (row.touch,) if isinstance(row, Entry) else ()


def _pinned(touches: Sequence[Touch], setting: RowSetting) -> Iterator[TimelineRow]:
    if touches:
        folded = setting.look.pins_folded
        title = _("Pinned · {count}").format(count=wording.number(len(touches)))
        yield Heading(PINNED, title, is_folded=folded)
        for touch in () if folded else touches:
            yield setting.entry(touch, tells_day=True, is_above=True)


def _planned(touches: Sequence[Touch], setting: RowSetting) -> Iterator[TimelineRow]:
    if touches:
        yield Heading(PLANNED, _("Planned"))
        for touch in touches:
            yield setting.entry(touch)


def _told(page: TimelinePage, setting: RowSetting) -> Iterator[TimelineRow]:
    look = setting.look
    rows: Iterable[Stretch] = stretches(page.touches, look.folding)
    if look.oldest_first:
        rows = reversed(list(rows))
    # Clocks of several zones can lead back to a day that had its heading already.
    headed: Counter[date] = Counter()
    for begin, group in groupby(rows, key=lambda row: look.span.begin(_day(row))):
        below = list(group)
        headed[begin] += 1
        yield Heading((begin, headed[begin]), _heading(begin, setting), _note(below))
        for row in below:
            yield from _rows(row, page.stays, setting)


def _rows(row: Stretch, stays: Mapping[str, int], setting: RowSetting) -> Iterator[TimelineRow]:
    look, touches = setting.look, (row,) if isinstance(row, Touch) else row.touches
    tells_day = look.span is not Span.DAY
    if isinstance(row, Bundle):
        is_open = row.key in setting.opened
        yield Folded(row, is_open, tells_day, sum(len(setting.files.get(touch.uid, ())) for touch in touches))
        if not is_open:
            return
    for touch in reversed(touches) if look.oldest_first else touches:
        # A conversation may have begun the day before.
        is_elsewhere = touch.occurred_at.local_date != touches[0].occurred_at.local_date
        yield setting.entry(touch, stays.get(touch.uid), tells_day=tells_day or is_elsewhere)


def _day(row: Stretch) -> date:
    """The day a row stands under: of a conversation over midnight that of its last words."""
    return (row if isinstance(row, Touch) else row.touches[0]).occurred_at.local_date


def _heading(begin: date, setting: RowSetting) -> str:
    match setting.look.span:
        case Span.WEEK:
            return wording.week(begin, setting.today)
        case Span.MONTH:
            return wording.month(begin)
        case _:
            return wording.long_day(begin, setting.today)


def _note(rows: Iterable[Stretch]) -> str:
    touches = (touch for row in rows for touch in ((row,) if isinstance(row, Touch) else row.touches))
    undated = any(touch.detail.get("date_unknown") for touch in touches)
    return _("some of this came from an import without a date") if undated else ""
