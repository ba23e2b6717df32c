"""Losses after which the deal was taken up again, with what came of that. Those still in force are not among them."""

from typing import Any

from sqlalchemy import exists, func, select
from sqlalchemy.orm import aliased

from crmdesk.domain.deal import DealStatus
from crmdesk.domain.loss import Voice
from crmdesk.domain.money import Money
from crmdesk.domain.outcome_facts import SecondTry, TriedAgain
from crmdesk.store.queries.losses import is_primary_of
from crmdesk.store.schema import DealRow, LossEventRow, LossReasonLinkRow, LossReasonRow, StageRow
from crmdesk.store.times import day
from crmdesk.store.workspace import Source


def tried_again(source: Source) -> list[TriedAgain]:
    """All of them but those of deals that turned out to be no real ones."""
    manager, seller, later = aliased(LossReasonLinkRow), aliased(LossReasonLinkRow), aliased(LossEventRow)
    reason, merged = aliased(LossReasonRow), aliased(LossReasonRow)
    lost_again = exists().where(later.deal_id == LossEventRow.deal_id, later.id > LossEventRow.id)
    query = (
        select(
            LossEventRow.deal_id,
            LossEventRow.lost_day,
            func.coalesce(merged.uid, reason.uid, "").label("reason_uid"),
            func.coalesce(StageRow.uid, "").label("stage_uid"),
            lost_again.label("lost_again"),
            DealRow.status,
            DealRow.amount_minor,
            DealRow.currency,
        )
        .join(DealRow, DealRow.id == LossEventRow.deal_id)
        .outerjoin(manager, is_primary_of(manager, Voice.MANAGER))
        .outerjoin(seller, is_primary_of(seller, Voice.SELLER))
        .outerjoin(reason, reason.id == func.coalesce(manager.reason_id, seller.reason_id))
        .outerjoin(merged, merged.id == reason.merged_into_id)
        .outerjoin(StageRow, StageRow.id == LossEventRow.stage_id)
        .where(LossEventRow.reopened_at.is_not(None), DealRow.status != DealStatus.INVALID.value)
        .order_by(LossEventRow.id)
    )
    return [_tried(row) for row in source.connection.execute(query)]


def _tried(row: Any) -> TriedAgain:
    became = SecondTry.LOST_AGAIN if row.lost_again else _ENDS.get(row.status, SecondTry.OPEN)
    is_recovered = became is SecondTry.WON and row.amount_minor is not None
    return TriedAgain(
        deal_id=row.deal_id,
        reason_uid=row.reason_uid,
        stage_uid=row.stage_uid,
        lost_on=day(row.lost_day),
        became=became,
        recovered=Money(row.amount_minor, row.currency) if is_recovered else None,
    )


_ENDS = {DealStatus.WON.value: SecondTry.WON, DealStatus.LOST.value: SecondTry.LOST_AGAIN}
