"""How a key of the desktop opens the small window for logging: the command to give it, ready to copy.

The desktop holds the key, not this program: so it works on every desktop, also where none lets programs listen to keys
(Wayland), and while crmdesk is not running.
"""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.i18n import _
from crmdesk.qt.widgets.buttons import IconButton
from crmdesk.qt.widgets.fields import TextLine
from crmdesk.qt.widgets.labels import label
from crmdesk.ui.workbench import Workbench

COMMAND = "crmdesk --quick-log"
_WIDTH = 300


class DesktopKeyRow(QWidget):
    """Off until somebody sets it up in the desktop's own settings."""

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self.command = TextLine(name=_("Command for a key of the desktop"))
        self.command.setText(COMMAND)
        self.command.setReadOnly(True)
        self.command.setFixedWidth(_WIDTH)
        self.copy = IconButton("copy", _("Copy"))
        self.copy.clicked.connect(self._copy)
        self.setFocusProxy(self.copy)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.command)
        row.addWidget(self.copy)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        hint = _(
            "Give this command a key in the keyboard settings of your desktop: "
            "it opens the small window for logging over any other program."
        )
        column.addWidget(label(hint, "small", wrap=True))
        column.addLayout(row)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(COMMAND)
        self._bench.notice.tell(_("Copied."))
