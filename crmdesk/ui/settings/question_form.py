"""What else is to be said of one question of a quick note: how it is answered, whether it must be, in which bounds."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.domain import template_edit
from crmdesk.domain.errors import CrmError, ValidationError
from crmdesk.domain.template_field import FieldType, TemplateField
from crmdesk.i18n import _
from crmdesk.qt.widgets.combo import Combo
from crmdesk.qt.widgets.labels import label
from crmdesk.ui.settings.add_line import AddLine
from crmdesk.ui.settings.committed_line import CommittedLine
from crmdesk.ui.settings.note_editing import NoteEditing
from crmdesk.ui.settings.note_parts import possible_types, type_names

_CHIPPED = (FieldType.ONE, FieldType.SEVERAL, FieldType.TEXT)
_NARROW = 92


class QuestionForm(QWidget):
    """Shows one question; each answer is one operation."""

    def __init__(self, editing: NoteEditing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editing = editing
        self._field: TemplateField | None = None
        self.adding = AddLine(_("New chip"))
        self.type = Combo(_("Answered by"))
        self.needed = QCheckBox(_("needed"))
        self.whole = QCheckBox(_("whole numbers"))
        self.unit = CommittedLine(_("unit, such as kg"), name=_("Unit"))
        self.low = CommittedLine(_("at least"), name=_("At least"))
        self.high = CommittedLine(_("at most"), name=_("At most"))
        self.hint = CommittedLine(_("example of an answer"), name=_("Example of an answer"))
        self._bounds = QWidget()
        self._wrong = label("", "error", wrap=True)
        self._lay_out()
        self._connect()

    @property
    def error(self) -> str:
        """The sentence at the foot; empty when nothing is wrong."""
        return self._wrong.text()

    def show_question(self, field: TemplateField | None) -> None:
        """Show a question; nothing for None."""
        if self._field is None or field is None or field.key != self._field.key:
            self._say(None)
        self._field = field
        self.setVisible(field is not None)
        if field is None:
            return
        names = type_names()
        self.type.clear()
        for kind in possible_types(field):
            self.type.addItem(names[kind], kind)
        self.type.setCurrentIndex(self.type.findData(field.type))
        self.needed.setChecked(not field.optional)
        self._bounds.setVisible(field.type is FieldType.NUMBER)
        self.whole.setChecked(field.whole)
        for line, value in ((self.unit, field.unit), (self.low, field.low), (self.high, field.high)):
            line.show_value("" if value is None else str(value))
        self.hint.setVisible(not field.chips and field.type is not FieldType.FILE)
        self.hint.show_value(field.hint)
        self.adding.setVisible(field.type in _CHIPPED)

    def _set_type(self, row: int) -> None:
        kind, field = FieldType(self.type.itemData(row)), self._field
        if field is not None and kind is not field.type:
            self._say(
                self._editing.change(
                    lambda template: template_edit.set_type(template, field.key, kind),
                    _("What “{name}” asks is changed."),
                )
            )
            self.type.setCurrentIndex(self.type.findData((self._field or field).type))

    def _set(self, details: Mapping[str, Any]) -> None:
        field = self._field
        if field is not None:
            self._say(
                self._editing.change(
                    lambda template: template_edit.set_details(template, field.key, details),
                    _("What “{name}” asks is changed."),
                )
            )

    def _set_bound(self, name: str, text: str) -> None:
        try:
            bound = int(text) if text.strip() else None
        except ValueError:
            self._say(ValidationError(_("“{text}” is not a whole number.").format(text=text), field=name))
        else:
            self._set({name: bound})

    def _say(self, error: CrmError | None) -> None:
        self._wrong.setText(error.message if error else "")
        self._wrong.setVisible(error is not None)

    def _connect(self) -> None:
        self.type.activated.connect(self._set_type)
        self.needed.clicked.connect(lambda on: self._set({"optional": not on}))
        self.whole.clicked.connect(lambda on: self._set({"whole": on}))
        self.unit.committed.connect(lambda text: self._set({"unit": text.strip()}))
        self.hint.committed.connect(lambda text: self._set({"hint": text.strip()}))
        self.low.committed.connect(lambda text: self._set_bound("low", text))
        self.high.committed.connect(lambda text: self._set_bound("high", text))

    def _lay_out(self) -> None:
        answer = QHBoxLayout()
        answer.setSpacing(12)
        answer.addWidget(self.type, 1)
        answer.addWidget(self.needed)
        bounds = QHBoxLayout(self._bounds)
        bounds.setContentsMargins(0, 0, 0, 0)
        bounds.setSpacing(8)
        for line in (self.low, self.high):
            line.setMaximumWidth(_NARROW)
        for widget in (self.unit, self.low, self.high, self.whole):
            bounds.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.adding)
        column.addLayout(answer)
        column.addWidget(self._bounds)
        column.addWidget(self.hint)
        column.addWidget(self._wrong)
        self._wrong.hide()
