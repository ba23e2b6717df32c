"""What the three voices say about a loss, whether to try again, and how the deal was lost before. Reads nothing."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crmdesk.domain.loss import Voice
from crmdesk.domain.loss_voices import LossEvent
from crmdesk.i18n import _
from crmdesk.qt.widgets.buttons import CommandButton
from crmdesk.qt.widgets.labels import label
from crmdesk.ui import wording
from crmdesk.ui.actions import Actions
from crmdesk.ui.voice_card import VoiceCard, said_by

_BY_VOICE = {
    Voice.SELLER: ("losses.change_reason", "pencil"),
    Voice.CUSTOMER: ("losses.quote", "quote"),
    Voice.MANAGER: ("losses.review_fully", "eye"),
}

_LONGEST = 90


class LossVoices(QWidget):
    """One card for each voice, with what can be done about it. ``touch_requested`` brings an entry to be shown."""

    touch_requested = Signal(str)

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        self.cards = {voice: VoiceCard(longest=_LONGEST) for voice in Voice}
        for voice, card in self.cards.items():
            command, icon = _BY_VOICE[voice]
            card.touch_requested.connect(self.touch_requested)
            card.put_at_title(CommandButton(actions[command], icon, look="inside", text=""))
            layout.addWidget(card)
        self.again = label("", "muted", wrap=True)
        self.before = label("", "muted", wrap=True)
        layout.addWidget(self.again)
        layout.addWidget(self.before)

    def show_losses(self, losses: Sequence[LossEvent], today: date) -> None:
        """Show the newest loss of a deal, and that there were others before."""
        loss, *before = losses
        for voice, card in self.cards.items():
            card.show_said(said_by(loss, voice, today))
        told = win_back_words(loss, today)
        self.again.setText(_("Win back: {plan}").format(plan=told) if told else "")
        self.again.setVisible(bool(told))
        self.before.setText("\n".join(earlier_words(each, today) for each in before))
        self.before.setVisible(bool(before))


def win_back_words(loss: LossEvent, today: date) -> str:
    """Whether and when to try again, and why; empty where nobody has said."""
    verdict = dict(wording.verdicts()).get(loss.verdict, "")
    parts = (verdict, wording.day(loss.win_back_on, today), loss.trigger, loss.why)
    return " · ".join(part for part in parts if part)


def earlier_words(loss: LossEvent, today: date) -> str:
    """A loss from which the deal was brought back."""
    said = loss.counting
    reason = said.reasons[0].title if said is not None and said.reasons else _("not recorded")
    lost = wording.day(loss.lost_at.local_date, today) if loss.lost_at is not None else _("an unknown day")
    if loss.reopened_on is None:
        return _("Lost before on {day} ({reason})").format(day=lost, reason=reason)
    return _("Lost before on {day} ({reason}), won back on {again}").format(
        day=lost, reason=reason, again=wording.day(loss.reopened_on, today)
    )
