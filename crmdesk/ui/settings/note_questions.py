"""What a quick note asks: what it is logged as, its questions with their chips, and the one chosen."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.domain.template_edit import add_chip
from crmdesk.domain.template_effect_edit import Place
from crmdesk.domain.template_field import TemplateField
from crmdesk.domain.touch import TouchKind
from crmdesk.i18n import _
from crmdesk.qt.widgets.buttons import IconButton
from crmdesk.qt.widgets.combo import Combo
from crmdesk.qt.widgets.labels import label
from crmdesk.ui.settings.list_panel import ListPanel, PanelTexts
from crmdesk.ui.settings.note_editing import NoteEditing
from crmdesk.ui.settings.note_parts import NoteParts, shown_parts, split
from crmdesk.ui.settings.question_form import QuestionForm

_LEAST_LIST = 200


class NoteQuestions(QWidget):
    """``effect_wanted`` brings the place (of a chip or a question) that is to bring something about."""

    effect_wanted = Signal(object)

    def __init__(self, editing: NoteEditing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editing = editing
        self._kinds: Sequence[TouchKind] = editing.notes.kinds()
        self.kind = Combo(_("Logged as"))
        for kind in self._kinds:
            self.kind.addItem(kind.name[:1].upper() + kind.name[1:], kind.key)
        self.parts = NoteParts(editing)
        texts = PanelTexts(
            name=_("Questions and chips"),
            adding=_("New question"),
            icon="sticky-note",
            empty=_("No questions"),
            hint=_("Without any, tapping the note writes its name."),
            heading=_("Questions"),
        )
        self.list = ListPanel(editing.bench, texts, self.parts, self.parts.add, deep=True)
        self.list.setMinimumHeight(_LEAST_LIST)
        self.effect = IconButton("zap", look="quiet", name=_("Let it bring something about…"))
        self.list.add_deed(self.effect)
        self.form = QuestionForm(editing)
        self._lay_out()
        self.kind.activated.connect(self._set_kind)
        self.list.chosen.connect(lambda _key: self._show_question())
        self.form.adding.submitted.connect(self._add_chip)
        self.effect.clicked.connect(self._want_effect)

    def show_note(self) -> None:
        """Show the note that is edited."""
        template = self._editing.template
        if template is not None:
            self.kind.setCurrentIndex(self.kind.findData(template.kind))
            self.list.show_entries(shown_parts(template))
            self._show_question()

    def _chosen(self) -> TemplateField | None:
        chosen, template = self.list.current(), self._editing.template
        if template is None or chosen is None:
            return None
        return next((field for field in template.fields if field.key == split(chosen.key)[0]), None)

    def _show_question(self) -> None:
        field = self._chosen()
        self.effect.setEnabled(field is not None)
        self.form.show_question(field)

    def _set_kind(self, row: int) -> None:
        note, kind = self._editing.note, self.kind.itemData(row)
        if note is not None and kind != note.template.kind:
            told = _("What “{name}” is logged as is changed.").format(name=note.name)
            notes = self._editing.notes
            self._editing.bench.operations.perform(lambda: notes.set_kind(note.uid, kind), told)

    def _add_chip(self, name: str) -> None:
        field = self._chosen()
        if field is not None:
            error = self._editing.change(
                lambda template: add_chip(template, field.key, name), _("“{name}” has one more chip.")
            )
            self.list.tree.expand(self.list.tree.entries.index_of(field.key))
            self.form.adding.finish(error)

    def _want_effect(self) -> None:
        chosen = self.list.current()
        if chosen is not None:
            self.effect_wanted.emit(Place(*split(chosen.key)))

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        title = label(_("Logged as"), "small")
        title.setBuddy(self.kind)
        row.addWidget(title)
        row.addWidget(self.kind, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(row)
        column.addWidget(self.list, 1)
        column.addWidget(self.form)
