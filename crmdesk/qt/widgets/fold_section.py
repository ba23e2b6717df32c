"""A titled part of a column that can be folded away; whether it is, is remembered by whoever owns it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crmdesk.i18n import _
from crmdesk.qt.plain_text import caption, tool_tip
from crmdesk.qt.widgets.buttons import IconButton


class FoldSection(QWidget):
    """``folded`` tells when a person folds or unfolds it; ``body`` takes what is in it."""

    folded = Signal(bool)

    def __init__(self, title: str, *, folded: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self.head = QPushButton()
        self.head.setProperty("look", "fold")
        self.head.setText(caption(title))
        self.head.setCheckable(True)
        self.head.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.head.setChecked(not folded)
        self.head.toggled.connect(lambda shown: self._toggle(shown=shown))
        self._row = QHBoxLayout()
        self._row.setSpacing(2)
        self._row.addWidget(self.head)
        self._row.addStretch(1)
        self._inside = QWidget()
        self.body = QVBoxLayout(self._inside)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(self._row)
        layout.addWidget(self._inside)
        self._show(shown=not folded)

    def add_button(self, icon_name: str, name: str) -> IconButton:
        """A small button at the right of the title."""
        button = IconButton(icon_name, look="inside", name=name)
        self._row.addWidget(button)
        return button

    def show_title(self, note: str) -> None:
        """Show a note, such as a count, behind the title."""
        self.head.setText(caption(f"{self._title}  {note}" if note else self._title))

    def unfold(self) -> None:
        """Show what is in it."""
        self.head.setChecked(True)

    def _toggle(self, *, shown: bool) -> None:
        self._show(shown=shown)
        self.folded.emit(not shown)

    def _show(self, *, shown: bool) -> None:
        self._inside.setVisible(shown)
        self.head.setToolTip(tool_tip(_("Fold away") if shown else _("Unfold")))
