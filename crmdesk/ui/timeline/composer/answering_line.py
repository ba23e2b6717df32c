"""The line that says which enquiry a touch will answer once it is saved. Saves nothing."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from crmdesk.i18n import _
from crmdesk.qt.widgets.buttons import IconButton
from crmdesk.qt.widgets.labels import ShortenedLabel
from crmdesk.ui.timeline.latest_entries import entry_words

if TYPE_CHECKING:
    from crmdesk.wiring import Services


class AnsweringLine(QFrame):
    """Hidden while there is none. Emits ``changed`` when a person takes it away."""

    changed = Signal()

    def __init__(self, services: "Services", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._enquiry = ""
        self.setProperty("look", "answering")
        self.words = ShortenedLabel("small")
        self.drop = IconButton("x", look="inside", name=_("This does not answer the enquiry"))
        self.drop.clicked.connect(self._drop)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 2, 4, 2)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.drop)
        self.hide()

    @property
    def enquiry(self) -> str:
        """The uid of the enquiry; empty for none."""
        return self._enquiry

    def show_enquiry(self, uid: str) -> None:
        """Show an enquiry, if it is still there; with an empty ``uid`` none."""
        asked = self._services.timeline.touch(uid) if uid else None
        self._enquiry = asked.uid if asked is not None else ""
        if asked is not None:
            told = entry_words(asked, self._services.desk.today())
            self.words.show_text(_("This answers: {entry}").format(entry=told))
        self.setVisible(asked is not None)

    def _drop(self) -> None:
        self.show_enquiry("")
        self.changed.emit()
