"""One question of a quick note, answered by typing: a number, a date, names, a few words, a file. Knows no template."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crmdesk.domain.template_field import FieldType, TemplateField
from crmdesk.i18n import _
from crmdesk.qt.file_chooser import FileChooser
from crmdesk.qt.widgets.buttons import IconButton
from crmdesk.qt.widgets.fields import TextLine, mark_wrong
from crmdesk.qt.widgets.labels import ShortenedLabel

_NARROW, _WIDE = 150, 320


class AnswerLine(QWidget):
    """A line with what is wrong with it at its right. Emits ``changed`` while it is typed into.

    ``stops`` are its places in the order of Tab.
    """

    changed = Signal()

    def __init__(self, field: TemplateField, files: FileChooser, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._files = files
        self.line = TextLine(field.hint or field.unit or _hint(field.type), name=field.label)
        self.line.setObjectName(f"answer:{field.key}")
        self.line.setProperty("look", "slim")
        short = field.type in (FieldType.NUMBER, FieldType.MONEY, FieldType.DATE)
        self.line.setMaximumWidth(_NARROW if short else _WIDE)
        self._wrong = ShortenedLabel("error")
        self.line.textChanged.connect(self.changed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.line, 3)
        self.stops: list[QWidget] = [self.line]
        if field.type is FieldType.FILE:
            choose = IconButton("folder-open", look="compact", name=_("Choose a file"))
            choose.clicked.connect(self._choose_file)
            layout.addWidget(choose)
            self.stops.append(choose)
        layout.addWidget(self._wrong, 2)
        layout.addStretch(1)
        self._wrong.hide()

    @property
    def text(self) -> str:
        """What was typed."""
        return self.line.text()

    def show_text(self, text: str) -> None:
        """Show another text."""
        if text != self.line.text():
            self.line.setText(text)

    def show_error(self, sentence: str) -> None:
        """Say what is wrong, or with an empty sentence that nothing is."""
        self._wrong.setVisible(bool(sentence))
        self._wrong.show_text(sentence)
        mark_wrong(self.line, wrong=bool(sentence))

    def enter(self) -> None:
        """Go to the line."""
        self.line.setFocus()
        self.line.selectAll()

    def _choose_file(self) -> None:
        path = self._files.open_file(self.window(), _("Choose a file"), "")
        if path is not None:
            self.line.setText(str(path))


def _hint(kind: FieldType) -> str:
    return {
        FieldType.NUMBER: _("number"),
        FieldType.MONEY: _("amount, such as 86000"),
        FieldType.DATE: _("day, such as: Friday"),
        FieldType.SEVERAL: _("names, with commas between"),
    }.get(kind, _("a few words"))
