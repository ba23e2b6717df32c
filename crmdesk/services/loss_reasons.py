"""Saying anew why deals were lost: in the place of what was said before, also on their timelines."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from crmdesk.domain.changes import Changes
from crmdesk.domain.errors import ConflictError
from crmdesk.domain.loss import WinBack
from crmdesk.domain.loss_account import LossAccount, check_account, weights_of
from crmdesk.i18n import _, ngettext
from crmdesk.services.desk import Desk
from crmdesk.services.fact_reading import with_facts
from crmdesk.services.loss_accounts import LossWords, read_account
from crmdesk.services.loss_entries import loss_facts, loss_title
from crmdesk.store.queries.identities import losses_in_force
from crmdesk.store.queries.lookup import find_deal
from crmdesk.store.queries.losses import counting_voice, loss_details
from crmdesk.store.queries.touches import by_ids
from crmdesk.store.repos.competitors import ensure_competitors, set_competitors
from crmdesk.store.repos.losses import change_losses, set_reasons, win_back_columns
from crmdesk.store.repos.touches import change_touches
from crmdesk.store.times import day
from crmdesk.store.unit import Unit
from crmdesk.store.workspace import Source


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
            self._tell(unit, loss, read_account(unit, words))
        return unit.changes

    def change_reasons(self, deals: Sequence[str], words: LossWords) -> Changes:
        """Give several lost deals the same reasons as one change; those that are not lost (any more) stay as they are.

        What else is told of a loss stays unless the words say otherwise. Raises ValidationError naming what the
        reasons ask for and one of the losses does not tell.
        """
        with self._desk.change() as unit:
            ids = [find_deal(unit, deal).id for deal in deals]
            losses = losses_in_force(unit, ids)
            unit.describe(
                ngettext("Change why {n} deal was lost", "Change why {n} deals were lost", len(losses)).format(
                    n=len(losses)
                )
            )
            account = read_account(unit, words)
            for loss in losses.values():
                self._tell(unit, loss, _completed(unit, account, loss))
        return unit.changes

    def _tell(self, unit: Unit, loss: dict[str, Any], account: LossAccount) -> None:
        win_back_on = check_account(account, day(loss["lost_day"]) or self._desk.today())
        set_reasons(unit, loss["id"], weights_of(account.reasons), counting_voice(unit, loss["id"]))
        known = ensure_competitors(unit, account.competitors)
        set_competitors(unit, loss["id"], list(dict.fromkeys(known[name] for name in account.competitors)))
        again = win_back_columns(account.verdict, win_back_on, account.why, account.trigger)
        change_losses(unit, {loss["id"]: {"note": account.note, **again}})
        if loss["touch_id"] is not None:
            detail = by_ids(unit, [loss["touch_id"]])[loss["touch_id"]].detail
            told = {
                "title": loss_title(account.reasons),
                "body": account.note,
                "detail": with_facts(detail, loss_facts(account, win_back_on)),
            }
            change_touches(unit, {loss["touch_id"]: told})


def _completed(source: Source, account: LossAccount, loss: dict[str, Any]) -> LossAccount:
    """The account with what is told of a loss already, where it says nothing itself."""
    kept = replace(
        account,
        competitors=account.competitors or loss_details(source, [loss["id"]])[loss["id"]].competitors,
        note=account.note or loss["note"],
    )
    if account.verdict or account.win_back_on or account.trigger or account.no_win_back:
        return kept
    verdict = WinBack(loss["win_back"])
    waits = verdict is not WinBack.NO
    on, trigger = (day(loss["win_back_on"]), loss["win_back_trigger"]) if waits else (None, "")
    return replace(
        kept,
        win_back_on=on,
        no_win_back=not (on or trigger),
        verdict=verdict,
        why=loss["win_back_why"],
        trigger=trigger,
    )
