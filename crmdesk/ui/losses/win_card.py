"""What is said of a deal that was won: what spoke against it, whom it beat, and how it was lost before."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from crmdesk.domain.loss_voices import LossEvent
from crmdesk.i18n import _
from crmdesk.qt.widgets.labels import label
from crmdesk.ui import wording
from crmdesk.ui.losses.loss_voices import earlier_words

if TYPE_CHECKING:
    from crmdesk.services.wins import WinAccount


class WinCard(QFrame):
    """Only to be read."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "inset")
        self.obstacles, self.rivals = label("", "section", wrap=True), label("", wrap=True)
        self.note, self.before = label("", "muted", wrap=True), label("", "muted", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(3)
        layout.addWidget(label(_("Won in spite of"), "small"))
        for part in (self.obstacles, self.rivals, self.note, self.before):
            layout.addWidget(part)

    def show_win(self, win: "WinAccount", losses: Sequence[LossEvent], today: date) -> None:
        """Show what is said of it."""
        said = "\n".join(one.title for one in win.obstacles)
        self.obstacles.setText(said or _("nothing noted yet"))
        rivals = (" ".join(part for part in (one.name, wording.amount(one.price)) if part) for one in win.competitors)
        named = " · ".join(rivals)
        texts = {
            self.rivals: _("Beaten: {competitors}").format(competitors=named) if named else "",
            self.note: win.note,
            self.before: "\n".join(earlier_words(loss, today) for loss in losses),
        }
        for part, text in texts.items():
            part.setText(text)
            part.setVisible(bool(text))
        self.setAccessibleName(_("Won in spite of: {reasons}").format(reasons=self.obstacles.text()))
