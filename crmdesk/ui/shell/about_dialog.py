"""What the program is, its version, and whose work is in it."""

from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crmdesk.i18n import _
from crmdesk.qt.widgets.labels import label

_WIDTH = 520


class AboutDialog(QDialog):
    """Names the licences of the font, the icons and the libraries that are shipped with the program."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("About crmdesk"))
        self.setFixedWidth(_WIDTH)
        # The services are not loaded when the window is made.
        from crmdesk.wiring import versions

        parts = versions()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 24, 28, 20)
        layout.setSpacing(12)
        layout.addWidget(label(_("crmdesk {version}").format(version=parts.pop("crmdesk")), "title"))
        layout.addWidget(label(_("Your customers, on your computer, in one file that is yours."), "muted", wrap=True))
        form = QFormLayout()
        form.setHorizontalSpacing(20)
        form.setVerticalSpacing(8)
        rows = [
            (_("Font"), _("crmdesk Sans, cut from Noto Sans CJK (SIL Open Font License 1.1)")),
            (_("Icons"), _("Lucide (ISC License)")),
            (_("Window"), _("Qt and PySide6 (GNU LGPL 3)")),
            (_("Runs on"), ", ".join(f"{name} {version}" for name, version in parts.items())),
        ]
        for name, words in rows:
            form.addRow(label(name, "muted"), label(words, wrap=True))
        layout.addLayout(form)
        layout.addWidget(
            label(_("The full texts of the licences lie beside the font and the icons."), "small", wrap=True)
        )
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        close = QPushButton(_("Close"))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        buttons.addWidget(close)
        layout.addLayout(buttons)

    def open_once(self) -> None:
        """Show it over its window, and let it go when it is closed."""
        self.finished.connect(self.deleteLater)
        self.open()
