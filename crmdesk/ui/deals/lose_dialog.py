"""Asks why a deal was lost; what the reason demands is marked. Saves nothing, and the rules are checked elsewhere."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QWidget
from typing_extensions import override

from crmdesk.domain.clock import Clock
from crmdesk.domain.deal import Deal
from crmdesk.domain.errors import ValidationError
from crmdesk.domain.loss import NOT_RECORDED, LossReason
from crmdesk.domain.plain_time import read_time
from crmdesk.i18n import _
from crmdesk.qt.widgets.fields import TextLine
from crmdesk.qt.widgets.form_dialog import FormDialog
from crmdesk.services.loss_accounts import LossWords

_SEPARATORS = str.maketrans({"，": ",", "、": ",", "；": ",", ";": ","})


class LoseDialog(FormDialog):
    """Offers ``LossWords``."""

    def __init__(self, deal: Deal, reasons: Sequence[LossReason], clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Deal lost"),
            _("Why was “{deal}” with {customer} lost?").format(deal=deal.name, customer=deal.customer),
            _("Mark as lost"),
            parent,
        )
        self._clock = clock
        self._reasons = [reason for reason in reasons if reason.key != NOT_RECORDED]
        self.reason, self.subreason = QComboBox(), QComboBox()
        self.competitor, self.win_back = TextLine(_("name, or several with commas")), TextLine()
        self.note = QPlainTextEdit()
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(84)
        self.reason.addItem(_("Choose a reason"), None)
        for reason in self._reasons:
            if reason.parent_id is None:
                self.reason.addItem(reason.name, reason)
        self.add_field("reason", _("Reason"), self.reason)
        self.add_field("sub", _("In detail"), self.subreason)
        self.add_field("competitor", _("Competitor"), self.competitor)
        self.add_field("win_back", _("Try again"), self.win_back)
        self.add_field("note", _("Note"), self.note)
        self.reason.currentIndexChanged.connect(self._offer_details)
        self.subreason.currentIndexChanged.connect(self._mark_demands)
        self._offer_details()

    @override
    def value(self) -> LossWords:
        reason: LossReason | None = self.reason.currentData()
        subreason: LossReason | None = self.subreason.currentData()
        names = self.competitor.text().translate(_SEPARATORS).split(",")
        return LossWords(
            reason=_word(reason),
            subreason=_word(subreason),
            competitors=tuple(name.strip() for name in names if name.strip()),
            note=self.note.toPlainText(),
            win_back_on=self._win_back_on(),
        )

    def _win_back_on(self) -> date | None:
        text = self.win_back.text().strip()
        if not text:
            return None
        try:
            return read_time(text, self._clock.now().local).value.date()
        except ValidationError as error:
            raise ValidationError(error.message, field="win_back") from error

    def _offer_details(self) -> None:
        chosen: LossReason | None = self.reason.currentData()
        self.subreason.clear()
        self.subreason.addItem(_("Not said"), None)
        for reason in self._reasons:
            if chosen is not None and reason.parent_id == chosen.id:
                self.subreason.addItem(reason.name, reason)
        self.subreason.setEnabled(self.subreason.count() > 1)
        self._mark_demands()

    def _mark_demands(self) -> None:
        """Say in each field whether the reason chosen asks for it."""
        flags = [reason for reason in (self.reason.currentData(), self.subreason.currentData()) if reason is not None]
        needed = _("asked for by this reason")
        self.competitor.setPlaceholderText(
            needed if any(flag.ask_competitor for flag in flags) else _("name, or several with commas")
        )
        self.note.setPlaceholderText(needed if any(flag.ask_note for flag in flags) else "")
        self.win_back.setPlaceholderText(self._usual_return(flags[0]) if flags else _("such as: in 90 days"))
        if any(flag.ask_win_back_date for flag in flags):
            self.win_back.setPlaceholderText(needed)

    def _usual_return(self, reason: LossReason) -> str:
        if reason.win_back_days is None:
            return _("such as: in 90 days")
        day = self._clock.now().local_date + timedelta(reason.win_back_days)
        return _("{day} if left empty").format(day=day.isoformat())


def _word(reason: LossReason | None) -> str:
    return "" if reason is None else reason.key or reason.name
