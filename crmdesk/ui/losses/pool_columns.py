"""The columns of the table of lost deals."""

from datetime import date

from crmdesk.domain.loss import PooledDeal
from crmdesk.i18n import _
from crmdesk.qt.columns import Column
from crmdesk.ui import wording


def pool_columns(today: date) -> tuple[Column[PooledDeal], ...]:
    """The columns in the active language; days are told as seen from ``today``."""
    return (
        Column("deal", _("Customer · deal"), lambda deal: f"{deal.customer} · {deal.name}", width=150),
        Column("reason", _("Reason"), reason_text, width=130),
        Column("stage", _("Lost at"), lambda deal: deal.stage_at_loss or "—", width=75),
        Column("competitor", _("Competitor"), lambda deal: ", ".join(deal.competitors) or "—", width=75),
        Column(
            "amount",
            _("Amount"),
            lambda deal: wording.amount(deal.amount) or "—",
            order=lambda deal: deal.amount.minor if deal.amount else -1,
            number=True,
        ),
        Column(
            "lost",
            _("Lost on"),
            lambda deal: wording.day(deal.lost_at.local_date, today) if deal.lost_at else _("unknown day"),
            order=lambda deal: deal.lost_at.local_date.toordinal() if deal.lost_at else 0,
        ),
        Column("owner", _("Owner"), lambda deal: deal.owner, width=75),
        Column(
            "win_back",
            _("Try again"),
            lambda deal: wording.day(deal.win_back_on, today) or "—",
            order=lambda deal: deal.win_back_on.toordinal() if deal.win_back_on else 0,
        ),
    )


def reason_text(deal: PooledDeal) -> str:
    """The reason with its detail."""
    return " › ".join(part for part in (deal.reason, deal.subreason) if part)
