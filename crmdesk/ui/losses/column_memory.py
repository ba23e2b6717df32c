"""Which columns of the table of lost deals are shown, in what order and how wide; kept for the next time."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtWidgets import QMenu
from typing_extensions import override

from crmdesk.i18n import _
from crmdesk.qt.columns import Column
from crmdesk.qt.record_table import RecordTable
from crmdesk.qt.view_state import ViewState

_HIDDEN, _WIDTHS, _PLACES = "losses.hidden_columns", "losses.column_widths", "losses.column_places"


class ColumnMemory(QObject):
    """Restores the columns of a table, keeps what a person does to them, and has the menu to choose them with."""

    def __init__(self, grid: RecordTable, columns: Sequence[Column[Any]], views: ViewState) -> None:
        super().__init__(grid)
        self._grid, self._columns, self._views = grid, columns, views
        self._keys = [str(column.key) for column in columns]
        self._header = grid.horizontalHeader()
        self._restore()
        self._header.viewport().installEventFilter(self)
        self._header.sectionMoved.connect(self._keep_places)
        self._header.customContextMenuRequested.connect(self.open_menu)

    def shown(self) -> list[int]:
        """The columns as they stand from left to right."""
        return [column for column in self._places() if not self._grid.isColumnHidden(column)]

    def open_menu(self, place: QPoint) -> None:
        """Offer to show or hide each column but the first; ``place`` is within the table."""
        menu = QMenu(self._grid)
        for at, column in enumerate(self._columns):
            action = menu.addAction(column.title)
            action.setCheckable(True)
            action.setChecked(not self._grid.isColumnHidden(at))
            action.setEnabled(at > 0)
            action.toggled.connect(lambda shown, at=at: self._show(at, shown=shown))
        menu.addSeparator()
        menu.addAction(_("All columns in their first order")).triggered.connect(self._reset)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._grid.mapToGlobal(place))

    def _places(self) -> list[int]:
        return [self._header.logicalIndex(place) for place in range(self._header.count())]

    def _show(self, at: int, *, shown: bool) -> None:
        self._grid.setColumnHidden(at, not shown)
        self._keep_hidden()

    def _reset(self) -> None:
        self._arrange(self._keys)
        for at in range(len(self._keys)):
            self._grid.showColumn(at)
        self._keep_hidden()

    def _arrange(self, keys: Sequence[str]) -> None:
        for place, key in enumerate(keys):
            self._header.moveSection(self._header.visualIndex(self._keys.index(key)), place)

    def _keep_hidden(self) -> None:
        self._views.put(_HIDDEN, tuple(key for at, key in enumerate(self._keys) if self._grid.isColumnHidden(at)))

    def _keep_places(self) -> None:
        self._views.put(_PLACES, tuple(self._keys[column] for column in self._places()))

    def _restore(self) -> None:
        hidden = self._views.texts(_HIDDEN)
        for at, key in enumerate(self._keys):
            self._grid.setColumnHidden(at, key in hidden)
        places = self._views.texts(_PLACES)
        if sorted(places) == sorted(self._keys):
            self._arrange(places)
        widths = self._views.numbers(_WIDTHS)
        if len(widths) == len(self._keys):
            for at, width in enumerate(widths):
                self._grid.setColumnWidth(at, width)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonRelease and self._grid.widths_by_hand:
            self._views.put(_WIDTHS, self._grid.widths_by_hand)
        return super().eventFilter(watched, event)
