"""The card beside a list on which the entry chosen is changed. Knows no list in particular."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from crmdesk.domain.errors import CrmError, ValidationError
from crmdesk.i18n import _
from crmdesk.qt.widgets.form_field import FormField
from crmdesk.qt.widgets.labels import label


class DetailCard(QFrame):
    """``of`` is the key of the entry shown; ``nothing`` is said while there is none."""

    def __init__(self, nothing: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.of = ""
        self._fields: list[FormField] = []
        self._nothing = label(nothing, "muted", wrap=True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._name, self._remark = label("", "heading", wrap=True), label("", "muted", wrap=True)
        self._content = QWidget()
        self._column = QVBoxLayout(self._content)
        self._column.setContentsMargins(18, 14, 18, 16)
        self._column.setSpacing(14)
        head = QVBoxLayout()
        head.setSpacing(2)
        head.addWidget(self._name)
        head.addWidget(self._remark)
        self._column.addLayout(head)
        self._column.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self._content)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(self._area)
        layout.addWidget(self._nothing)
        self.show_nothing()

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Add a part below those there are."""
        if isinstance(widget, FormField):
            self.register(widget)
        self._column.insertWidget(self._column.count() - 1, widget, stretch)

    def register(self, field: FormField) -> None:
        """Let what is wrong with a field be said below it, wherever on the card it stands."""
        self._fields.append(field)

    def show_head(self, name: str, note: str, *, of: str) -> None:
        """Show which entry this is, and a sentence about it."""
        if of != self.of:
            for field in self._fields:
                field.show_error("")
        self.of = of
        self._name.setText(name)
        self._remark.setText(note)
        self._remark.setVisible(bool(note))
        self._nothing.hide()
        self._area.show()

    def show_nothing(self) -> None:
        """Say that nothing is chosen."""
        self.of = ""
        self._area.hide()
        self._nothing.show()

    def show_error(self, field: QWidget, error: CrmError | None) -> None:
        """Say below a field what is wrong with it, or take that back."""
        for row in self._fields:
            if row.field is field:
                row.show_error(error.message if error else "")
                if error is not None:
                    # Once the sentence has found its room.
                    QTimer.singleShot(0, row, lambda row=row: self._area.ensureWidgetVisible(row))


def whole_number(text: str) -> int:
    """A whole number as people type it.

    Raises ValidationError for anything else.
    """
    try:
        return int(text.strip())
    except ValueError:
        raise ValidationError(_("“{text}” is not a whole number.").format(text=text.strip())) from None
