"""A list that people edit in its place, flat or a tree: renamed, put in order, taken away, by mouse and by keys.

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
_WAYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Left)


class EntryTree(QTreeView):
    """F2, Enter or a double click rename; Insert, Delete, Alt with an arrow and dragging ask for the rest.

    ``deep`` says whether entries stand below others, ``nests`` on how many levels people may put them there.
    """

    chosen = Signal(str)
    add_requested = Signal()
    take_away_requested = Signal(str)
    menu_requested = Signal(str, QPoint)

    def __init__(
        self,
        appearance: Appearance,
        name: str,
        *,
        deep: bool = False,
        movable: bool = True,
        nests: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.entries = EntryModel(self, movable=movable, nests=nests)
        self.setModel(self.entries)
        self._movable = movable
        self._delegate = EntryDelegate(self, self.entries, appearance)
        self._delegate.begun = self._editing_begun
        self.setItemDelegate(self._delegate)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setItemsExpandable(deep or nests > 0)
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
        """Begin to rename the entry chosen; who is renaming already goes on."""
        entry = self.current()
        if entry is not None and not entry.fixed and self.state() != QAbstractItemView.State.EditingState:
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

    @property
    def place_below(self) -> Entry | None:
        """The entry above it on its level, below which the one chosen may be put."""
        entry = self.current()
        if entry is None:
            return None
        level = self.entries.siblings(entry)
        place = level.index(entry)
        above = level[place - 1] if place else None
        return above if above is not None and self.entries.fits_below(entry.key, above.key) else None

    def put_below(self) -> None:
        """Ask for the entry chosen to be put below the one above it."""
        entry, above = self.current(), self.place_below
        if entry is not None and above is not None:
            self.entries.nest_requested.emit(entry.key, above.key, "")

    def lift(self) -> None:
        """Ask for the entry chosen to be put one level up, behind what it stands below."""
        entry = self.current()
        above = self.entries.entry(self.entries.index_of(entry.above)) if entry is not None else None
        if entry is not None and above is not None and self.entries.nests:
            level = [each.key for each in self.entries.siblings(above)]
            self.entries.nest_requested.emit(entry.key, above.above, [*level, ""][level.index(above.key) + 1])

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
        if folds and self._delegate.unfolding(self.visualRect(index), index).contains(event.position().toPoint()):
            self.setExpanded(index, not self.isExpanded(index))
            return
        super().mousePressEvent(event)

    def _go(self, key: Qt.Key) -> None:
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.shift(-1 if key == Qt.Key.Key_Up else 1)
        elif key == Qt.Key.Key_Right:
            self.put_below()
        else:
            self.lift()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if self.state() == QAbstractItemView.State.EditingState:
            # The Enter that ends the editing comes by here as well.
            super().keyPressEvent(event)
        elif alt and event.key() in _WAYS:
            self._go(Qt.Key(event.key()))
        elif event.key() == Qt.Key.Key_Insert:
            self.add_requested.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.take_away()
        elif event.key() in _ENTER and not event.modifiers():
            self.rename()
        else:
            super().keyPressEvent(event)
