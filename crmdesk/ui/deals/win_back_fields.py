"""The fields that ask whether, when and after what a lost deal can be won back."""

from dataclasses import dataclass
from datetime import date

from crmdesk.domain.clock import Clock
from crmdesk.domain.loss import WinBack
from crmdesk.i18n import _
from crmdesk.qt.widgets.choice_strip import ChoiceStrip
from crmdesk.qt.widgets.fields import TextLine
from crmdesk.qt.widgets.form_dialog import FormDialog
from crmdesk.ui import wording
from crmdesk.ui.deals.day_line import DayLine


@dataclass(frozen=True, slots=True)
class WinBackPlan:
    """Whether to try again and why; ``on`` is the day, ``trigger`` what to wait for."""

    verdict: WinBack = WinBack.UNKNOWN
    why: str = ""
    on: date | None = None
    trigger: str = ""


class WinBackFields:
    """Rows of a form; who gives up is asked for neither day nor event."""

    def __init__(self, form: FormDialog, clock: Clock) -> None:
        self._form = form
        self._asks_day = False
        self.verdict = ChoiceStrip(_("Can it be won back?"), wording.verdicts())
        self.why = TextLine(_("Why do you think so?"))
        self.day = DayLine(clock, "win_back", _("such as: in 90 days"))
        self.trigger = TextLine(_("such as: when their contract ends"))
        form.add_field("verdict", _("Win back?"), self.verdict)
        form.add_field("why", _("Because"), self.why)
        form.add_field("win_back", _("Try again"), self.day)
        form.add_field("trigger", _("Or wait for"), self.trigger)
        self.verdict.chosen.connect(lambda _key: self._follow())
        self._follow()

    @property
    def is_given_up(self) -> bool:
        """Whether trying again is said to make no sense."""
        return self.verdict.key == WinBack.NO

    def demand_day(self, *, needed: bool) -> None:
        """Say whether a reason asks for the day."""
        self._asks_day = needed
        self._form.mark_needed("win_back", needed=self.asks_day)

    @property
    def asks_day(self) -> bool:
        """Whether there must be a day, or an event to wait for."""
        return self._asks_day and not self.is_given_up

    def show(self, plan: WinBackPlan) -> None:
        """Show what was said before."""
        self.verdict.show_key(plan.verdict)
        self.why.setText(plan.why)
        self.day.setText(plan.on.isoformat() if plan.on is not None else "")
        self.trigger.setText(plan.trigger)
        self._follow()

    def plan(self) -> WinBackPlan:
        """What is said.

        Raises ValidationError when the words for the day say none.
        """
        why = self.why.text().strip() if self.verdict.key else ""
        if self.is_given_up:
            return WinBackPlan(WinBack.NO, why)
        on = self.day.day() if self.day.text().strip() else None
        return WinBackPlan(WinBack(self.verdict.key), why, on, self.trigger.text().strip())

    def _follow(self) -> None:
        for field in ("win_back", "trigger"):
            self._form.show_field(field, shown=not self.is_given_up)
        self._form.show_field("why", shown=bool(self.verdict.key))
        self.demand_day(needed=self._asks_day)
