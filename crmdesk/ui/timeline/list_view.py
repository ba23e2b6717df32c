"""The list of a timeline: rows of any height, a day that stays in sight, links in cards, keys. Reads nothing."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget
from typing_extensions import override

from crmdesk.domain.touch import Touch
from crmdesk.i18n import _
from crmdesk.qt.appearance import Appearance
from crmdesk.qt.record_model import Index
from crmdesk.ui.timeline.attachments.file_cursor import FileCursor
from crmdesk.ui.timeline.attachments.file_painter import FilePainter
from crmdesk.ui.timeline.card_painter import EDIT, MORE
from crmdesk.ui.timeline.delegate import TimelineDelegate
from crmdesk.ui.timeline.folded_painter import CONVERSATION
from crmdesk.ui.timeline.folded_wording import FoldedWording
from crmdesk.ui.timeline.model import TimelineModel
from crmdesk.ui.timeline.rows import Entry, Folded, Heading, TimelineRow, identity, touches_of
from crmdesk.ui.timeline.sight import Sight
from crmdesk.ui.timeline.touch_wording import TouchWording

DELETE, COPY, REMOVE_FILE = "delete", "copy", "remove file"
"""Wishes besides the links of cards."""

_FLASH = 1600
_STEP = 24
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class TimelineList(QListView):
    """``wished`` names what is wanted of the touches selected; ``edge_neared`` comes when an end is near to be seen.

    ``files`` is where the keyboard and the pointer are among the files of the cards.
    """

    wished = Signal(str)
    folded = Signal(object)
    touch_selected = Signal()
    edge_neared = Signal()
    menu_wanted = Signal(object)

    def __init__(
        self,
        model: TimelineModel,
        appearance: Appearance,
        words: tuple[TouchWording, FoldedWording],
        files: FilePainter,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("look", "canvas")
        self.setAccessibleName(_("Timeline"))
        self.rows = model
        self.setModel(model)
        self._sight = Sight(self, model)
        self.delegate = TimelineDelegate(appearance, words, files, lambda: self.viewport().width(), self)
        self.setItemDelegate(self.delegate)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # The width of the rows must not depend on how many there are.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setMouseTracking(True)
        self._holds_top = True
        self.verticalScrollBar().setSingleStep(_STEP)
        self._edges = QTimer(self, singleShot=True, interval=0)
        self._edges.timeout.connect(self.edge_neared)
        self._flash = QTimer(self, singleShot=True, interval=_FLASH)
        self._flash.timeout.connect(lambda: self._set_flashing(None))
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.selectionModel().selectionChanged.connect(lambda *_what: self.touch_selected.emit())
        self.files = FileCursor(self, self.delegate)
        self.files.moved.connect(self.touch_selected)

    def selected_touches(self) -> tuple[Touch, ...]:
        """The touches selected, from the top; with a row all that share it."""
        rows = (self.rows.record(index) for index in sorted(self.selectedIndexes(), key=lambda index: index.row()))
        return tuple({touch.uid: touch for row in rows for touch in touches_of(row)}.values())

    def selected_conversation(self) -> Folded | None:
        """The conversation that commands speak of."""
        row = self.rows.record(self.currentIndex())
        chosen = self.selectionModel().isSelected(self.currentIndex())
        return row if chosen and isinstance(row, Folded) and row.bundle.is_conversation else None

    def update_touch(self, uid: str) -> None:
        """Paint a touch again, because what is heard or seen of its files has changed."""
        if (row := self.rows.row_of(uid)) is not None:
            self.viewport().update(self.visualRect(self.rows.index(row, 0)))

    def show_rows(self, rows: Sequence[TimelineRow], *, holds_top: bool) -> None:
        """Show these rows; ``holds_top`` says that nothing is newer.

        What is in sight stays where it is, except at the very top, where new rows are to be seen.
        """
        anchor = None if self.is_at_top and self._holds_top else self._sight.anchor()
        self._holds_top = holds_top
        self.rows.refresh(rows)
        self.delegate.keep_only({identity(row) for row in rows})
        # Also rows that were there before may have another height now.
        self.doItemsLayout()
        if anchor is not None:
            self._sight.return_to(*anchor)
        self._edges.start()

    def go_to(self, uid: str) -> bool:
        """Select a touch that is in the list, scroll to it and let it flash; says whether it is there."""
        row = self.rows.row_of(uid)
        if row is None:
            return False
        index = self.rows.index(row, 0)
        self.choose(index)
        self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
        self._set_flashing(uid)
        self._flash.start()
        return True

    def choose(self, index: QModelIndex) -> None:
        """Select one row, whatever keys are held down."""
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def begin_edit(self) -> None:
        """Edit the text of the touch selected in its place."""
        index = self.currentIndex()
        if index.isValid() and index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.scrollTo(index)
            self.edit(index)

    @property
    def is_at_top(self) -> bool:
        """Whether nothing is hidden above."""
        return self.verticalScrollBar().value() <= self.verticalScrollBar().minimum()

    def nears(self, *, end: bool) -> bool:
        """Whether less than a view's height is left to scroll to the end, or to the beginning."""
        bar = self.verticalScrollBar()
        left = bar.maximum() - bar.value() if end else bar.value() - bar.minimum()
        return bool(left <= self.viewport().height())

    def _set_flashing(self, uid: object) -> None:
        self.delegate.flashing = uid
        self.viewport().update()

    def _scrolled(self) -> None:
        # The day that stays in sight must not be carried along with the rows.
        self.viewport().update()
        self._edges.start()

    def _link(self, place: QPointF) -> tuple[Index, str]:
        index = self.indexAt(place.toPoint())
        if not index.isValid():
            return index, ""
        return index, self.delegate.link_at(index, place - QPointF(self.visualRect(index).topLeft()))

    def _follow_link(self, index: Index, link: str) -> None:
        row = self.rows.record(index)
        if link == MORE and row is not None:
            self.folded.emit(identity(row))
        else:
            self.choose(self.rows.index(index.row(), 0))
            self.wished.emit(link)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if (day := self._sight.heading()) is not None:
            painter = QPainter(self.viewport())
            self.delegate.paint_heading_on_top(painter, day[1], day[0])
            painter.end()

    @override
    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        if action == QAbstractItemView.CursorAction.MoveHome or not self.currentIndex().isValid():
            # The first row is a heading, on which Qt would stay.
            first = next((row for row, each in enumerate(self.rows.records) if not isinstance(each, Heading)), 0)
            return self.rows.index(first, 0)
        return super().moveCursor(action, modifiers)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(200, 80)

    @override
    def sizeHint(self) -> QSize:
        # Takes what is left and asks for no more: what is written below comes first.
        return self.minimumSizeHint()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
        self._edges.start()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        index, link = self._link(event.position())
        spot = self.files.spot(index, event.position())
        link = link or (spot.name if spot is not None else "")
        row = self.rows.record(index)
        hot = (identity(row), link) if row is not None and link else (None, "")
        if hot != self.delegate.hot:
            self.delegate.hot = hot
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if link else Qt.CursorShape.ArrowCursor)
            self.viewport().update()
        if not link:
            super().mouseMoveEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        index, link = self._link(event.position())
        if link and event.button() == Qt.MouseButton.LeftButton:
            self._follow_link(index, link)
            return
        spot = self.files.spot(index, event.position())
        if spot is None:
            super().mousePressEvent(event)
            return
        self.choose(self.rows.index(index.row(), 0))
        self.files.go_to(spot.uid)
        if event.button() == Qt.MouseButton.LeftButton:
            self.files.press(index, spot, event.position())

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index, link = self._link(event.position())
        row = self.rows.record(index)
        if link or self.files.spot(index, event.position()) is not None:
            return
        if isinstance(row, Entry):
            self.wished.emit(EDIT)
        elif isinstance(row, Folded):
            self._enter(row)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.delegate.hot = (None, "")
        self.viewport().update()

    @override
    def event(self, event: QEvent) -> bool:
        # While the list has the keyboard these keys are about its touches, whatever they mean elsewhere.
        is_key = event.type() == QEvent.Type.ShortcutOverride
        if is_key and isinstance(event, QKeyEvent) and (_wish(event) or self.files.pastes(event)):
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.rows.record(self.currentIndex())
        wish = _wish(event)
        if self._is_for_files(event, wish):
            return
        if isinstance(row, Folded) and event.key() in _STEPS:
            if row.is_open is not (event.key() == Qt.Key.Key_Right):
                self.folded.emit(identity(row))
        elif wish == MORE and row is not None:
            self._enter(row)
        elif wish and wish != MORE:
            self.wished.emit(REMOVE_FILE if wish == DELETE and self.files.is_at_file else wish)
        elif wish != MORE:
            super().keyPressEvent(event)

    def _is_for_files(self, event: QKeyEvent, wish: str) -> bool:
        """Whether a key was about the files of the touch selected, and did what it does there."""
        if self.files.pastes(event):
            self.files.paste()
            return True
        if event.key() in _STEPS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return self.files.step(_STEPS[Qt.Key(event.key())])
        return wish == MORE and self.files.enter()

    def _enter(self, row: TimelineRow) -> None:
        """Open a conversation; show all of any other row, or less of it."""
        if isinstance(row, Folded) and row.bundle.is_conversation:
            self.wished.emit(CONVERSATION)
        else:
            self.folded.emit(identity(row))

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason and not self.selectedIndexes():
            # Whoever comes by keyboard sees where they are.
            self.choose(self.currentIndex())

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        place = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard and self.currentIndex().isValid():
            place = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center())
        if self.selected_touches():
            self.menu_wanted.emit(place)


def _wish(event: QKeyEvent) -> str:
    """What a key asks for; empty for keys that the list understands itself."""
    if event.matches(QKeySequence.StandardKey.Copy):
        return COPY
    if event.modifiers() not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier):
        return ""
    return {
        Qt.Key.Key_F2: EDIT,
        Qt.Key.Key_Delete: DELETE,
        Qt.Key.Key_Return: MORE,
        Qt.Key.Key_Enter: MORE,
    }.get(Qt.Key(event.key()), "")
