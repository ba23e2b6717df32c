"""Reviews a loss: what the salesperson and the customer said stands above what the review finds. Saves nothing."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QWidget
from typing_extensions import override

from crmdesk.domain.loss import Voice
from crmdesk.domain.loss_voices import Evidence, LossEvent
from crmdesk.i18n import _
from crmdesk.qt.widgets.buttons import IconButton
from crmdesk.services.loss_accounts import LossChoices
from crmdesk.services.loss_voices import ReviewWords
from crmdesk.ui import wording
from crmdesk.ui.deals.voice_dialog import VoiceDialog, words_of
from crmdesk.ui.voice_card import VoiceCard, said_by
from crmdesk.ui.workbench import Workbench

_SIZE = (940, 680)
_TEXT_HEIGHT = 56


class ReviewDialog(VoiceDialog):
    """Offers ``ReviewWords``; it begins with the salesperson's reasons, so that to agree takes one click.

    ``touch_requested`` brings the uid of an entry somebody wants to see. ``take_back_requested`` tells that the loss is
    not reviewed after all.
    """

    touch_requested = Signal(str)
    take_back_requested = Signal()

    def __init__(
        self, loss: LossEvent, choices: LossChoices, entries: Sequence[Evidence], today: date, bench: Workbench
    ) -> None:
        parts = (loss.deal, loss.customer, wording.amount(loss.amount), loss.stage)
        about = "  ·  ".join(part for part in parts if part)
        super().__init__((_("Review the loss"), about, _("Reviewed")), choices, entries, today, bench)
        self._loss = loss
        self.cards = {voice: VoiceCard() for voice in (Voice.SELLER, Voice.CUSTOMER)}
        self.finding, self.lesson = _text(loss.finding), _text(loss.lesson)
        self.lesson.setPlaceholderText(_("What would we do differently?"))
        self.given.changed.connect(self._compare)
        self.put_above(self._voices(today))
        self.add_field("finding", _("Finding"), self.finding)
        self.add_field("lesson", _("Lesson"), self.lesson)
        self.add_evidence()
        found = loss.voice(Voice.MANAGER)
        if found is not None or loss.reviewed_on is not None:
            take_back = QPushButton(_("Take back the review"))
            take_back.setObjectName("take_back")
            take_back.clicked.connect(self.take_back_requested)
            self.put_at_foot(take_back)
        self.take(Voice.MANAGER if found is not None else Voice.SELLER)
        if found is not None and found.evidence is not None:
            self.entries.choose(found.evidence.touch_uid)
        self.setMinimumSize(*_SIZE)

    @override
    def value(self) -> ReviewWords:
        return ReviewWords(self.given.words(), self.finding.toPlainText(), self.lesson.toPlainText(), self.evidence)

    def take(self, voice: Voice) -> None:
        """Take the reasons of a voice over."""
        self.given.show_words(words_of(self._loss.voice(voice)))

    def show_draft(self, draft: ReviewWords) -> None:
        """Go on with what was left half done."""
        self.given.show_words(draft.reasons)
        self.finding.setPlainText(draft.finding or "")
        self.lesson.setPlainText(draft.lesson or "")
        self.entries.choose(draft.evidence)

    def _compare(self) -> None:
        """Tell which voice the review agrees with as it stands."""
        found = next(iter(self.given.given), None)
        for voice, card in self.cards.items():
            account = self._loss.voice(voice)
            said = account.reasons[0].top_uid if account is not None and account.reasons else ""
            card.show_agreement(agrees=found.reason.uid == said if found is not None and said else None)

    def _voices(self, today: date) -> QWidget:
        above = QWidget()
        row = QHBoxLayout(above)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for voice, card in self.cards.items():
            card.show_said(said_by(self._loss, voice, today))
            card.touch_requested.connect(self.touch_requested)
            if self._loss.voice(voice) is not None:
                agree = IconButton("check", _("Agree"), look="compact", name=_("Take these reasons over"))
                agree.clicked.connect(lambda _on=False, voice=voice: self.take(voice))
                card.add(agree)
            row.addWidget(card, 1)
        return above


def _text(begun: str) -> QPlainTextEdit:
    edit = QPlainTextEdit(begun)
    edit.setTabChangesFocus(True)
    edit.setMinimumHeight(_TEXT_HEIGHT)
    return edit
