"""Asks why a deal was lost; what the reason demands is marked. Saves nothing, and the rules are checked elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget
from typing_extensions import override

from crmdesk.domain.clock import Clock
from crmdesk.domain.deal import Deal
from crmdesk.domain.loss import LossReason
from crmdesk.domain.moment import Moment
from crmdesk.i18n import _
from crmdesk.qt.widgets.buttons import IconButton
from crmdesk.qt.widgets.fields import TextLine
from crmdesk.qt.widgets.form_dialog import FormDialog
from crmdesk.qt.widgets.labels import label
from crmdesk.qt.widgets.suggestions import Suggestions
from crmdesk.services.loss_accounts import LossChoices, LossWords
from crmdesk.services.type_ahead import suggestions
from crmdesk.ui import wording
from crmdesk.ui.deals.day_line import DayLine
from crmdesk.ui.deals.reason_picker import ReasonPicker
from crmdesk.ui.workbench import Workbench

_SEPARATORS = str.maketrans({"，": ",", "、": ",", "；": ",", ";": ","})
_SIZE = (820, 560)
_NOTE_HEIGHT = 130


@dataclass(frozen=True, slots=True)
class Lost:
    """What a person says about a loss, and when it was; without ``at`` it is now."""

    words: LossWords
    at: Moment | None


class LoseDialog(FormDialog):
    """Offers what was ``Lost``."""

    def __init__(self, deal: Deal, choices: LossChoices, clock: Clock, bench: Workbench) -> None:
        super().__init__(_("Why was it lost?"), _about(deal), _("Mark as lost"), bench.window)
        self._clock, self._competitors = clock, choices.competitors
        self._today = _("Today")
        self._proposed = ""
        self.reason = ReasonPicker(choices, bench.appearance)
        self._chosen = label("", wrap=True)
        self.competitor = TextLine()
        self._offers = Suggestions(self.competitor, self._offer_competitors)
        self.note = QPlainTextEdit()
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(_NOTE_HEIGHT)
        self.note.setPlaceholderText(_("What happened, in the customer's words"))
        self.win_back = DayLine(clock, "win_back", _("such as: in 90 days"))
        self.never = IconButton("ban", _("Never"), look="choice", name=_("Do not try to win it back"))
        self.never.setCheckable(True)
        self.never.toggled.connect(lambda never: self.win_back.setEnabled(not never))
        self.lost_on = DayLine(clock, "at", self._today, past=True)
        self.lost_on.setText(self._today)
        self._lay_out()
        self.reason.chosen.connect(lambda _row: self._follow())
        self.reason.accepted.connect(self._go_on)
        self.reason.clicked.connect(self._go_on_by_mouse)
        self.setMinimumSize(*_SIZE)
        self._follow()

    @override
    def value(self) -> Lost:
        reason, subreason = self.reason.reasons()
        names = self.competitor.text().translate(_SEPARATORS).split(",")
        never = self.never.isChecked()
        words = LossWords(
            reason=_word(reason),
            subreason=_word(subreason),
            competitors=tuple(name.strip() for name in names if name.strip()),
            note=self.note.toPlainText(),
            win_back_on=self.win_back.day() if self.win_back.text().strip() and not never else None,
            no_win_back=never or not self.win_back.text().strip(),
        )
        when = self.lost_on.text().strip()
        return Lost(words, None if when in ("", self._today) else self.lost_on.moment())

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.reason.search.setFocus()

    def _follow(self) -> None:
        """Show what the reason chosen asks for, and propose when to try again."""
        reason, subreason = self.reason.reasons()
        flags = [each for each in (reason, subreason) if each is not None]
        self._chosen.setText(" › ".join(each.name for each in flags) or _("Choose at the left."))
        asked = any(each.ask_competitor for each in flags)
        self.mark_needed("competitor", needed=asked)
        self.competitor.setPlaceholderText(
            _("Asked for by this reason") if asked else _("Name, or several with commas")
        )
        self.mark_needed("note", needed=any(each.ask_note for each in flags))
        self.mark_needed("win_back", needed=any(each.ask_win_back_date for each in flags))
        if self.win_back.text() == self._proposed:
            self._proposed = self._usual_return(reason)
            self.win_back.setText(self._proposed)

    def _usual_return(self, reason: LossReason | None) -> str:
        if reason is None or reason.win_back_days is None:
            return ""
        return (self._clock.now().local_date + timedelta(reason.win_back_days)).isoformat()

    def _go_on(self) -> None:
        """From the reason to what it asks for, else to where it is saved."""
        reason, subreason = self.reason.reasons()
        flags = [each for each in (reason, subreason) if each is not None]
        if any(each.ask_competitor for each in flags) and not self.competitor.text().strip():
            self.competitor.setFocus()
        elif any(each.ask_note for each in flags) and not self.note.toPlainText().strip():
            self.note.setFocus()
        elif any(each.ask_win_back_date for each in flags) and not self.win_back.text().strip():
            self.win_back.setFocus()
        elif flags:
            self.accept_button.setFocus()

    def _go_on_by_mouse(self) -> None:
        """The same; who has the hand on the mouse need not type a competitor that is known."""
        self._go_on()
        if self.competitor.hasFocus():
            self._offers.show_all()

    def _offer_competitors(self, typed: str) -> Sequence[str]:
        """Competitors for the last of the names typed."""
        text = typed.translate(_SEPARATORS)
        before, comma, last = text.rpartition(",")
        head = f"{before}, " if comma else ""
        return [head + name for name in suggestions(last.strip(), self._competitors)]

    def _lay_out(self) -> None:
        again = QWidget()
        row = QHBoxLayout(again)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.win_back, 1)
        row.addWidget(self.never)
        again.setFocusProxy(self.win_back)
        self.put_beside("reason", self.reason)
        self.add_field("chosen", _("Reason"), self._chosen)
        self.add_field("competitor", _("Competitor"), self.competitor)
        self.add_field("note", _("Note"), self.note)
        self.add_field("win_back", _("Try again"), again)
        self.add_field("at", _("Lost on"), self.lost_on)
        self._chosen.setProperty("look", "section")
        self._chosen.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._chosen.setMinimumHeight(34)
        self.explain_keys(_("↑ ↓ or number chooses · Enter goes on · Ctrl+Enter saves"))


def _about(deal: Deal) -> str:
    parts = (deal.name, deal.customer, wording.amount(deal.amount), deal.stage)
    return "  ·  ".join(part for part in parts if part)


def _word(reason: LossReason | None) -> str:
    return "" if reason is None else reason.key or reason.name
