"""Asks why a deal was lost; what the reasons demand is marked. Saves nothing, and the rules are checked elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPlainTextEdit
from typing_extensions import override

from crmdesk.domain.clock import Clock
from crmdesk.domain.deal import Deal
from crmdesk.domain.loss import WinBack
from crmdesk.domain.moment import Moment
from crmdesk.i18n import _, ngettext
from crmdesk.qt.widgets.choice_strip import ChoiceStrip
from crmdesk.qt.widgets.fields import TextLine
from crmdesk.qt.widgets.form_dialog import FormDialog
from crmdesk.services.loss_accounts import LossChoices, LossWords, ReasonWords
from crmdesk.ui import wording
from crmdesk.ui.deals.competitor_line import CompetitorLine
from crmdesk.ui.deals.day_line import DayLine
from crmdesk.ui.deals.given_reasons import GivenReasons
from crmdesk.ui.deals.reason_picker import ReasonPicker
from crmdesk.ui.workbench import Workbench

_SIZE = (920, 640)
_NOTE_HEIGHT = 60


@dataclass(frozen=True, slots=True)
class Lost:
    """What a person says about a loss, and when it was; without ``at`` it is now."""

    words: LossWords
    at: Moment | None


class LoseDialog(FormDialog):
    """Offers what was ``Lost``."""

    def __init__(self, about: str, choices: LossChoices, clock: Clock, bench: Workbench) -> None:
        super().__init__(_("Why was it lost?"), about, _("Mark as lost"), bench.window)
        self._clock = clock
        self._today = _("Today")
        self._proposed = ""
        self.reason = ReasonPicker(choices, bench.appearance)
        self.given = GivenReasons(self.reason, choices)
        self.competitor = CompetitorLine(choices.competitors)
        self.note = QPlainTextEdit()
        self.note.setTabChangesFocus(True)
        self.note.setMinimumHeight(_NOTE_HEIGHT)
        self.note.setPlaceholderText(_("What happened, in the customer's words"))
        self.verdict = ChoiceStrip(_("Can it be won back?"), wording.verdicts())
        self.why = TextLine(_("Why do you think so?"))
        self.win_back = DayLine(clock, "win_back", _("such as: in 90 days"))
        self.trigger = TextLine(_("such as: when their contract ends"))
        self.lost_on = DayLine(clock, "at", self._today, past=True)
        self.lost_on.setText(self._today)
        self._lay_out()
        self.given.changed.connect(self._follow)
        self.verdict.chosen.connect(lambda _key: self._follow_verdict())
        self.reason.accepted.connect(self._go_on)
        self.reason.clicked.connect(self._go_on_by_mouse)
        self.setMinimumSize(*_SIZE)
        self._follow()
        self._follow_verdict()

    @override
    def value(self) -> Lost:
        first, *more = self.given.words() or (ReasonWords(""),)
        never = self.verdict.key == WinBack.NO
        day = self.win_back.day() if self.win_back.text().strip() and not never else None
        words = LossWords(
            reason=first.reason,
            subreason=first.subreason,
            weight=first.weight,
            more=tuple(more),
            competitors=self.competitor.names(),
            note=self.note.toPlainText(),
            win_back_on=day,
            no_win_back=day is None,
            verdict=WinBack(self.verdict.key),
            why=self.why.text().strip() if self.verdict.key else "",
            trigger="" if never else self.trigger.text().strip(),
        )
        when = self.lost_on.text().strip()
        return Lost(words, None if when in ("", self._today) else self.lost_on.moment())

    def show_words(self, words: LossWords, lost_on: date | None) -> None:
        """Show what was said before, to be said anew; the day of the loss stays."""
        first = ReasonWords(words.reason, words.subreason, words.weight)
        self.given.show_words((first, *words.more))
        self.competitor.show_names(words.competitors)
        self.note.setPlainText(words.note)
        self.verdict.show_key(words.verdict)
        self.why.setText(words.why)
        self.trigger.setText(words.trigger)
        self.win_back.setText(words.win_back_on.isoformat() if words.win_back_on else "")
        self._follow_verdict()
        self.keep_day(lost_on)

    def keep_day(self, lost_on: date | None) -> None:
        """When it was lost is not asked."""
        self.accept_button.setText(_("Change the reason"))
        self.lost_on.setText(lost_on.isoformat() if lost_on else "")
        self.show_field("at", shown=False)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.reason.search.setFocus()

    def _follow(self) -> None:
        """Show what the reasons given ask for, and propose when to try again."""
        flags = self.given.flags
        asked = any(each.ask_competitor for each in flags)
        self.mark_needed("competitor", needed=asked)
        self.competitor.setPlaceholderText(
            _("Asked for by this reason") if asked else _("Name, or several with commas")
        )
        self.mark_needed("note", needed=any(each.ask_note for each in flags))
        self._mark_day()
        if self.win_back.text() == self._proposed:
            self._proposed = self._usual_return()
            self.win_back.setText(self._proposed)

    def _follow_verdict(self) -> None:
        never = self.verdict.key == WinBack.NO
        for field in ("win_back", "trigger"):
            self.show_field(field, shown=not never)
        self.show_field("why", shown=bool(self.verdict.key))
        self._mark_day()

    def _mark_day(self) -> None:
        needed = self.verdict.key != WinBack.NO and any(each.ask_win_back_date for each in self.given.flags)
        self.mark_needed("win_back", needed=needed)

    def _usual_return(self) -> str:
        primary = next((given.reason for given in self.given.given), None)
        if primary is None or primary.win_back_days is None:
            return ""
        return (self._clock.now().local_date + timedelta(primary.win_back_days)).isoformat()

    def _go_on(self) -> None:
        """To the first field that is asked for and empty, or to the button."""
        flags = self.given.flags
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
            self.competitor.offers.show_all()

    def _lay_out(self) -> None:
        self.put_beside("reason", self.reason)
        self.add_field("chosen", _("Reason"), self.given)
        self.add_field("competitor", _("Competitor"), self.competitor)
        self.add_field("note", _("Note"), self.note)
        self.add_field("verdict", _("Win back?"), self.verdict)
        self.add_field("why", _("Because"), self.why)
        self.add_field("win_back", _("Try again"), self.win_back)
        self.add_field("trigger", _("Or wait for"), self.trigger)
        self.add_field("at", _("Lost on"), self.lost_on)
        self.explain_keys(_("↑ ↓ or number chooses · + one more · Enter goes on · Ctrl+Enter saves"))


def about_deals(deals: Sequence[Deal]) -> str:
    """Which deal it is, or how many."""
    if len(deals) == 1:
        [deal] = deals
        parts = (deal.name, deal.customer, wording.amount(deal.amount), deal.stage)
        return "  ·  ".join(part for part in parts if part)
    return ngettext("{n} deal", "{n} deals", len(deals)).format(n=wording.number(len(deals)))
