"""The editor of one quick note: its kind, its questions with their chips, its sentence, and how it will look.

Knows the note it shows; everything it changes is one operation.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget
from typing_extensions import override

from crmdesk.domain import template_edit, template_phrasing
from crmdesk.domain.changes import Changes
from crmdesk.domain.listed import NoteEntry
from crmdesk.domain.template_example import example_fills
from crmdesk.domain.template_field import FieldType, TemplateField
from crmdesk.domain.touch import TouchKind
from crmdesk.i18n import _
from crmdesk.qt.widgets.combo import Combo
from crmdesk.qt.widgets.form_field import FormField
from crmdesk.ui.settings.add_line import AddLine
from crmdesk.ui.settings.detail_card import DetailCard
from crmdesk.ui.settings.list_panel import ListPanel, PanelTexts
from crmdesk.ui.settings.note_parts import NoteParts, possible_types, shown_parts, split, type_names
from crmdesk.ui.timeline.composer.template_panel import TemplatePanel
from crmdesk.ui.workbench import Workbench

_LIST_HEIGHT = 290
_SENTENCE_HEIGHT = 104


class SentenceEdit(QPlainTextEdit):
    """Lines of text that count once the field is left, or with Ctrl+Enter; Esc takes back what was typed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.committed: Callable[[str], object] = lambda _text: None
        self._value = self._offered = ""
        self.setTabChangesFocus(True)
        self.setFixedHeight(_SENTENCE_HEIGHT)

    def show_value(self, text: str, *, anew: bool) -> None:
        """Show what is kept; ``anew`` also in place of what is being typed."""
        untouched = self.toPlainText() in (self._value, self._offered)
        if (anew or untouched or not self.hasFocus()) and self.toPlainText() != text:
            self.setPlainText(text)
        self._value = self._offered = text

    def commit(self) -> None:
        """Tell what was typed, if it is anything new."""
        if self.toPlainText() not in (self._value, self._offered):
            self._offered = self.toPlainText()
            self.committed(self._offered)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Return and control:
            self.commit()
        elif event.key() == Qt.Key.Key_Escape and self.toPlainText() != self._value:
            self.setPlainText(self._value)
        else:
            super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.commit()

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, _SENTENCE_HEIGHT)


class NoteCard(DetailCard):
    """One quick note."""

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(_("Choose a quick note to see what it asks and says."), parent)
        self._bench = bench
        self._notes = bench.services.configuration.quick_notes
        self._note: NoteEntry | None = None
        self._kinds: Sequence[TouchKind] = self._notes.kinds()
        self.kind = Combo()
        for kind in self._kinds:
            self.kind.addItem(kind.name[:1].upper() + kind.name[1:], kind.key)
        self.parts = NoteParts(self._notes)
        texts = PanelTexts(
            name=_("Questions and chips"),
            adding=_("New question"),
            icon="sticky-note",
            empty=_("No questions"),
            hint=_("Without any, tapping the note writes its name."),
            heading=_("Questions and chips"),
        )
        self.list = ListPanel(bench, texts, self.parts, self.parts.add, deep=True)
        self.list.setFixedHeight(_LIST_HEIGHT)
        self.type = Combo()
        self.adding = AddLine(_("New chip"))
        self.sentence = SentenceEdit()
        self.preview = TemplatePanel(bench.files)
        self._question = QWidget()
        self._lay_out()
        self.kind.activated.connect(self._set_kind)
        self.type.activated.connect(self._set_type)
        self.list.chosen.connect(lambda _key: self._show_question())
        self.adding.submitted.connect(self._add_chip)
        self.sentence.committed = self._set_sentence
        self.preview.changed.connect(self._show_preview)

    def show_note(self, note: NoteEntry | None) -> None:
        """Show a quick note, or that none is chosen."""
        if note == self._note:
            return
        before, self._note = self._note, note
        if note is None:
            self.show_nothing()
            return
        self.show_head(note.name, "", of=note.uid)
        self.parts.note = note.uid
        self.kind.setCurrentIndex(self.kind.findData(note.template.kind))
        self.list.show_entries(shown_parts(note.template))
        another = before is None or before.uid != note.uid
        self.sentence.show_value(template_phrasing.sentence_text(note.template, note.template.language), anew=another)
        self._show_question()
        self.preview.open(note.template, example_fills(note.template), ())
        self._show_preview()

    def _chosen_field(self) -> TemplateField | None:
        chosen = self.list.current()
        if self._note is None or chosen is None:
            return None
        return next((field for field in self._note.template.fields if field.key == split(chosen.key)[0]), None)

    def _show_question(self) -> None:
        field = self._chosen_field()
        self._question.setVisible(field is not None)
        if field is None:
            return
        names = type_names()
        self.type.clear()
        for kind in possible_types(field):
            self.type.addItem(names[kind], kind)
        self.type.setCurrentIndex(self.type.findData(field.type))
        self.adding.setVisible(field.type in (FieldType.ONE, FieldType.SEVERAL, FieldType.TEXT))

    def _show_preview(self) -> None:
        if self._note is not None:
            self.preview.show_preview(self._notes.try_out(self._note.template, self.preview.fills))

    def _set_kind(self, row: int) -> None:
        self._perform(
            lambda uid: self._notes.set_kind(uid, self.kind.itemData(row)), _("What “{name}” is logged as is changed.")
        )

    def _set_type(self, row: int) -> None:
        field, kind = self._chosen_field(), FieldType(self.type.itemData(row))
        if field is None or field.type is kind:
            return
        self._perform(
            lambda uid: self._notes.change(uid, lambda template: template_edit.set_type(template, field.key, kind)),
            _("What “{name}” asks is changed."),
            self.type,
        )
        self._show_question()

    def _add_chip(self, name: str) -> None:
        field = self._chosen_field()
        if field is None:
            return
        told = _("“{name}” is added.").format(name=name.strip())
        error = self._bench.operations.perform(lambda: self.parts.add_chip(field.key, name), told)
        self.list.tree.expand(self.list.tree.entries.index_of(field.key))
        self.adding.finish(error)

    def _set_sentence(self, text: str) -> None:
        self._perform(
            lambda uid: self._notes.change(
                uid, lambda template: template_phrasing.set_sentence(template, template.language, text)
            ),
            _("The sentence of “{name}” is changed."),
            self.sentence,
        )

    def _perform(self, work: Callable[[str], Changes], told: str, field: QWidget | None = None) -> None:
        note = self._note
        if note is None:
            return
        error = self._bench.operations.perform(lambda: work(note.uid), told.format(name=note.name))
        if field is not None:
            self.show_error(field, error)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._question)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        answer = FormField(_("Answered by"), self.type)
        column.addWidget(answer)
        column.addWidget(self.adding)
        self.add(FormField(_("Logged as"), self.kind))
        self.add(self.list)
        self.add(self._question)
        self.register(answer)
        hint = _("A line for each part. {answer} stands for what was tapped; what is in […] goes when it is empty.")
        self.add(FormField(_("The sentence it writes"), self.sentence, hint=hint))
