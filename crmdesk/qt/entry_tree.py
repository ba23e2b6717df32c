"""A list that people edit in its place, flat or of two levels: renamed, put in order, taken away, by mouse and by keys.

It changes nothing itself: it asks. Knows nothing of what the entries are.
"""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QTreeView, QWidget
from typing_extensions import override

from crmdesk.qt.appearance import Appearance
from crmdesk.qt.entry_delegate import EntryDelegate
from crmdesk.qt.entry_model import Entry, EntryModel
from crmdesk.qt.widgets.fields import TextLine, mark_wrong

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class EntryTree(QTreeView):
    """F2, Enter or a double click rename; Insert, Delete, Alt+Up, Alt+Down and dragging ask for the rest."""

    chosen = Signal(str)
    add_requested = Signal()
    take_away_requested = Signal(str)
    menu_requested = Signal(str, QPoint)

    def __init__(
        self,
        appearance: Appearance,
        name: str,
        *,
        two_levels: bool = False,
        movable: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.entries = EntryModel(self, movable=movable)
        self.setModel(self.entries)
        self._movable = movable
        self._delegate = EntryDelegate(self, self.entries, appearance)
        self._delegate.begun = self._editing_begun
        self.setItemDelegate(self._delegate)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setItemsExpandable(two_levels)
        self.setExpandsOnDoubleClick(False)
        self.setUniformRowHeights(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed)
        if movable:
            self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask_menu)
        self.selectionModel().currentChanged.connect(self._tell)
        # What is typed again after it was refused: the key of the entry and the text.
        self._again: tuple[str, str] | None = None

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these; the one chosen stays chosen if it is still there, else its neighbour or the first is."""
        self.entries.refresh(entries)
        if entries and not self.currentIndex().isValid():
            self.setCurrentIndex(self.entries.index(0, 0))

    def choose(self, key: str) -> None:
        """Choose an entry and bring it into sight."""
        index = self.entries.index_of(key)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def current(self) -> Entry | None:
        """The entry chosen."""
        return self.entries.entry(self.currentIndex())

    def rename(self) -> None:
        """Begin to rename the entry chosen."""
        entry = self.current()
        if entry is not None and not entry.fixed:
            self.edit(self.currentIndex())

    def rename_again(self, key: str, text: str) -> None:
        """Go on renaming an entry whose new name was refused, with what was typed."""
        self._again = (key, text)
        # The editor that was refused must be gone first.
        QTimer.singleShot(0, self, self._go_on)

    def shift(self, step: int) -> None:
        """Ask for the entry chosen to be moved one place up (-1) or down (1)."""
        entry = self.current()
        if entry is None or not self._movable:
            return
        level = [other.key for other in self.entries.siblings(entry)]
        place = level.index(entry.key) + step
        if 0 <= place < len(level):
            before = [*level, ""][place if step < 0 else place + 1]
            self.entries.move_requested.emit(entry.key, before)

    def take_away(self) -> None:
        """Ask for the entry chosen to be taken away."""
        if (entry := self.current()) is not None:
            self.take_away_requested.emit(entry.key)

    def _go_on(self) -> None:
        if self._again is not None:
            self.choose(self._again[0])
            self.rename()

    def _editing_begun(self, editor: TextLine) -> None:
        if self._again is not None:
            _key, text = self._again
            self._again = None
            mark_wrong(editor, wrong=True)
            # After Qt has put the present name into it.
            QTimer.singleShot(0, editor, lambda: editor.setText(text))

    def _tell(self, current: QModelIndex) -> None:
        entry = self.entries.entry(current)
        self.chosen.emit(entry.key if entry else "")

    def _ask_menu(self, place: QPoint) -> None:
        index = self.indexAt(place)
        if index.isValid():
            self.setCurrentIndex(index)
        entry = self.current()
        if entry is not None:
            self.menu_requested.emit(entry.key, self.viewport().mapToGlobal(place))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        folds = self.itemsExpandable() and index.isValid() and self.model().rowCount(index) > 0
        if folds and self._delegate.unfolding(self.visualRect(index)).contains(event.position().toPoint()):
            self.setExpanded(index, not self.isExpanded(index))
            return
        super().mousePressEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if self.state() == QAbstractItemView.State.EditingState:
            # The Enter that ends the editing comes by here as well.
            super().keyPressEvent(event)
        elif alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.shift(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() == Qt.Key.Key_Insert:
            self.add_requested.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.take_away()
        elif event.key() in _ENTER and not event.modifiers():
            self.rename()
        else:
            super().keyPressEvent(event)
