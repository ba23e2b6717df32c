"""A short line for a number of customers, of which each change is looked at first and kept when it is left."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from crmdesk.i18n import _
from crmdesk.qt.plain_text import tool_tip
from crmdesk.qt.widgets.fields import TextLine

_MOST = 10_000
_WIDTH = 56
_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}


class MinimumLine(TextLine):
    """Emits a number that is being tried, and one that is to be kept; Esc goes back to what is kept."""

    tried = Signal(int)
    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(name=_("So many customers must have a tag"), parent=parent)
        self.setProperty("look", "slim")
        self.setValidator(QIntValidator(1, _MOST, self))
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFixedWidth(_WIDTH)
        self.setToolTip(tool_tip(_("Tags that fewer customers of both groups together have are grey")))
        self._kept = 0
        self.textEdited.connect(lambda _text: self._try())
        self.editingFinished.connect(lambda: self.chosen.emit(int(self.text())))

    def show_value(self, number: int) -> None:
        """Show what is kept, unless somebody is writing."""
        if not self.hasFocus():
            self._kept = number
            self.setText(str(number))

    def _try(self) -> None:
        if self.hasAcceptableInput():
            self.tried.emit(int(self.text()))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS and self.hasAcceptableInput():
            self.setText(str(min(max(int(self.text()) + _STEPS[key], 1), _MOST)))
            self._try()
        elif key == Qt.Key.Key_Escape and self.text() != str(self._kept):
            self.setText(str(self._kept))
            self._try()
        else:
            super().keyPressEvent(event)
