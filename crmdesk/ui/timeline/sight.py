"""What is in sight of a timeline: the heading that stays at its upper edge, and the row to come back to."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QListView

from crmdesk.ui.timeline.model import TimelineModel
from crmdesk.ui.timeline.painters import HEADING_HEIGHT
from crmdesk.ui.timeline.rows import Heading, identity

_INSIDE = QPoint(80, 1)


class Sight:
    """Looks at a list of rows that may have any height."""

    def __init__(self, view: QListView, rows: TimelineModel) -> None:
        self._view, self._rows = view, rows

    def heading(self) -> tuple[Heading, float] | None:
        """The heading to be shown at the upper edge, and how far the next one has pushed it."""
        first = self._first()
        if first < 0:
            return None
        records, above = self._rows.records, first
        while above >= 0 and not isinstance(records[above], Heading):
            above -= 1
        heading = records[above] if above >= 0 else None
        if not isinstance(heading, Heading) or self._top(above) >= 0:
            return None
        for number in range(first + 1, min(first + 3, len(records))):
            if isinstance(records[number], Heading):
                return heading, min(0.0, self._top(number) - HEADING_HEIGHT)
        return heading, 0.0

    def anchor(self) -> tuple[object, int] | None:
        """The first row in sight that is no heading, and where it stands."""
        records = self._rows.records
        for number in range(max(self._first(), 0), len(records)):
            if not isinstance(records[number], Heading):
                return identity(records[number]), self._top(number)
        return None

    def return_to(self, key: object, top: int) -> None:
        """Scroll until a row that is still there stands where it stood."""
        row = self._rows.row_of(key)
        if row is not None:
            bar = self._view.verticalScrollBar()
            bar.setValue(bar.value() + self._top(row) - top)

    def _first(self) -> int:
        return self._view.indexAt(_INSIDE).row()

    def _top(self, row: int) -> int:
        return self._view.visualRect(self._rows.index(row, 0)).top()
