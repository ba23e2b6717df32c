"""The bar at the top: search, and the buttons for what is done most."""

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from crmdesk.i18n import _
from crmdesk.qt.appearance import Appearance
from crmdesk.qt.widgets.buttons import CommandButton
from crmdesk.ui.actions import Actions
from crmdesk.ui.shell.palette.field import PaletteField

_HEIGHT = 55


class TopBar(QFrame):
    """``search`` is the field of the palette."""

    def __init__(self, actions: Actions, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "bar")
        self.setFixedHeight(_HEIGHT)
        keys = actions["edit.search"].shortcut().toString(actions["edit.search"].shortcut().SequenceFormat.NativeText)
        self.search = PaletteField(keys, appearance)
        self.search.setMinimumWidth(300)
        self.search.setMaximumWidth(480)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 8)
        layout.setSpacing(8)
        layout.addWidget(self.search, 1)
        layout.addStretch(1)
        layout.addWidget(CommandButton(actions["customer.new"], "user-plus", text=_("New customer")))
        layout.addWidget(
            CommandButton(actions["touch.quick_log"], "zap", look="primary", ink=QPalette.ColorRole.HighlightedText)
        )
