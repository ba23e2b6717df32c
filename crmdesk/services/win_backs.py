"""Winning lost deals back: whether and when to try, which to give up, and in which order."""

from collections.abc import Mapping, Sequence
from datetime import date

from crmdesk.domain.changes import Changes
from crmdesk.domain.customer import storable
from crmdesk.domain.loss import WinBack
from crmdesk.domain.loss_account import check_verdict
from crmdesk.domain.win_back_queue import WinBackItem
from crmdesk.i18n import ngettext
from crmdesk.insight.win_back_queue import win_back_queue
from crmdesk.services.configuration.company import CompanyFacts
from crmdesk.services.desk import Desk
from crmdesk.services.loss_entries import retell, win_back_facts
from crmdesk.services.watch import UNWATCHED, Watch, in_pieces
from crmdesk.store.queries.catalogue import loss_reasons
from crmdesk.store.queries.loss_voices import loss_ids
from crmdesk.store.queries.win_back_candidates import due_until, of_customer, win_back_candidates
from crmdesk.store.queries.win_backs import tried_again
from crmdesk.store.repos.losses import change_losses, win_back_columns
from crmdesk.store.workspace import Source


class WinBackService:
    """The verdicts on losses, each meant by its uid, and the queue of those worth another try."""

    def __init__(self, desk: Desk, company: CompanyFacts) -> None:
        self._desk, self._company = desk, company

    def set_win_back(
        self,
        losses: Sequence[str],
        verdict: WinBack,
        *,
        why: str = "",
        on: date | None = None,
        trigger: str = "",
        watch: Watch = UNWATCHED,
    ) -> Changes:
        """Say of losses whether, when or after what to try again, as one change; what was said before is replaced.

        Losses that are gone are passed over. Raises ValidationError for a day or event beside a verdict of no,
        CancelledError with nothing changed.
        """
        check_verdict(verdict, on, trigger)
        label = ngettext("Plan to win back {n} deal", "Plan to win back {n} deals", len(losses))
        told = (verdict, storable(why, "why").strip(), on, storable(trigger, "trigger").strip())
        return self._say(losses, label, told, watch)

    def discard(self, losses: Sequence[str], *, why: str = "", watch: Watch = UNWATCHED) -> Changes:
        """Give losses up for good, as one change."""
        label = ngettext("Give up {n} lost deal", "Give up {n} lost deals", len(losses))
        return self._say(losses, label, (WinBack.NO, storable(why, "why").strip(), None, ""), watch)

    def queue(self, *, customer: str = "", due_by: date | None = None) -> list[WinBackItem]:
        """Losses worth another try by what they may bring, then by the day to try again.

        ``customer`` (a uid) leaves out the others, ``due_by`` those of which the day comes later or is not known.
        """
        minimum = self._company.company().evidence
        with self._desk.read() as source:
            conditions = [of_customer(customer)] if customer else []
            conditions += [due_until(due_by)] if due_by else []
            candidates = win_back_candidates(source, conditions)
            tried = tried_again(source)
            levels = _first_levels(source)
        return win_back_queue(candidates, tried, levels, minimum=minimum, currency=self._desk.currency)

    def _say(
        self, losses: Sequence[str], label: str, told: tuple[WinBack, str, date | None, str], watch: Watch
    ) -> Changes:
        """``told`` are verdict, why, day and event."""
        verdict, why, on, trigger = told
        with self._desk.change(label.format(n=len(losses)), cancelled=watch.cancelled) as unit:
            for piece in in_pieces(list(loss_ids(unit, losses).values()), watch):
                change_losses(unit, dict.fromkeys(piece, win_back_columns(verdict, on, why, trigger)))
                retell(unit, piece, win_back_facts(verdict, why, on, trigger))
        return unit.changes


def _first_levels(source: Source) -> Mapping[str, str]:
    reasons = loss_reasons(source)
    uids = {reason.id: reason.uid for reason in reasons}
    return {reason.uid: uids.get(reason.parent_id or reason.id, reason.uid) for reason in reasons}
