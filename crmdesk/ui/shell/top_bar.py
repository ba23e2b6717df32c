"""The bar at the top: search, and the button for what is done most."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from crmdesk.i18n import _
from crmdesk.qt.widgets.buttons import CommandButton
from crmdesk.qt.widgets.fields import SearchField
from crmdesk.ui.actions import Actions

_PAUSE = 150
"""Milliseconds without typing after which is searched."""


class TopBar(QFrame):
    """Emits what is searched for once the person pauses."""

    search_changed = Signal(str)

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "bar")
        keys = actions["edit.search"].shortcut().toString(actions["edit.search"].shortcut().SequenceFormat.NativeText)
        self.search = SearchField(
            _("Search customers, notes, phones, pinyin… ({keys})").format(keys=keys), name=_("Search")
        )
        self.search.setMinimumWidth(280)
        self.search.setMaximumWidth(480)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(lambda: self.search_changed.emit(self.search.text()))
        self.search.textChanged.connect(self._timer.start)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 8)
        layout.addWidget(self.search, 1)
        layout.addStretch(1)
        layout.addWidget(CommandButton(actions["customer.new"], "user-plus", text=_("New customer")))
        layout.addWidget(
            CommandButton(actions["touch.start"], "zap", look="primary", ink=QPalette.ColorRole.HighlightedText)
        )

    def focus_search(self) -> None:
        """Go to the field, ready to type over what is in it."""
        self.search.setFocus()
        self.search.selectAll()

    def forget(self) -> None:
        """Empty the field without searching."""
        blocked = self.search.blockSignals(True)  # noqa: FBT003  # Qt's only form
        self.search.empty()
        self.search.blockSignals(blocked)
        self._timer.stop()
