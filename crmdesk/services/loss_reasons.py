"""Saying anew why a deal was lost: in the place of what was said before, also on its timeline."""

from crmdesk.domain.changes import Changes
from crmdesk.domain.errors import ConflictError
from crmdesk.domain.loss import check_account
from crmdesk.i18n import _
from crmdesk.services.desk import Desk
from crmdesk.services.loss_accounts import LossWords, read_account
from crmdesk.store.queries.identities import losses_in_force
from crmdesk.store.queries.lookup import find_deal
from crmdesk.store.queries.losses import counting_voice
from crmdesk.store.repos.losses import change_losses, ensure_competitors, set_competitors, set_reasons
from crmdesk.store.repos.touches import change_touches
from crmdesk.store.times import day
from crmdesk.store.unit import Unit


class LossReasonService:
    """Corrects the loss in force of a deal; the day, the stage and the amount of the loss stay."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def change_reason(self, deal: str, words: LossWords) -> Changes:
        """Replace reason, competitors, note and the day to try again, in the voice that counts.

        Raises ValidationError naming what the reason asks for and is missing, ConflictError for a deal not lost.
        """
        with self._desk.change() as unit:
            found = find_deal(unit, deal)
            unit.describe(_("Change why “{name}” was lost").format(name=found.name))
            loss = losses_in_force(unit, [found.id]).get(found.id)
            if loss is None:
                raise ConflictError(_("“{name}” is not lost.").format(name=found.name), field="deal")
            account = read_account(unit, words)
            win_back_on = check_account(account, day(loss["lost_day"]) or self._desk.today())
            reason = account.subreason or account.reason
            set_reasons(unit, loss["id"], [reason.id], counting_voice(unit, loss["id"]))
            known = ensure_competitors(unit, account.competitors)
            set_competitors(unit, loss["id"], list(dict.fromkeys(known[name] for name in account.competitors)))
            again = win_back_on.isoformat() if win_back_on else None
            change_losses(unit, {loss["id"]: {"note": account.note, "win_back_on": again}})
            names = [one.name for one in (account.reason, account.subreason) if one is not None]
            _retell(unit, loss["touch_id"], " › ".join(names), account.note)
        return unit.changes


def _retell(unit: Unit, touch_id: int | None, title: str, note: str) -> None:
    if touch_id is not None:
        change_touches(unit, {touch_id: {"title": title, "body": note}})
