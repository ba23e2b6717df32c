"""The bar below the list while several customers are selected: how many, and what can be done to all of them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.i18n import _, ngettext
from crmdesk.qt.widgets.buttons import CommandButton, IconButton
from crmdesk.qt.widgets.flow_layout import FlowLayout
from crmdesk.qt.widgets.labels import label
from crmdesk.ui import wording
from crmdesk.ui.actions import Actions


class BulkBar(QFrame):
    """Hidden while fewer than two are selected; ``left`` tells that it goes while the keyboard is in it."""

    cleared = Signal()
    left = Signal()

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "bulk")
        self._count = label("", "section")
        clear = IconButton("x", look="inside", name=_("Select nobody"))
        clear.clicked.connect(self.cleared)
        head = QHBoxLayout()
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(clear)
        buttons = QWidget()
        flow = FlowLayout(buttons)
        for command, icon_name, text in (
            ("customer.tag", "tag", _("Tag…")),
            ("customer.owner", "user-pen", _("Owner…")),
            ("customer.export", "file-output", _("Export…")),
            ("customer.delete", "trash-2", _("Delete")),
        ):
            flow.addWidget(CommandButton(actions[command], icon_name, text=text, look="compact"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 12, 10)
        layout.setSpacing(6)
        layout.addLayout(head)
        layout.addWidget(buttons)
        self.hide()

    def show_count(self, count: int) -> None:
        """Say how many are selected."""
        self._count.setText(ngettext("{n} selected", "{n} selected", count).format(n=wording.number(count)))
        focused = QApplication.focusWidget()
        goes = count <= 1 and focused is not None and self.isAncestorOf(focused)
        self.setVisible(count > 1)
        if goes:
            self.left.emit()
