"""Asks why the customer says it did not buy, with the entry of the timeline in which it says so. Saves nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton
from typing_extensions import override

from crmdesk.domain.loss import Voice
from crmdesk.domain.loss_voices import Evidence, LossEvent
from crmdesk.i18n import _
from crmdesk.qt.widgets.combo import Combo
from crmdesk.services.loss_accounts import LossChoices, ReasonWords
from crmdesk.ui import wording
from crmdesk.ui.deals.voice_dialog import VoiceDialog, words_of
from crmdesk.ui.workbench import Workbench

_SIZE = (900, 540)


@dataclass(frozen=True, slots=True)
class Quoted:
    """What the customer says about a loss (by uid), and the uid of the entry in which it says so, or empty."""

    loss: str
    reasons: tuple[ReasonWords, ...]
    touch: str


class QuoteDialog(VoiceDialog):
    """Offers what is ``Quoted``; ``losses`` are those the customer may speak of, the likeliest first.

    ``silence_requested`` brings the uid of a loss of which the customer has given no reason after all.
    """

    silence_requested = Signal(str)

    def __init__(
        self,
        losses: Sequence[LossEvent],
        choices: LossChoices,
        entries: Sequence[Evidence],
        today: date,
        bench: Workbench,
    ) -> None:
        titles = (_("The customer's reason for the loss"), losses[0].customer, _("Quote"))
        super().__init__(titles, choices, entries, today, bench)
        self._losses = list(losses)
        self.loss = Combo()
        # What is long here must not take the room of the reasons.
        self.loss.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for loss in losses:
            day = wording.day(loss.lost_at.local_date, today) if loss.lost_at is not None else ""
            self.loss.addItem(" · ".join(part for part in (loss.deal, day, wording.amount(loss.amount)) if part))
        self.add_field("loss", _("Deal"), self.loss)
        self.add_evidence()
        self.silence = QPushButton(_("The customer gave no reason"))
        self.silence.clicked.connect(lambda: self.silence_requested.emit(self._loss.uid))
        self.put_at_foot(self.silence)
        self.loss.currentIndexChanged.connect(lambda _row: self._show_said())
        self._show_said()
        self.setMinimumSize(*_SIZE)

    @override
    def value(self) -> Quoted:
        return Quoted(self._loss.uid, self.given.words(), self.evidence)

    @property
    def _loss(self) -> LossEvent:
        return self._losses[self.loss.currentIndex()]

    def _show_said(self) -> None:
        """What the customer said of it before."""
        said = self._loss.voice(Voice.CUSTOMER)
        self.silence.setVisible(said is not None)
        if said is not None:
            self.given.show_words(words_of(said))
            if said.evidence is not None and not self.evidence:
                self.entries.choose(said.evidence.touch_uid)
