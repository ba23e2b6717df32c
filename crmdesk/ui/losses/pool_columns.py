"""The columns of the table of lost deals; their keys are what the deals can be ordered by."""

from datetime import date

from crmdesk.domain.loss_pool import LostDeal, PoolColumn
from crmdesk.i18n import _
from crmdesk.qt.columns import Column
from crmdesk.ui import wording

NONE = "—"


def pool_columns(today: date, *, won: bool = False) -> tuple[Column[LostDeal], ...]:
    """The columns in the active language, of lost deals or won ones; days are told as seen from ``today``."""
    reason, stage, ended = (_("In spite of"), _("Last stage"), _("Won on")) if won else _of_losses()
    return (
        Column(PoolColumn.DEAL, _("Customer · deal"), lambda loss: f"{loss.customer} · {loss.deal}", width=132),
        Column(PoolColumn.REASON, reason, reason_text, width=96),
        Column(PoolColumn.STAGE, stage, lambda loss: loss.stage or NONE, width=88),
        Column(PoolColumn.COMPETITOR, _("Competitor"), lambda loss: ", ".join(loss.competitors) or NONE, width=92),
        Column(PoolColumn.AMOUNT, _("Amount"), lambda loss: wording.amount(loss.amount) or NONE, number=True),
        Column(
            PoolColumn.LOST,
            ended,
            lambda loss: wording.day(loss.lost_on, today) if loss.lost_on else _("unknown day"),
        ),
        Column(PoolColumn.OWNER, _("Owner"), lambda loss: loss.owner or NONE, width=64),
        Column(PoolColumn.WIN_BACK, _("Try again"), lambda loss: win_back_text(loss, today)),
    )


def _of_losses() -> tuple[str, str, str]:
    return _("Reason"), _("Lost at"), _("Lost on")


def reason_text(loss: LostDeal) -> str:
    """The reason with its detail."""
    return " › ".join(part for part in (loss.reason, loss.subreason) if part) or _("not recorded")


def win_back_text(loss: LostDeal, today: date) -> str:
    """When the customer may be asked again."""
    if loss.win_back == "closed":
        return _("no")
    return wording.day(loss.win_back_on, today) or NONE
