"""A dialog over a table of records, with one thing that can be done with the row chosen. Knows no record."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crmdesk.i18n import _
from crmdesk.qt.columns import Column, Record
from crmdesk.qt.record_model import RecordModel
from crmdesk.qt.record_table import RecordTable
from crmdesk.qt.widgets.fields import SearchField
from crmdesk.qt.widgets.labels import label
from crmdesk.qt.widgets.state_stack import StateStack

_SIZE = (760, 560)


@dataclass(frozen=True, slots=True)
class DialogWords:
    """What the dialog says: ``button`` is empty where there is nothing to do, ``field`` where nothing is searched."""

    title: str
    explanation: str
    button: str = ""
    field: str = ""


class RecordDialog(QDialog, Generic[Record]):
    """Emits the record for which the button, Enter or a double click asks; what is typed filters the rows.

    ``pointed`` brings the record of the current row, or None.
    """

    record_chosen = Signal(object)
    pointed = Signal(object)

    def __init__(
        self,
        words: DialogWords,
        columns: Sequence[Column[Record]],
        identity: Callable[[Record], object],
        parent: QWidget | None = None,
        *,
        can_choose: Callable[[Record], bool] = lambda _record: True,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(words.title)
        self.resize(*_SIZE)
        self._can_choose = can_choose
        self._records: tuple[Record, ...] = ()
        self.model: RecordModel[Record] = RecordModel(columns, identity, self)
        self.table = RecordTable(self.model, columns, words.title)
        self.table.setSortingEnabled(False)
        self.states = StateStack(self.table)
        self.search = SearchField(words.field, name=words.field)
        self.search.setVisible(bool(words.field))
        self.button = QPushButton(words.button)
        self.button.setProperty("look", "primary")
        self.button.setDefault(True)
        self.button.setVisible(bool(words.button))
        self.note = label("", "muted", wrap=True)
        self.note.hide()
        self.wrong = label("", "error", wrap=True)
        self.wrong.hide()
        self._lay_out(words)
        self.search.textChanged.connect(self._filter)
        self.button.clicked.connect(self._choose)
        if words.button:
            self.table.activated.connect(self._choose)
        self.table.selectionModel().currentChanged.connect(self._follow)
        (self.search if words.field else self.table).setFocus()

    def show_records(self, records: Sequence[Record]) -> None:
        """Show these records, the first that can be chosen selected."""
        self._records = tuple(records)
        self.states.show_content()
        self._filter(self.search.text())

    def show_error(self, sentence: str) -> None:
        """Say why what was asked for was not done."""
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))

    def show_note(self, sentence: str) -> None:
        """Say what the button would do with the row chosen."""
        self.note.setText(sentence)
        self.note.setVisible(bool(sentence))

    def open_once(self) -> None:
        """Show it over its window, and let it go when it is closed."""
        self.finished.connect(self.deleteLater)
        self.open()

    def _filter(self, text: str) -> None:
        wanted = text.casefold().split()
        columns = self.model.columns
        spoken = {
            id(record): " ".join(column.text(record) for column in columns).casefold() for record in self._records
        }
        shown = [record for record in self._records if all(word in spoken[id(record)] for word in wanted)]
        self.model.refresh(shown)
        if self._records and not shown:
            self.states.show_empty("search", _("Nothing found"), _("Try fewer words."))
        elif shown:
            self.states.show_content()
        first = next((row for row, record in enumerate(shown) if self._can_choose(record)), 0)
        self.table.setCurrentIndex(self.model.index(first, 0))
        self._follow(self.table.currentIndex())

    def _follow(self, index: QModelIndex, _before: QModelIndex | None = None) -> None:
        record = self.model.record(index)
        self.button.setEnabled(record is not None and self._can_choose(record))
        self.pointed.emit(record)

    def _choose(self) -> None:
        record = self.model.record(self.table.currentIndex())
        if record is not None and self._can_choose(record):
            self.show_error("")
            self.record_chosen.emit(record)

    def _lay_out(self, words: DialogWords) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 24, 28, 20)
        layout.setSpacing(12)
        layout.addWidget(label(words.title, "heading"))
        layout.addWidget(label(words.explanation, "muted", wrap=True))
        layout.addWidget(self.search)
        layout.addWidget(self.states, 1)
        layout.addWidget(self.note)
        layout.addWidget(self.wrong)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        close = QPushButton(_("Close"))
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        buttons.addWidget(close)
        buttons.addWidget(self.button)
        layout.addLayout(buttons)
