"""Asks why the customer says it did not buy, with the entry of the timeline in which it says so. Saves nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from typing_extensions import override

from crmdesk.domain.loss import Voice
from crmdesk.domain.loss_voices import Evidence, LossEvent
from crmdesk.i18n import _
from crmdesk.qt.widgets.combo import Combo
from crmdesk.services.loss_accounts import LossChoices, ReasonWords
from crmdesk.ui import wording
from crmdesk.ui.deals.voice_dialog import VoiceDialog, words_of
from crmdesk.ui.workbench import Workbench

_SIZE = (860, 540)


@dataclass(frozen=True, slots=True)
class Quoted:
    """What the customer says about a loss (by uid), and the uid of the entry in which it says so, or empty."""

    loss: str
    reasons: tuple[ReasonWords, ...]
    touch: str


class QuoteDialog(VoiceDialog):
    """Offers what is ``Quoted``; ``losses`` are those the customer may speak of, the likeliest first."""

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
        for loss in losses:
            day = wording.day(loss.lost_at.local_date, today) if loss.lost_at is not None else ""
            self.loss.addItem(" · ".join(part for part in (loss.deal, day, wording.amount(loss.amount)) if part))
        self.add_field("loss", _("Deal"), self.loss)
        self.add_evidence()
        self.loss.currentIndexChanged.connect(lambda _row: self._show_said())
        self._show_said()
        self.setMinimumSize(*_SIZE)

    @override
    def value(self) -> Quoted:
        return Quoted(self._losses[self.loss.currentIndex()].uid, self.given.words(), self.evidence)

    def _show_said(self) -> None:
        """What the customer said of it before."""
        said = self._losses[self.loss.currentIndex()].voice(Voice.CUSTOMER)
        if said is not None:
            self.given.show_words(words_of(said))
            if said.evidence is not None and not self.evidence:
                self.entries.choose(said.evidence.touch_uid)
