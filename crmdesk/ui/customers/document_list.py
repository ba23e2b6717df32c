"""The list of a customer's documents, as tall as they are up to a few; older versions fold away."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from crmdesk.domain.attachment import Document
from crmdesk.i18n import _
from crmdesk.qt.appearance import Appearance
from crmdesk.qt.columns import Column
from crmdesk.qt.icons import pixmap
from crmdesk.qt.painting import draw_line, draw_name, draw_row_ground
from crmdesk.qt.record_model import Index, RecordModel
from crmdesk.qt.roles import RECORD
from crmdesk.ui.customers.document_rows import DocumentRow, name_words, note_words, rows_of, spoken
from crmdesk.ui.timeline.attachments.file_wording import icon_name

_ROW = 46
_MOST_ROWS = 8
_PAGE = 200
"""So many documents are rows at first; the next ones come when the end is near to be seen."""

_SIGN, _FOLD = 26.0, 24.0
_ICON = 16
_INDENT = 12.0
_FOLDING = {Qt.Key.Key_Right: True, Qt.Key.Key_Left: False}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class DocumentDelegate(QStyledItemDelegate):
    """Two lines a document: its name, and what is known of it."""

    def __init__(self, appearance: Appearance, today: Callable[[], date], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._appearance, self._today = appearance, today

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(160, _ROW)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: DocumentRow = index.data(RECORD)
        theme, small = self._appearance.theme, self._appearance.theme.sizes.small
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        is_hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        has_focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
        rect = QRectF(option.rect).adjusted(1, 1, -1, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_row_ground(painter, rect, theme, selected=is_selected, hovered=is_hovered, focused=has_focus)
        room = rect.adjusted(6 if row.is_head else 6 + _INDENT, 3, -6, -3)
        scale = painter.device().devicePixelRatioF()
        ink = theme.warning if row.version.is_missing else theme.accent if row.is_head else theme.muted
        sign = pixmap(icon_name(row.version) if row.is_head else "history", ink, _ICON, scale)
        painter.drawPixmap(QPointF(room.left(), room.center().y() - _ICON / 2), sign)
        room.setLeft(room.left() + _SIGN)
        if row.can_unfold:
            arrow = pixmap("chevron-down" if row.is_open else "chevron-right", theme.muted, _ICON, scale)
            painter.drawPixmap(QPointF(room.right() - _ICON, room.center().y() - _ICON / 2), arrow)
            room.setRight(room.right() - _FOLD)
        half = room.height() / 2
        name, note = room.adjusted(0, 0, 0, -half), room.adjusted(0, half, 0, 0)
        draw_name(painter, name, name_words(row), theme.text, theme.sizes.body if row.is_head else small)
        tone = theme.warning if row.version.is_missing else theme.muted
        draw_line(painter, note, note_words(row, self._today()), tone, small)
        painter.restore()


class DocumentList(QListView):
    """``chosen`` brings the version that was gone to, ``entered`` the one that is to be opened."""

    chosen = Signal(object)
    entered = Signal(object)
    menu_wanted = Signal(object)

    def __init__(self, appearance: Appearance, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Documents"))
        self._documents: Sequence[Document] = ()
        self._unfolded: set[str] = set()
        self._held = _PAGE
        self.rows: RecordModel[DocumentRow] = RecordModel(
            (Column("name", _("Document"), name_words),),
            lambda row: row.version.uid,
            self,
            spoken=lambda row: spoken(row, today()),
        )
        self.setModel(self.rows)
        self.setItemDelegate(DocumentDelegate(appearance, today, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().valueChanged.connect(self._grow)

    def show_documents(self, documents: Sequence[Document]) -> None:
        """Show these; what was unfolded stays so."""
        self._documents = documents
        self._show_rows()

    def begin(self) -> None:
        """Another customer's documents come."""
        self._held = _PAGE
        self._unfolded.clear()
        self.show_documents(())

    def current_row(self) -> DocumentRow | None:
        """The row the keyboard is at."""
        return self.rows.record(self.currentIndex())

    def fold(self, row: DocumentRow, *, unfold: bool) -> None:
        """Show the older versions of a document, or hide them."""
        if row.can_unfold:
            (self._unfolded.add if unfold else self._unfolded.discard)(row.version.document)
            self._show_rows()

    def _show_rows(self) -> None:
        self.rows.refresh(list(rows_of(self._documents[: self._held], self._unfolded)))
        self.setFixedHeight(_ROW * min(self.rows.rowCount(), _MOST_ROWS) + 2)

    def _grow(self, place: int) -> None:
        if place >= self.verticalScrollBar().maximum() - _ROW and self._held < len(self._documents):
            self._held += _PAGE
            self._show_rows()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        row = self.rows.record(index)
        if row is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if row.can_unfold and event.position().x() > self.visualRect(index).right() - _FOLD - 8:
            self.fold(row, unfold=not row.is_open)
        else:
            self.chosen.emit(row.version)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if (row := self.rows.record(self.indexAt(event.position().toPoint()))) is not None:
            self.entered.emit(row.version)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, key = self.current_row(), Qt.Key(event.key())
        if row is not None and key in _ENTER:
            self.entered.emit(row.version)
        elif row is not None and key in _FOLDING:
            self.fold(row, unfold=_FOLDING[key])
        elif row is not None and key == Qt.Key.Key_Space:
            self.chosen.emit(row.version)
        else:
            super().keyPressEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        place = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard and self.currentIndex().isValid():
            place = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center())
        if (row := self.current_row()) is not None:
            self.chosen.emit(row.version)
            self.menu_wanted.emit(place)
