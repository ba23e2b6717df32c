"""How the end of a deal reads on its timeline: reasons in its title, the rest as facts of the entry."""

from collections.abc import Mapping, Sequence
from datetime import date

from crmdesk.domain.loss import WinBack
from crmdesk.domain.loss_account import GivenReason, LossAccount
from crmdesk.i18n import _
from crmdesk.services.fact_reading import with_facts
from crmdesk.store.queries.losses import entries_of
from crmdesk.store.queries.touches import by_ids
from crmdesk.store.repos.touches import change_touches
from crmdesk.store.unit import Unit


def loss_title(reasons: Sequence[GivenReason]) -> str:
    """``Price › Over budget · Delivery``, the primary reason first."""
    return " · ".join(given.title for given in reasons)


def win_title(obstacles: Sequence[GivenReason]) -> str:
    """What spoke against a deal that was won all the same; empty where nothing did."""
    if not obstacles:
        return ""
    return _("Won in spite of: {reasons}").format(reasons=loss_title(obstacles))


def loss_facts(account: LossAccount, win_back_on: date | None) -> dict[str, str | None]:
    """What the entry about a loss tells besides its reasons and the note; None for what is not said."""
    return {
        **competitor_facts(account.competitors),
        **win_back_facts(account.verdict, account.why, win_back_on, account.trigger),
    }


def competitor_facts(names: Sequence[str]) -> dict[str, str | None]:
    """The competitors an entry names; None where it names none."""
    return {"competitors": ", ".join(names) or None}


def win_back_facts(verdict: WinBack, why: str, on: date | None, trigger: str) -> dict[str, str | None]:
    """Whether and when it can be won back, as ``Touch.detail`` keeps it; None for what is not said."""
    return {
        "win_back": verdict.value or None,
        "win_back_why": why or None,
        "win_back_on": on.isoformat() if on else None,
        "trigger": trigger or None,
    }


def told(facts: Mapping[str, str | None]) -> dict[str, str]:
    """Only what is said."""
    return {key: text for key, text in facts.items() if text is not None}


def retell(unit: Unit, losses: Sequence[int], facts: Mapping[str, str | None]) -> None:
    """Let the entries of losses tell these facts; None for one that is not said any more."""
    entries = by_ids(unit, entries_of(unit, losses))
    change_touches(unit, {entry.id: {"detail": with_facts(entry.detail, facts)} for entry in entries.values()})
