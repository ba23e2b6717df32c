"""A dialog with fields, one below the other, and what is wrong with a field right below it.

It saves nothing: it offers its value through ``submitted``, and whoever takes it either accepts the dialog or tells it
which field is wrong.
"""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from crmdesk.domain.errors import CrmError
from crmdesk.i18n import _
from crmdesk.qt.looks import show_look
from crmdesk.qt.widgets.fields import mark_wrong
from crmdesk.qt.widgets.labels import label

_WIDTH, _SIDE = 480, 28
"""The least width and the margins at the left and right, in pixels."""


class FormDialog(QDialog):
    """The frame of a form; what is in it is added by its children."""

    submitted = Signal(object)

    def __init__(self, title: str, explanation: str, button: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._fields: dict[str, tuple[QWidget, QLabel]] = {}
        self._titles: dict[str, str] = {}
        self._headings: dict[str, QLabel] = {}
        outer = QVBoxLayout(self)
        outer.setContentsMargins(_SIDE, 24, _SIDE, 20)
        # Qt would measure how high lines of chips are at the least width they could have, and insist on that.
        outer.addStrut(_WIDTH - 2 * _SIDE)
        self.setMinimumSize(_WIDTH, 1)
        outer.setSpacing(14)
        outer.addWidget(label(title, "heading"))
        if explanation:
            outer.addWidget(label(explanation, "muted", wrap=True))
        self._above = QVBoxLayout()
        outer.addLayout(self._above)
        self._form = QFormLayout()
        self._form.setVerticalSpacing(10)
        self._form.setHorizontalSpacing(16)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._body = QHBoxLayout()
        self._body.setSpacing(24)
        self._body.addLayout(self._form, 1)
        outer.addLayout(self._body, 1)
        self._general = label("", "error", wrap=True)
        self._general.hide()
        outer.addWidget(self._general)
        self._keys = label("", "small")
        self.accept_button = QPushButton(button)
        outer.addLayout(self._buttons())
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.submit)

    def add_field(self, name: str, title: str, widget: QWidget) -> None:
        """Add a field; errors that name ``name`` will be shown below it."""
        wrong = label("", "error", wrap=True)
        wrong.hide()
        column = QVBoxLayout()
        column.setSpacing(3)
        column.addWidget(widget)
        column.addWidget(wrong)
        heading = label(title)
        heading.setBuddy(widget)
        heading.setFixedHeight(34)
        if not widget.accessibleName():
            widget.setAccessibleName(title)
        self._form.addRow(heading, column)
        self._fields[name] = (widget, wrong)
        self._titles[name], self._headings[name] = title, heading

    def show_field(self, name: str, *, shown: bool) -> None:
        """Show a field with its title, or leave it out while it does not apply."""
        self._form.setRowVisible(self._headings[name], shown)
        # Qt shows all of a row, also the sentence below a field with which nothing is wrong.
        wrong = self._fields[name][1]
        wrong.setVisible(shown and bool(wrong.text()))

    def put_above(self, widget: QWidget) -> None:
        """Put what is only to be read above all fields."""
        self._above.addWidget(widget)

    def put_beside(self, name: str, widget: QWidget) -> None:
        """Put a large field at the left of the others; errors that name ``name`` will be shown below it."""
        wrong = label("", "error", wrap=True)
        wrong.hide()
        column = QVBoxLayout()
        column.addWidget(widget, 1)
        column.addWidget(wrong)
        self._body.insertLayout(0, column, 1)
        self._fields = {name: (widget, wrong), **self._fields}

    def mark_needed(self, name: str, *, needed: bool) -> None:
        """Say in the title of a field whether it must be filled in."""
        title = self._titles[name]
        heading = self._headings[name]
        if not heading.minimumWidth():
            # With the room for it from the beginning, lest the fields move when it is marked.
            heading.ensurePolished()
            bold = QFont(heading.font())
            bold.setBold(True)
            heading.setMinimumWidth(QFontMetrics(bold).horizontalAdvance(f"{title} *") + 1)
        heading.setText(f"{title} *" if needed else title)
        widget = self._fields[name][0]
        widget.setAccessibleName(_("{field}, needed").format(field=title) if needed else title)
        show_look(heading, "section" if needed else "")

    def value(self) -> Any:
        """What the person has entered.

        Raises ValidationError for a field that cannot be read.
        """
        raise NotImplementedError

    def show_error(self, error: CrmError) -> None:
        """Say what is wrong, below the field it belongs to if there is one, and go there."""
        self._clear_errors()
        widget, sentence = self._fields.get(error.field or "", (None, self._general))
        sentence.setText(error.message)
        sentence.show()
        if widget is not None:
            mark_wrong(widget, wrong=True)
            widget.setFocus()
        self.adjustSize()
        self.grow()

    def grow(self) -> None:
        """Be as high as what is shown needs at this width, whatever the least height and the screen."""
        if (layout := self.layout()) is not None:
            layout.activate()
            self.resize(self.width(), max(self.height(), layout.totalMinimumHeightForWidth(self.width())))

    def open_once(self) -> None:
        """Show it over its window, and let it go when it is closed."""
        self.finished.connect(self.deleteLater)
        self.open()

    def finish(self, error: CrmError | None) -> None:
        """What was offered has been taken: close, unless there was something wrong with it."""
        if error is None:
            self.accept()
        else:
            self.show_error(error)

    def error_text(self, name: str) -> str:
        """The sentence below a field; empty when nothing is wrong."""
        return self._fields[name][1].text()

    def submit(self) -> None:
        """Offer the value, unless a field cannot be read."""
        self._clear_errors()
        try:
            value = self.value()
        except CrmError as error:
            self.show_error(error)
        else:
            self.submitted.emit(value)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        first = next(iter(self._fields.values()), None)
        if first is not None:
            first[0].setFocus()

    def _clear_errors(self) -> None:
        for widget, sentence in self._fields.values():
            if sentence.text():
                mark_wrong(widget, wrong=False)
            sentence.setText("")
            sentence.hide()
        self._general.hide()

    def put_at_foot(self, button: QPushButton) -> None:
        """Put what is done instead of offering a value at the left of the buttons."""
        button.setAutoDefault(False)
        self._foot.insertWidget(self._foot.count() - 2, button)

    def explain_keys(self, sentence: str) -> None:
        """Say at the foot which keys lead through the form."""
        self._keys.setText(sentence)

    def _buttons(self) -> QHBoxLayout:
        row = self._foot = QHBoxLayout()
        row.addWidget(self._keys)
        row.addStretch(1)
        cancel = QPushButton(_("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        accept = self.accept_button
        accept.setObjectName("accept")
        accept.setProperty("look", "primary")
        accept.setDefault(True)
        accept.clicked.connect(self.submit)
        row.addWidget(cancel)
        row.addWidget(accept)
        return row
