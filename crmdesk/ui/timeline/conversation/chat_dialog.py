"""The dialog that shows a whole conversation to read, search and copy. Reads nothing, changes nothing."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QDialog, QHBoxLayout, QListView, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from crmdesk.domain.touch import Touch
from crmdesk.i18n import _, ngettext
from crmdesk.qt.appearance import Appearance
from crmdesk.qt.columns import Column
from crmdesk.qt.record_model import Index, RecordModel
from crmdesk.qt.widgets.fields import SearchField
from crmdesk.qt.widgets.labels import label
from crmdesk.ui import wording
from crmdesk.ui.timeline.conversation.bubble_delegate import BubbleDelegate
from crmdesk.ui.timeline.conversation.bubbles import Bubble, ChatRow, Pause, chat_key, chat_rows, chat_text

_SIZE = (620, 640)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ChatModel(RecordModel[ChatRow]):
    """Pauses stand between the messages but cannot be chosen."""

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self.record(index), Bubble):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        return None if role == Qt.ItemDataRole.ToolTipRole else super().data(index, role)


class ChatList(QListView):
    """Its rows are as high as their text in its width; ``entered_by_key`` brings where Enter was pressed."""

    entered_by_key = Signal(object)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.entered_by_key.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class ChatDialog(QDialog):
    """``touch_chosen`` carries the uid of a message to be shown in the timeline."""

    touch_chosen = Signal(object)

    def __init__(
        self, words: tuple[str, str], touches: Sequence[Touch], me: str, today: date, appearance: Appearance,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        title, told = words
        self.setWindowTitle(title)
        self.resize(*_SIZE)
        self._me = me
        self.model = ChatModel((Column("message", "", _said),), chat_key, self, spoken=lambda row: _spoken(row, me))
        self.model.refresh(list(chat_rows(touches, me, today)))
        self.view = self._list(appearance)
        self.search = SearchField(_("Words in the conversation"), name=_("Words to look for in the conversation"))
        self.search.textChanged.connect(self._find)
        self.search.returnPressed.connect(lambda: self._go(1))
        self._found: list[int] = []
        self._told = label("", "small")
        self._lay_out(title, told)
        for keys, do in (
            (QKeySequence.StandardKey.Find, self.search.setFocus),
            (QKeySequence.StandardKey.FindNext, lambda: self._go(1)),
            (QKeySequence.StandardKey.FindPrevious, lambda: self._go(-1)),
        ):
            QShortcut(QKeySequence(keys), self, do)
        self.view.setFocus()

    def open_once(self) -> None:
        """Show it over its window, and let it go when it is closed."""
        self.finished.connect(self.deleteLater)
        self.open()
        self.view.scrollToTop()

    def copy(self) -> None:
        """Put what is selected on the clipboard, or else the whole conversation."""
        rows = sorted(index.row() for index in self.view.selectedIndexes()) or range(self.model.rowCount())
        records = (self.model.records[row] for row in rows)
        touches = [record.touch for record in records if isinstance(record, Bubble)]
        QGuiApplication.clipboard().setText(chat_text(touches, self._me))
        told = ngettext("Copied.", "{count} messages copied.", len(touches))
        self._told.setText(told.format(count=wording.number(len(touches))))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() not in _ENTER:
            super().keyPressEvent(event)

    def _find(self, text: str) -> None:
        words = text.casefold().strip()
        records = self.model.records
        found = [
            row
            for row, record in enumerate(records)
            if words and isinstance(record, Bubble) and words in record.text.casefold()
        ]
        self._found = found
        self._delegate.sought = text.strip()
        self.view.viewport().update()
        self._told.setText("")
        if found:
            self._point(found[0])
        elif words:
            self._told.setText(_("Nothing found"))

    def _go(self, step: int) -> None:
        """Go to the next place where the words are, round and round."""
        if self._found:
            current = self.view.currentIndex().row()
            place = self._found.index(current) + step if current in self._found else 0
            self._point(self._found[place % len(self._found)])

    def _point(self, row: int) -> None:
        index = self.model.index(row, 0)
        self.view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.view.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
        place = _("{place} of {count}").format(place=self._found.index(row) + 1, count=len(self._found))
        self._told.setText(place)

    def _choose(self, index: Index) -> None:
        row = self.model.record(index)
        if isinstance(row, Bubble):
            self.touch_chosen.emit(row.touch.uid)
            self.accept()

    def _list(self, appearance: Appearance) -> ChatList:
        view = ChatList()
        view.setProperty("look", "canvas")
        view.setAccessibleName(_("Messages"))
        view.setModel(self.model)
        self._delegate = BubbleDelegate(appearance, lambda: view.viewport().width(), view)
        view.setItemDelegate(self._delegate)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.doubleClicked.connect(self._choose)
        view.entered_by_key.connect(self._choose)
        return view

    def _lay_out(self, title: str, told: str) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.setSpacing(10)
        layout.addWidget(label(title, "heading"))
        layout.addWidget(label(told, "muted", wrap=True))
        layout.addWidget(self.search)
        layout.addWidget(self.view, 1)
        row = QHBoxLayout()
        row.addWidget(self._told, 1)
        self.copy_button = QPushButton(_("Copy"))
        self.copy_button.clicked.connect(self.copy)
        close = QPushButton(_("Close"))
        close.setProperty("look", "primary")
        close.clicked.connect(self.reject)
        for button in (self.copy_button, close):
            button.setAutoDefault(False)
            row.addWidget(button)
        layout.addLayout(row)


def _said(row: ChatRow) -> str:
    return row.text


def _spoken(row: ChatRow, me: str) -> str:
    return row.text if isinstance(row, Pause) else chat_text([row.touch], me)
