"""A table view over a model of records: rows as a whole, sortable, nothing to edit. Knows nothing of the records."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget
from typing_extensions import override

from crmdesk.qt.columns import Column

_ROW = 40
_TIGHTEST = 0.9


class RecordTable(QTableView):
    """Shows ``columns`` of a model at their widths; ``activated`` tells the row a person opens."""

    def __init__(
        self, model: QAbstractItemModel, columns: Sequence[Column[Any]], name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setModel(model)
        self.setSortingEnabled(True)
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.horizontalHeader().setSortIndicatorClearable(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        self._widths = [column.width for column in columns]
        self._spread_widths = list(self._widths)
        for place, width in enumerate(self._widths):
            self.setColumnWidth(place, width)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._spread(event.size().width())

    def _spread(self, room: int) -> None:
        """Give the columns their share of a wide window, unless the person has set their widths."""
        shown = [self.columnWidth(place) for place in range(len(self._widths))]
        if shown[:-1] != self._spread_widths[:-1]:
            return
        factor = max(_TIGHTEST, room / sum(self._widths))
        self._spread_widths = [int(width * factor) for width in self._widths]
        for place, width in enumerate(self._spread_widths[:-1]):
            self.setColumnWidth(place, width)
