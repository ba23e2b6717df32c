"""A model of records that a table can sort by any column, the order shown behind its title. Reads nothing itself."""

from collections.abc import Callable, Hashable, Sequence
from typing import Any, Generic

from PySide6.QtCore import QObject, Qt
from typing_extensions import override

from crmdesk.qt.columns import Column, Record
from crmdesk.qt.record_model import RecordModel

_ARROWS = {True: " ↓", False: " ↑"}


class SortedModel(RecordModel[Record], Generic[Record]):
    """Keeps the order it is handed until somebody asks otherwise; what a column does not know comes last."""

    def __init__(
        self,
        columns: Sequence[Column[Record]],
        identity: Callable[[Record], Hashable],
        parent: QObject | None = None,
        *,
        spoken: Callable[[Record], str] | None = None,
    ) -> None:
        super().__init__(columns, identity, parent, spoken=spoken)
        self._given: tuple[Record, ...] = ()
        self._order: tuple[int, bool] | None = None

    @override
    def refresh(self, records: Sequence[Record]) -> None:
        self._given = tuple(records)
        super().refresh(self._sorted())

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        asked = (column, order == Qt.SortOrder.DescendingOrder) if column >= 0 else None
        if asked != self._order:
            self._order = asked
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
            super().refresh(self._sorted())

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        told = super().headerData(section, orientation, role)
        if role == Qt.ItemDataRole.DisplayRole and told and self._order and self._order[0] == section:
            return f"{told}{_ARROWS[self._order[1]]}"
        return told

    def _sorted(self) -> Sequence[Record]:
        if self._order is None:
            return self._given
        place, descending = self._order
        value = self.columns[place].order or self.columns[place].text
        known = [record for record in self._given if value(record) is not None]
        unknown = [record for record in self._given if value(record) is None]
        return [*sorted(known, key=value, reverse=descending), *unknown]
