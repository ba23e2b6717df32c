"""A value edited in its place together with why it changes: one line below the other, taken in one step.

Saying why is never asked for: Enter in either line commits, Tab leads from the value to the reason. Knows nothing of
what the value is.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from crmdesk.qt.widgets.fields import TextLine
from crmdesk.qt.widgets.inline_field import InlineField
from crmdesk.qt.widgets.suggestions import Offer


class ExplainedField(InlineField):
    """``edited`` brings the new value; ``why`` has what stands in the second line then, ``hint`` is what it asks."""

    def __init__(self, name: str, hint: str, *, empty: str = "", offer: Offer | None = None) -> None:
        super().__init__(name, empty=empty, offer=offer)
        self.reason = TextLine(hint, name=f"{name}: {hint}")
        self.reason.setProperty("look", "inline_editor")
        self._lines.append(self.reason)
        self.reason.installEventFilter(self)
        self.reason.hide()
        layout = self.layout()
        if layout is not None:
            layout.addWidget(self.reason)

    @property
    def why(self) -> str:
        """Why it changes; empty where nobody said."""
        return self.reason.text().strip()

    @override
    def begin(self) -> None:
        if not self.is_editing:
            self.reason.empty()
            self.reason.show()
        super().begin()

    @override
    def _close(self) -> None:
        had_focus = self.reason.hasFocus()
        super()._close()
        self.reason.hide()
        if had_focus:
            self.setFocus()

    @override
    def _handle_key(self, event: QKeyEvent) -> bool:
        key, focused = event.key(), QApplication.focusWidget()
        if key == Qt.Key.Key_Tab and focused is self.editor:
            self.reason.setFocus()
        elif key == Qt.Key.Key_Backtab and focused is self.reason:
            self.editor.setFocus()
        else:
            return super()._handle_key(event)
        return True
