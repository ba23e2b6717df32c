"""What a quick note writes: its name, its sentence and the words of its chips, in one language after the other."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from crmdesk.domain import template_phrasing
from crmdesk.domain.errors import CrmError
from crmdesk.domain.template import Template
from crmdesk.i18n import LANGUAGES, _
from crmdesk.qt.columns import Column
from crmdesk.qt.record_model import Index, RecordModel
from crmdesk.qt.record_table import RecordTable
from crmdesk.qt.widgets.combo import Combo
from crmdesk.qt.widgets.labels import label
from crmdesk.ui.settings.committed_line import CommittedLine
from crmdesk.ui.settings.note_editing import NoteEditing
from crmdesk.ui.settings.sentence_edit import SentenceEdit

_ROW = 32
_LEAST_TABLE = 120
# A language is called as those call it who speak it.
_NAMES = {"en": "English", "zh_CN": "简体中文", "zh_TW": "繁體中文"}


@dataclass(frozen=True, slots=True)
class ChipWords:
    """A chip and what it says in the sentence; ``said`` is empty where that is its label."""

    field: str
    chip: str
    label: str
    said: str


class WordsModel(RecordModel[ChipWords]):
    """The words can be written in their place: ``written`` is told the chip and them."""

    def __init__(self, written: Callable[[ChipWords, str], None], parent: QWidget) -> None:
        columns: tuple[Column[ChipWords], ...] = (
            Column("chip", _("Chip"), lambda words: words.label, width=140),
            Column("said", _("Says in the sentence"), lambda words: words.said or words.label, width=200),
        )
        super().__init__(columns, lambda words: (words.field, words.chip), parent)
        self._written = written

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == 1 else flags

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        words = self.record(index)
        if words is not None and role == Qt.ItemDataRole.EditRole:
            return words.said
        return super().data(index, role)

    @override
    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        words = self.record(index)
        if words is not None and role == Qt.ItemDataRole.EditRole and str(value).strip() != words.said:
            self._written(words, str(value))
        return False


class NoteSayings(QWidget):
    """One language is shown at a time, at first that of the note."""

    def __init__(self, editing: NoteEditing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editing = editing
        self._shown = ("", "")
        self.language = Combo(_("Language"))
        for language in LANGUAGES:
            self.language.addItem(_NAMES[language], language)
        self.name = CommittedLine(_("as it is called here"), name=_("Name in this language"))
        self.sentence = SentenceEdit()
        self.sentence.setAccessibleName(_("The sentence it writes"))
        self._wrong = label("", "error", wrap=True)
        self.model = WordsModel(self._set_words, self)
        self.table = RecordTable(self.model, self.model.columns, _("What the chips say"))
        self._lay_out()
        self.language.activated.connect(lambda _row: self.show_note())
        self.name.committed.connect(self._set_name)
        self.sentence.committed.connect(self._set_sentence)

    @property
    def error(self) -> str:
        """What is wrong with the sentence; empty when nothing is."""
        return self._wrong.text()

    def show_note(self) -> None:
        """Show the note that is edited."""
        note = self._editing.note
        if note is None:
            return
        template = note.template
        if note.uid != self._shown[0]:
            self.language.setCurrentIndex(self.language.findData(template.language))
        language = self.language.currentData()
        another = self._shown != (note.uid, language)
        self._shown = (note.uid, language)
        if another:
            self._say(None)
        self.name.setEnabled(language != template.language)
        self.name.show_value(template_phrasing.name_in(template, language))
        self.sentence.setPlaceholderText(template_phrasing.sentence_text(template, template.language))
        self.sentence.show_value(template_phrasing.sentence_text(template, language), anew=another)
        self.model.refresh(_chip_words(template, language))
        self.table.setVisible(bool(self.model.records))

    def _set_name(self, name: str) -> None:
        language = self._shown[1]
        self._change(lambda template: template_phrasing.set_name_in(template, language, name))

    def _set_sentence(self, text: str) -> None:
        language = self._shown[1]
        self._say(self._change(lambda template: template_phrasing.set_sentence(template, language, text)))

    def _set_words(self, words: ChipWords, text: str) -> None:
        language = self._shown[1]
        self._change(lambda template: template_phrasing.set_words(template, words.field, words.chip, language, text))

    def _change(self, edit: Callable[[Template], Template]) -> CrmError | None:
        return self._editing.change(edit, _("What “{name}” writes is changed."))

    def _say(self, error: CrmError | None) -> None:
        self._wrong.setText(error.message if error else "")
        self._wrong.setVisible(error is not None)

    def _lay_out(self) -> None:
        triggers = QAbstractItemView.EditTrigger
        self.table.setSortingEnabled(False)
        self.table.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.table.verticalHeader().setDefaultSectionSize(_ROW)
        self.table.setMinimumHeight(_LEAST_TABLE)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.language)
        row.addWidget(self.name, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.sentence, 2)
        column.addWidget(self._wrong)
        hint = _("A line for each part. {answer} stands for what was tapped; what is in […] goes when it is empty.")
        column.addWidget(label(hint, "muted", wrap=True))
        column.addWidget(self.table, 3)
        self._wrong.hide()


def _chip_words(template: Template, language: str) -> list[ChipWords]:
    return [
        ChipWords(
            asked.key,
            chip.key,
            chip.label,
            template_phrasing.words_of(template, asked.key, chip.key, language),
        )
        for asked in template.fields
        for chip in asked.chips
    ]
