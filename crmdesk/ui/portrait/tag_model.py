"""The tags of a portrait as rows of a table, in the order asked for. Reads nothing itself."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt
from typing_extensions import override

from crmdesk.domain.portrait import CustomerGroup, Portrait, TagUse
from crmdesk.i18n import _
from crmdesk.qt.columns import Column
from crmdesk.qt.record_model import RecordModel
from crmdesk.render.cloud_wording import share_of, word_tip
from crmdesk.services.wording import group_name

_ARROWS = {True: " ↓", False: " ↑"}
_TAG = "tag"
_NOBODY = "—"


class TagModel(RecordModel[TagUse]):
    """A row is a tag; it is ordered by how many have it until somebody asks otherwise."""

    def __init__(self, parent: QObject | None = None) -> None:
        self._portrait = Portrait(dict.fromkeys(CustomerGroup, 0), ())
        columns = (
            Column(_TAG, _("Tag"), lambda use: use.tag.name, width=90),
            *(Column(group.value, group_name(group), self._cell(group), number=True) for group in CustomerGroup),
        )
        super().__init__(columns, lambda use: use.tag.uid, parent, spoken=self._spoken_row)
        self._order: tuple[str, bool] | None = None

    def show_portrait(self, portrait: Portrait) -> None:
        """Show the tags of another portrait; those selected stay so."""
        same_sizes = portrait.sizes == self._portrait.sizes
        self._portrait = portrait
        self.refresh(self._sorted())
        if not same_sizes and self.rowCount():
            # The shares are of other groups, also where the counts are the same.
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))

    def _cell(self, group: CustomerGroup) -> Callable[[TagUse], str]:
        def text(use: TagUse) -> str:
            return share_of(use.counts[group], self._portrait.sizes[group]) if use.counts[group] else _NOBODY

        return text

    def _spoken_row(self, use: TagUse) -> str:
        return ", ".join(word_tip(self._portrait, use, CustomerGroup.SIGNED).split("\n"))

    def _sorted(self) -> list[TagUse]:
        uses = list(self._portrait.uses)
        if self._order is None:
            return uses
        key, descending = self._order
        if key == _TAG:
            return sorted(uses, key=lambda use: (use.tag.name, use.tag.group), reverse=descending)
        group = CustomerGroup(key)
        return sorted(uses, key=lambda use: use.counts[group], reverse=descending)

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        asked = None
        if column >= 0:
            asked = self.columns[column].key, order == Qt.SortOrder.DescendingOrder
        if asked != self._order:
            self._order = asked
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
            self.refresh(self._sorted())

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        told = super().headerData(section, orientation, role)
        if role == Qt.ItemDataRole.DisplayRole and told and self._order and self.columns[section].key == self._order[0]:
            return f"{told}{_ARROWS[self._order[1]]}"
        return told
