"""Asks why a deal was lost; what the reasons demand is marked. Saves nothing, and the rules are checked elsewhere."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPlainTextEdit
from typing_extensions import override

from crmdesk.domain.clock import Clock
from crmdesk.domain.competitor import MetCompetitor
from crmdesk.domain.deal import Deal
from crmdesk.domain.errors import ValidationError
from crmdesk.domain.loss import UNKNOWN
from crmdesk.domain.loss_voices import LossEvent
from crmdesk.domain.moment import Moment
from crmdesk.i18n import _
from crmdesk.qt.widgets.form_dialog import FormDialog
from crmdesk.services.loss_accounts import LossChoices, LossWords, ReasonWords
from crmdesk.ui import wording
from crmdesk.ui.deals.competitor_line import CompetitorLine
from crmdesk.ui.deals.day_line import DayLine
from crmdesk.ui.deals.given_reasons import GivenReasons
from crmdesk.ui.deals.reason_picker import ReasonPicker
from crmdesk.ui.deals.rival_prices import RivalPrices
from crmdesk.ui.deals.voice_dialog import words_of
from crmdesk.ui.deals.win_back_fields import WinBackFields, WinBackPlan
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
        self._unknown = next((one.name for one in choices.reasons if one.key == UNKNOWN), "")
        self._proposed = ""
        self._is_new = self._replaces = True
        self.reason = ReasonPicker(choices, bench.appearance)
        self.given = GivenReasons(self.reason, choices)
        self.competitor = CompetitorLine(choices.competitors)
        self.prices = RivalPrices(self.competitor)
        self.note = QPlainTextEdit()
        self.note.setTabChangesFocus(True)
        self.note.setMinimumHeight(_NOTE_HEIGHT)
        self.note.setPlaceholderText(_("What happened, in the customer's words"))
        self.lost_on = DayLine(clock, "at", self._today, past=True)
        self.lost_on.setText(self._today)
        self._lay_out()
        self.competitor.textChanged.connect(self._ask_prices)
        self.given.changed.connect(self._follow)
        self.reason.accepted.connect(self._go_on)
        self.reason.clicked.connect(self._go_on_by_mouse)
        self.setMinimumSize(*_SIZE)
        self._ask_prices()
        self._follow()

    @override
    def value(self) -> Lost:
        given = self.given.words()
        if not given:
            told = _("Choose a reason; “{unknown}” is one, too.").format(unknown=self._unknown)
            raise ValidationError(told, field="reason")
        first, *more = given
        plan = self.again.plan()
        words = LossWords(
            reason=first.reason,
            subreason=first.subreason,
            weight=first.weight,
            more=tuple(more),
            competitors=self.competitor.names(),
            note=self.note.toPlainText(),
            win_back_on=plan.on,
            no_win_back=self._replaces and plan.on is None and not self.again.asks_day,
            verdict=plan.verdict,
            why=plan.why,
            trigger=plan.trigger,
            prices=self.prices.prices(),
        )
        when = self.lost_on.text().strip()
        return Lost(words, None if when in ("", self._today) else self.lost_on.moment())

    def show_met(self, met: Iterable[MetCompetitor]) -> None:
        """Begin with the prices that are known."""
        self.prices.show_known(met)

    def show_loss(self, loss: LossEvent) -> None:
        """Show what was said before, to be said anew; when it was lost is not asked."""
        self.given.show_words(words_of(loss.counting))
        self.competitor.show_names(loss.competitors)
        self.note.setPlainText(loss.note)
        self.again.show(WinBackPlan(loss.verdict, loss.why, loss.win_back_on, loss.trigger))
        self._ask_only_why(replaces=True)

    def show_words(self, words: LossWords) -> None:
        """Ask for another primary reason, beginning with these words; of what nothing is said stays as it was."""
        self._ask_only_why(replaces=False)
        self.given.show_words((ReasonWords(words.reason, words.subreason, words.weight), *words.more))
        self.competitor.show_names(words.competitors)
        self.note.setPlainText(words.note)
        self.again.show(WinBackPlan(words.verdict, words.why, words.win_back_on, words.trigger))

    def _ask_only_why(self, *, replaces: bool) -> None:
        self._is_new, self._replaces = False, replaces
        self.accept_button.setText(_("Change the reason"))
        self.show_field("at", shown=False)
        self._ask_prices()

    def _ask_prices(self) -> None:
        """A price is one deal's: of several none is asked."""
        self.prices.show_names(self.competitor.names() if self._replaces else ())
        self.show_field("price", shown=bool(self.prices.lines))
        self.grow()

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
        self.again.demand_day(needed=any(each.ask_win_back_date for each in flags))
        if self._is_new and self.again.day.text() == self._proposed:
            self._proposed = self._usual_return()
            self.again.day.setText(self._proposed)

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
        elif self.again.asks_day and not self.again.day.text().strip():
            self.again.day.setFocus()
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
        self.add_field("price", _("Their price"), self.prices)
        self.add_field("note", _("Note"), self.note)
        self.again = WinBackFields(self, self._clock)
        self.add_field("at", _("Lost on"), self.lost_on)
        self.explain_keys(_("↑ ↓ or number chooses · + one more · Enter goes on · Ctrl+Enter saves"))


def about_deal(deal: Deal) -> str:
    """Which deal it is."""
    parts = (deal.name, deal.customer, wording.amount(deal.amount), deal.stage)
    return "  ·  ".join(part for part in parts if part)
