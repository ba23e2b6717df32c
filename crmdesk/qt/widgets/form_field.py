"""A field with its title above it and what is wrong with it below it."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.qt.widgets.fields import mark_wrong
from crmdesk.qt.widgets.labels import label


class FormField(QWidget):
    """``beside`` is put at the right of the field; ``hint`` is a muted sentence below it."""

    def __init__(
        self,
        title: str,
        field: QWidget,
        *,
        beside: QWidget | None = None,
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.field = field
        heading = label(title, "section")
        heading.setBuddy(field)
        field.setAccessibleName(title)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(field, 1)
        if beside is not None:
            row.addWidget(beside)
        self._hint = label(hint, "small", wrap=True)
        self._wrong = label("", "error", wrap=True)
        self._wrong.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(heading)
        layout.addLayout(row)
        layout.addWidget(self._hint)
        layout.addWidget(self._wrong)
        layout.addStretch(1)
        # Not before it belongs to this: without a parent it would be shown as a window.
        self._hint.setVisible(bool(hint))

    @property
    def error(self) -> str:
        """The sentence that says what is wrong; empty when nothing is."""
        return self._wrong.text()

    def show_hint(self, sentence: str) -> None:
        """Say something about what is in the field."""
        self._hint.setText(sentence)
        self._hint.setVisible(bool(sentence))

    def show_error(self, sentence: str) -> None:
        """Say what is wrong and go there; an empty sentence takes it back."""
        self._wrong.setText(sentence)
        self._wrong.setVisible(bool(sentence))
        mark_wrong(self.field, wrong=bool(sentence))
        if sentence:
            self.field.setFocus()
