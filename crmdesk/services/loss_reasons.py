"""Saying anew why deals were lost: in the place of what was said before, also on their timelines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from crmdesk.domain.changes import Changes
from crmdesk.domain.errors import ConflictError
from crmdesk.domain.loss import LossReason, Voice, WinBack
from crmdesk.domain.loss_account import GivenReason, LossAccount, check_account, put_first, weights_of
from crmdesk.i18n import _, ngettext
from crmdesk.services.desk import Desk
from crmdesk.services.fact_reading import with_facts
from crmdesk.services.loss_accounts import LossWords, read_account
from crmdesk.services.loss_entries import loss_facts, loss_title
from crmdesk.services.rival_prices import note_prices
from crmdesk.services.watch import UNWATCHED, Watch, in_pieces
from crmdesk.store.queries.catalogue import loss_reasons
from crmdesk.store.queries.identities import deal_ids, losses_in_force
from crmdesk.store.queries.lookup import find_deal
from crmdesk.store.queries.losses import competitors_of
from crmdesk.store.queries.touches import by_ids
from crmdesk.store.queries.voices_at_once import Said, said_of
from crmdesk.store.repos.competitors import ensure_competitors, set_competitors
from crmdesk.store.repos.losses import change_losses, set_voices, win_back_columns
from crmdesk.store.repos.touches import change_touches
from crmdesk.store.times import day
from crmdesk.store.unit import Unit
from crmdesk.store.workspace import Source


@dataclass(frozen=True, slots=True)
class _Telling:
    """What is said anew of a loss, in the voice that counts; ``reasons`` are all that then stand."""

    loss: Mapping[str, Any]
    voice: Voice
    account: LossAccount
    win_back_on: date | None
    reasons: tuple[GivenReason, ...]
    evidence: int | None = None


class LossReasonService:
    """Corrects the losses in force of deals; the day, the stage and the amount of a loss stay."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def change_reason(self, deal: str, words: LossWords) -> Changes:
        """Replace reasons, competitors, note and win-back, in the voice that counts.

        Raises ValidationError naming what the reasons ask for and is missing, ConflictError for a deal not lost.
        """
        with self._desk.change() as unit:
            found = find_deal(unit, deal)
            unit.describe(_("Change why “{name}” was lost").format(name=found.name))
            loss = losses_in_force(unit, [found.id]).get(found.id)
            if loss is None:
                raise ConflictError(_("“{name}” is not lost.").format(name=found.name), field="deal")
            account = read_account(unit, words)
            voice = _counting(said_of(unit, [loss["id"]]), loss["id"])
            win_back_on = check_account(account, _lost_on(loss, self._desk.today()))
            _tell(unit, [_Telling(loss, voice, account, win_back_on, account.reasons)])
            note_prices(unit, found.id, loss["currency"], words.prices)
        return unit.changes

    def change_reasons(self, deals: Sequence[str], words: LossWords, watch: Watch = UNWATCHED) -> Changes:
        """Give several lost deals (by uid) another primary reason as one change, as ``put_first`` does.

        Those that are not lost (any more) stay as they are, and so does what else is told of a loss, unless the words
        say otherwise. Raises ValidationError naming what the reasons ask for and one of the losses does not tell,
        CancelledError with nothing changed.
        """
        with self._desk.change(cancelled=watch.cancelled) as unit:
            losses = list(losses_in_force(unit, list(deal_ids(unit, deals).values())).values())
            label = ngettext("Change why {n} deal was lost", "Change why {n} deals were lost", len(losses))
            unit.describe(label.format(n=len(losses)))
            account = read_account(unit, words)
            known = {reason.id: reason for reason in loss_reasons(unit)}
            for piece in in_pieces(losses, watch):
                _tell(unit, _tellings(unit, account, piece, known, self._desk.today()))
        return unit.changes


def _tell(unit: Unit, tellings: Sequence[_Telling]) -> None:
    said = {(each.loss["id"], each.voice): Said(weights_of(each.reasons), each.evidence) for each in tellings}
    set_voices(unit, said)
    named = {each.loss["id"]: each.account.competitors for each in tellings}
    known = ensure_competitors(unit, dict.fromkeys(name for names in named.values() for name in names))
    set_competitors(unit, {loss: dict.fromkeys(known[name] for name in names) for loss, names in named.items()})
    change_losses(unit, {each.loss["id"]: _columns(each) for each in tellings})
    by_entry = {each.loss["touch_id"]: each for each in tellings if each.loss["touch_id"] is not None}
    entries = by_ids(unit, by_entry)
    change_touches(unit, {row_id: _entry(each, entries[row_id].detail) for row_id, each in by_entry.items()})


def _columns(telling: _Telling) -> dict[str, Any]:
    account = telling.account
    again = win_back_columns(account.verdict, telling.win_back_on, account.why, account.trigger)
    return {"note": account.note, **again}


def _entry(telling: _Telling, detail: Mapping[str, Any]) -> dict[str, Any]:
    """The same on the timeline."""
    facts = loss_facts(telling.account, telling.win_back_on)
    return {
        "title": loss_title(telling.reasons),
        "body": telling.account.note,
        "detail": with_facts(detail, facts),
    }


def _tellings(
    source: Source,
    account: LossAccount,
    losses: Sequence[Mapping[str, Any]],
    known: Mapping[int, LossReason],
    today: date,
) -> list[_Telling]:
    """The account for each of the losses, with what is told of it already where the account says nothing itself."""
    ids = [loss["id"] for loss in losses]
    said, met = said_of(source, ids), competitors_of(source, ids)
    tellings = []
    for loss in losses:
        voice = _counting(said, loss["id"])
        before = said.get((loss["id"], voice), Said({}))
        kept = replace(
            _with_plan(account, loss),
            competitors=account.competitors or tuple(met.get(loss["id"], ())),
            note=account.note or loss["note"],
        )
        reasons = put_first(account.reasons, _given(before.weights, known))
        win_back_on = check_account(kept, _lost_on(loss, today))
        tellings.append(_Telling(loss, voice, kept, win_back_on, reasons, before.evidence))
    return tellings


def _lost_on(loss: Mapping[str, Any], today: date) -> date:
    """The day of a loss; one of which it is not known is taken for today's."""
    return day(loss["lost_day"]) or today


def _with_plan(account: LossAccount, loss: Mapping[str, Any]) -> LossAccount:
    """The account with what is told of trying again."""
    if account.verdict or account.win_back_on or account.trigger or account.no_win_back:
        return account
    verdict = WinBack(loss["win_back"])
    waits = verdict is not WinBack.NO
    on, trigger = (day(loss["win_back_on"]), loss["win_back_trigger"]) if waits else (None, "")
    return replace(
        account,
        win_back_on=on,
        no_win_back=not (on or trigger),
        verdict=verdict,
        why=loss["win_back_why"],
        trigger=trigger,
    )


def _counting(said: Mapping[tuple[int, Voice], Said], loss_id: int) -> Voice:
    """Whose account of a loss counts: the manager's if there is one, else the seller's."""
    return Voice.MANAGER if (loss_id, Voice.MANAGER) in said else Voice.SELLER


def _given(weights: Mapping[int, int], known: Mapping[int, LossReason]) -> list[GivenReason]:
    given = []
    for row_id, weight in weights.items():
        reason = known[row_id]
        above = known[reason.parent_id] if reason.parent_id is not None else None
        given.append(GivenReason(above or reason, reason if above else None, weight))
    return given
