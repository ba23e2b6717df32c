"""What stands in a timeline: touches, and a heading before what is planned and before each day. Knows no widget."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from crmdesk.domain.attachment import Attachment
from crmdesk.domain.timeline import TimelinePage
from crmdesk.domain.touch import Touch, TouchStatus
from crmdesk.i18n import _
from crmdesk.ui import wording
from crmdesk.ui.timeline.families import is_event


@dataclass(frozen=True, slots=True)
class Heading:
    """Stands above the touches of a day, or above what is planned; ``note`` says what is special about it."""

    key: object
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A touch with its files; ``stay`` is how many days a deal had been in the stage it leaves.

    An open one shows its whole text and all its files.
    """

    touch: Touch
    stay: int | None = None
    is_open: bool = False
    files: tuple[Attachment, ...] = ()

    @property
    def is_mark(self) -> bool:
        """Whether it is one line that tells how a deal changed, and no card."""
        return is_event(self.touch)

    @property
    def is_planned(self) -> bool:
        """Whether it is still to be done."""
        return self.touch.status is TouchStatus.PLANNED


TimelineRow = Heading | Entry

_NO_FILES: Mapping[str, tuple[Attachment, ...]] = {}


def rows_of(
    page: TimelinePage,
    planned: Sequence[Touch],
    today: date,
    opened: Collection[str] = (),
    files: Mapping[str, tuple[Attachment, ...]] = _NO_FILES,
) -> list[TimelineRow]:
    """What is planned, then the touches with each day headed.

    ``opened`` are uids of those that show all they say, ``files`` what is attached, by the uid of the touch.
    """
    rows: list[TimelineRow] = []
    if planned and not page.has_newer:
        rows.append(Heading("planned", _("Planned")))
        rows.extend(Entry(touch, is_open=touch.uid in opened, files=files.get(touch.uid, ())) for touch in planned)
    rows.extend(_days(page, today, opened, files))
    return rows


def _days(
    page: TimelinePage, today: date, opened: Collection[str], files: Mapping[str, tuple[Attachment, ...]]
) -> Iterator[TimelineRow]:
    # Clocks of several zones can lead back to a day that had its heading already.
    headed: Counter[date] = Counter()
    for day, group in groupby(page.touches, key=lambda touch: touch.occurred_at.local_date):
        touches = list(group)
        headed[day] += 1
        undated = any(touch.detail.get("date_unknown") for touch in touches)
        note = _("some of this came from an import without a date") if undated else ""
        yield Heading((day, headed[day]), wording.long_day(day, today), note)
        for touch in touches:
            yield Entry(touch, page.stays.get(touch.uid), touch.uid in opened, files.get(touch.uid, ()))


def identity(row: TimelineRow) -> object:
    """What makes a row the same row after a change."""
    return row.key if isinstance(row, Heading) else row.touch.uid
