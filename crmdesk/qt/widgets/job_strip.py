"""A strip that shows a long job: what it is, how far it is, and a button to stop it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from crmdesk.i18n import _
from crmdesk.qt.widgets.buttons import IconButton
from crmdesk.qt.widgets.labels import label


class JobStrip(QWidget):
    """Hidden while there is no job."""

    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = label("", "small")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(180)
        self._bar.setAccessibleName(_("Progress"))
        self._cancel = IconButton("x", _("Cancel"), look="quiet")
        self._cancel.clicked.connect(self.cancel_requested)
        self.setFocusProxy(self._cancel)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (self._title, self._bar, self._cancel):
            layout.addWidget(widget)
        self.hide()

    def begin(self, title: str, *, can_be_cancelled: bool = True) -> None:
        """Show a job that has just begun."""
        self._title.setText(title)
        self._cancel.setVisible(can_be_cancelled)
        self._bar.setRange(0, 0)
        self.show()

    def show_progress(self, done: int, total: int | None) -> None:
        """Show how far it is; without a total only that it goes on."""
        self._bar.setRange(0, total or 0)
        self._bar.setValue(done)

    def end(self) -> None:
        """There is no job any more."""
        self.hide()
