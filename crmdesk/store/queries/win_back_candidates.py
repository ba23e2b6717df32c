"""The losses in force that nobody has given up and that somebody wants to try again."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import case, func, or_, select
from sqlalchemy.orm import aliased

from crmdesk.domain.loss import Voice, WinBack
from crmdesk.domain.money import money_or_none
from crmdesk.domain.win_back_queue import WinBackCandidate
from crmdesk.store.queries.losses import is_primary_of
from crmdesk.store.schema import (
    CustomerRow,
    DealRow,
    LossEventRow,
    LossReasonLinkRow,
    LossReasonRow,
    MemberRow,
    StageRow,
)
from crmdesk.store.times import day
from crmdesk.store.workspace import Source


def win_back_candidates(source: Source, conditions: Iterable[Any] = ()) -> list[WinBackCandidate]:
    """Losses with a day, an event or a verdict that speaks for another try, in the order they were recorded."""
    query = _CANDIDATES.where(
        LossEventRow.reopened_at.is_(None),
        LossEventRow.win_back != WinBack.NO.value,
        or_(
            LossEventRow.win_back_on.is_not(None),
            LossEventRow.win_back != WinBack.UNKNOWN.value,
            LossEventRow.win_back_trigger != "",
        ),
        *conditions,
    ).order_by(LossEventRow.id)
    return [_candidate(row) for row in source.connection.execute(query)]


def of_customer(uid: str) -> Any:
    """The condition that a loss is of this customer."""
    return CustomerRow.uid == uid


def due_until(day: date) -> Any:
    """The condition that the day to try again has come by a day."""
    return LossEventRow.win_back_on <= day.isoformat()


_manager, _seller = aliased(LossReasonLinkRow), aliased(LossReasonLinkRow)
_given, _reason, _above = aliased(LossReasonRow), aliased(LossReasonRow), aliased(LossReasonRow)
# Of a large company there are tens of thousands: no more is read of each than is told of it.
_CANDIDATES = (
    select(
        LossEventRow.id,
        LossEventRow.uid,
        LossEventRow.lost_day,
        LossEventRow.amount_minor,
        LossEventRow.currency,
        LossEventRow.win_back,
        LossEventRow.win_back_why,
        LossEventRow.win_back_on,
        LossEventRow.win_back_trigger,
        DealRow.uid.label("deal_uid"),
        DealRow.name.label("deal_name"),
        CustomerRow.uid.label("customer_uid"),
        CustomerRow.name.label("customer_name"),
        MemberRow.name.label("owner_name"),
        StageRow.probability,
        func.coalesce(_above.name, _reason.name, "").label("reason"),
        func.coalesce(_above.uid, _reason.uid, "").label("reason_uid"),
        case((_above.id.is_not(None), _reason.name), else_="").label("subreason"),
    )
    .join(DealRow, DealRow.id == LossEventRow.deal_id)
    .join(CustomerRow, CustomerRow.id == DealRow.customer_id)
    .outerjoin(MemberRow, MemberRow.id == DealRow.owner_id)
    .outerjoin(StageRow, StageRow.id == LossEventRow.stage_id)
    .outerjoin(_manager, is_primary_of(_manager, Voice.MANAGER))
    .outerjoin(_seller, is_primary_of(_seller, Voice.SELLER))
    .outerjoin(_given, _given.id == func.coalesce(_manager.reason_id, _seller.reason_id))
    .outerjoin(_reason, _reason.id == func.coalesce(_given.merged_into_id, _given.id))
    .outerjoin(_above, _above.id == _reason.parent_id)
)


def _candidate(row: Any) -> WinBackCandidate:
    return WinBackCandidate(
        loss_id=row.id,
        loss_uid=row.uid,
        deal=row.deal_name,
        deal_uid=row.deal_uid,
        customer=row.customer_name,
        customer_uid=row.customer_uid,
        owner=row.owner_name or "",
        lost_on=day(row.lost_day),
        reason=row.reason,
        reason_uid=row.reason_uid,
        subreason=row.subreason,
        amount=money_or_none(row.amount_minor, row.currency),
        probability=row.probability or 0,
        verdict=WinBack(row.win_back),
        why=row.win_back_why,
        due_on=day(row.win_back_on),
        trigger=row.win_back_trigger,
    )
