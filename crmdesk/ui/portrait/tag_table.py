"""All tags beside the clouds, with the customers of every group that have them; the same are selected in both."""

from collections.abc import Set as AbstractSet

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from crmdesk.domain.portrait import Portrait, TagUse
from crmdesk.i18n import _, ngettext
from crmdesk.qt.appearance import Appearance
from crmdesk.qt.painted_cell import PAD, PaintedCell
from crmdesk.qt.painting import draw_line, line_width
from crmdesk.qt.record_model import Index
from crmdesk.qt.record_table import RecordTable
from crmdesk.qt.roles import RECORD
from crmdesk.qt.widgets.labels import label
from crmdesk.ui import wording
from crmdesk.ui.portrait.tag_model import TagModel

_ROW = 30
_DOT = 8.0
_GAP = 8.0
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TagCell(PaintedCell):
    """The tag behind a dot in the colour of its group."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        wide = line_width(index.data(RECORD).tag.name, self._appearance.theme.sizes.body)
        return QSize(round(wide + _DOT + _GAP + 2 * PAD) + 2, 1)

    @override
    def _paint(self, painter: QPainter, cell: QRectF, record: TagUse, *, pointed: bool) -> None:
        theme = self._appearance.theme
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.data_ink[record.tag.colour % len(theme.data_ink)]))
        painter.drawEllipse(QRectF(cell.left(), cell.center().y() - _DOT / 2, _DOT, _DOT))
        draw_line(painter, cell.adjusted(_DOT + _GAP, 0, 0, 0), record.tag.name, theme.text, theme.sizes.body)


class TagGrid(RecordTable):
    """Several rows can be selected; Return or a double click opens the current one, Ctrl+C copies."""

    opened = Signal(object)
    copy_requested = Signal()

    def __init__(self, model: TagModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(model, model.columns, name, parent)
        self._tags = model
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.verticalHeader().setDefaultSectionSize(_ROW)
        self.doubleClicked.connect(lambda index: self.opened.emit(model.record(index)))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        use = self._tags.record(self.currentIndex())
        if event.key() in _ENTER and use is not None:
            self.opened.emit(use)
        elif event.key() == Qt.Key.Key_Escape and self.selectionModel().hasSelection():
            self.clearSelection()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_requested.emit()
        else:
            super().keyPressEvent(event)


class TagTable(QFrame):
    """Emits the uids selected, and the tag that a person opens."""

    selection_changed = Signal(object)
    tag_opened = Signal(object)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "panel_right")
        self.model = TagModel(self)
        self.grid = TagGrid(self.model, _("Tags"))
        self.grid.setItemDelegateForColumn(0, TagCell(appearance, self.grid))
        self.grid.selectionModel().selectionChanged.connect(self._tell)
        self.grid.opened.connect(lambda use: self.tag_opened.emit(use.tag))
        self._count = label("", "muted")
        self._told: frozenset[str] = frozenset()
        head = QHBoxLayout()
        head.setContentsMargins(round(PAD), 10, 8, 4)
        head.setSpacing(8)
        head.addWidget(label(_("All tags"), "section"))
        head.addWidget(self._count)
        head.addStretch(1)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(1, 0, 0, 0)
        inside.setSpacing(0)
        inside.addLayout(head)
        inside.addWidget(self.grid, 1)

    def show_portrait(self, portrait: Portrait) -> None:
        """Show all its tags; those selected stay so."""
        n = len(portrait.uses)
        self._count.setText(ngettext("{n} tag", "{n} tags", n).format(n=wording.number(n)))
        self.model.show_portrait(portrait)

    def select(self, uids: AbstractSet[str]) -> None:
        """Select these tags, as they were selected elsewhere, and bring the first into sight."""
        if uids == self._selected():
            return
        rows = [row for row, use in enumerate(self.model.records) if use.tag.uid in uids]
        chosen = QItemSelection()
        for row in rows:
            chosen.select(self.model.index(row, 0), self.model.index(row, self.model.columnCount() - 1))
        self._told = frozenset(uids)
        self.grid.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if rows:
            self.grid.scrollTo(self.model.index(rows[0], 0))

    def rows(self) -> list[list[str]]:
        """The rows selected, or all, below the titles, as texts."""
        chosen = self._selected()
        uses = [use for use in self.model.records if not chosen or use.tag.uid in chosen]
        titles = [column.title for column in self.model.columns]
        return [titles, *([column.text(use) for column in self.model.columns] for use in uses)]

    def _selected(self) -> frozenset[str]:
        found = (self.model.record(index) for index in self.grid.selectionModel().selectedRows())
        return frozenset(use.tag.uid for use in found if use is not None)

    def _tell(self) -> None:
        uids = self._selected()
        if uids != self._told:
            self._told = uids
            self.selection_changed.emit(uids)
