"""A table view over a model of records: rows as a whole, sortable, nothing to edit. Knows nothing of the records."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget
from typing_extensions import override

from crmdesk.qt.column_widths import share_out
from crmdesk.qt.columns import Column
from crmdesk.qt.painting import line_width
from crmdesk.qt.theme import LIGHT

_ROW = 40
_ROWS_MEASURED = 24
_PADDING = 18


class RecordTable(QTableView):
    """Shows ``columns`` of a model, as wide as their texts need; ``activated`` tells the row a person opens."""

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
        header.setResizeContentsPrecision(_ROWS_MEASURED)
        self._least = [column.width for column in columns]
        # Qt's own hint keeps room for an arrow that the style does not draw; models may write one behind the title.
        titles = [f"{column.title} ↓" for column in columns]
        self._titles = [round(line_width(title, LIGHT.sizes.small, bold=True)) + _PADDING for title in titles]
        self._needs: list[int] = []
        self._given = self._shown()
        self._measuring = QTimer(self, singleShot=True, interval=0)
        self._measuring.timeout.connect(self._measure)
        for told in (model.rowsInserted, model.rowsRemoved, model.dataChanged, model.layoutChanged):
            told.connect(self._measuring.start)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._needs:
            self._spread()
        else:
            self._measuring.start()

    @property
    def widths_by_hand(self) -> tuple[int, ...]:
        """The widths a person has given the columns; nothing while they go by the texts."""
        shown = self._shown()
        return tuple(shown) if shown != self._given else ()

    def _measure(self) -> None:
        """Ask the rows around those in sight, for all of them may be thousands."""
        self._needs = [max(self.sizeHintForColumn(place), title) for place, title in enumerate(self._titles)]
        self._spread()

    def _spread(self) -> None:
        """Share out the width, unless the person has set the columns' widths."""
        if self._shown() != self._given:
            return
        for place, width in enumerate(share_out(self.viewport().width(), self._needs, self._least)):
            self.setColumnWidth(place, width)
        self._given = self._shown()

    def _shown(self) -> list[int]:
        return [self.columnWidth(place) for place in range(len(self._least))]
