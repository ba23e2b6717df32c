"""The timeline as a model: page by page, the next one asked for when the view comes near the end."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QModelIndex, QObject, Signal
from typing_extensions import override

from crmdesk.domain.touch import Touch
from crmdesk.qt.columns import Column
from crmdesk.qt.record_model import Index, RecordModel
from crmdesk.ui.timeline.rows import TimelineRow, identity, rows_of, shown_text, spoken

PAGE = 200
"""How many touches are read at once."""


class TimelineModel(RecordModel[TimelineRow]):
    """Touches of one customer, the latest first; emits the last touch it has when it wants those before it."""

    more_requested = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__((Column("touch", "", shown_text),), identity, parent, spoken=spoken)
        self.touches: tuple[Touch, ...] = ()
        self._has_more = False

    def show_touches(self, touches: Sequence[Touch], today: date, *, has_more: bool) -> None:
        """Show these instead of what was shown; ``has_more`` says that older ones can be asked for."""
        # A view may ask for more while rows come and go; one refresh must be over before another begins.
        self.touches, self._has_more = tuple(touches), False
        self.refresh(rows_of(touches, today))
        self._has_more = has_more

    @override
    def canFetchMore(self, parent: Index) -> bool:
        return self._has_more and not parent.isValid()

    @override
    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(QModelIndex()) and self.touches:
            # Asked for once; the answer says whether there are more.
            self._has_more = False
            self.more_requested.emit(self.touches[-1])
