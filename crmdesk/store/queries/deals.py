"""Deals as lists show them, and the failure pool."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased

from crmdesk.domain.deal import Deal, DealStatus
from crmdesk.domain.loss import PooledDeal
from crmdesk.domain.money import money_or_none
from crmdesk.store.chunks import chunked
from crmdesk.store.queries.losses import loss_details
from crmdesk.store.schema import CustomerRow, DealRow, LossEventRow, MemberRow, StageRow
from crmdesk.store.times import day, moment, moment_or_none
from crmdesk.store.workspace import Source

_stage_at_loss = aliased(StageRow)


def deals(source: Source, conditions: Iterable[Any] = (), *, limit: int | None = None) -> list[Deal]:
    """Deals that meet all conditions (made by ``queries.filters``), the newest first."""
    query = named_deals().where(*conditions).order_by(DealRow.created_at.desc(), DealRow.id.desc()).limit(limit)
    return [_deal(row) for row in source.connection.execute(query)]


def deals_by_id(source: Source, ids: Sequence[int]) -> dict[int, Deal]:
    """Deals by id."""
    return {
        row.id: _deal(row)
        for part in chunked(ids)
        for row in source.connection.execute(named_deals().where(DealRow.id.in_(part)))
    }


def deals_of(source: Source, customer_id: int) -> list[Deal]:
    """A customer's deals, the newest first."""
    return deals(source, [DealRow.customer_id == customer_id])


def deals_of_customers(source: Source, ids: Sequence[int]) -> list[Deal]:
    """The deals of these customers."""
    return [deal for part in chunked(ids) for deal in deals(source, [DealRow.customer_id.in_(part)])]


def pool(source: Source, conditions: Iterable[Any] = ()) -> list[PooledDeal]:
    """Deals that are lost now, with their latest loss, the latest lost first; unknown days last."""
    latest = (
        select(func.max(LossEventRow.id)).where(LossEventRow.deal_id == DealRow.id).correlate(DealRow).scalar_subquery()
    )
    query = (
        named_deals()
        .add_columns(
            LossEventRow.id.label("loss_id"),
            LossEventRow.uid.label("loss_uid"),
            LossEventRow.lost_at,
            LossEventRow.lost_offset,
            LossEventRow.lost_precision,
            LossEventRow.note,
            LossEventRow.reviewed_at,
            LossEventRow.win_back,
            LossEventRow.win_back_on,
            LossEventRow.win_back_why,
            LossEventRow.win_back_trigger,
            LossEventRow.amount_minor.label("lost_minor"),
            LossEventRow.currency.label("lost_currency"),
            _stage_at_loss.name.label("stage_at_loss"),
        )
        .join(LossEventRow, LossEventRow.id == latest)
        .outerjoin(_stage_at_loss, _stage_at_loss.id == LossEventRow.stage_id)
        .where(DealRow.status == DealStatus.LOST.value, *conditions)
        .order_by(LossEventRow.lost_at.desc().nulls_last(), LossEventRow.id.desc())
    )
    rows = source.connection.execute(query).all()
    details = loss_details(source, [row.loss_id for row in rows])
    return [_pooled(row, details[row.loss_id]) for row in rows]


def named_deals() -> Select[*tuple[Any, ...]]:
    """Deals, each with the names of its customer, the owner and the stage."""
    return (
        select(
            DealRow,
            CustomerRow.uid.label("customer_uid"),
            CustomerRow.name.label("customer_name"),
            MemberRow.name.label("owner_name"),
            StageRow.name.label("stage_name"),
        )
        .join(CustomerRow, CustomerRow.id == DealRow.customer_id)
        .outerjoin(MemberRow, MemberRow.id == DealRow.owner_id)
        .outerjoin(StageRow, StageRow.id == DealRow.stage_id)
    )


def _deal(row: Any) -> Deal:
    return Deal(
        id=row.id,
        uid=row.uid,
        name=row.name,
        customer_id=row.customer_id,
        customer_uid=row.customer_uid,
        customer=row.customer_name,
        owner=row.owner_name or "",
        stage=row.stage_name or "",
        stage_id=row.stage_id,
        status=DealStatus(row.status),
        amount=money_or_none(row.amount_minor, row.currency),
        currency=row.currency,
        probability=row.probability,
        created_at=moment(row.created_at, row.created_offset, row.created_precision),
        expected_close=day(row.expected_close),
        closed_at=moment_or_none(row.closed_at, row.closed_offset, row.closed_precision),
        hold_until=day(row.hold_until),
        external_id=row.external_id,
        extra=row.extra,
    )


def _pooled(row: Any, detail: Any) -> PooledDeal:
    return PooledDeal(
        id=row.id,
        uid=row.uid,
        name=row.name,
        customer=row.customer_name,
        customer_uid=row.customer_uid,
        owner=row.owner_name or "",
        amount=money_or_none(row.lost_minor, row.lost_currency),
        created_at=moment(row.created_at, row.created_offset, row.created_precision),
        external_id=row.external_id,
        loss_id=row.loss_id,
        loss_uid=row.loss_uid,
        lost_at=moment_or_none(row.lost_at, row.lost_offset, row.lost_precision),
        stage_at_loss=row.stage_at_loss or "",
        reason=detail.reason,
        subreason=detail.subreason,
        competitors=detail.competitors,
        note=row.note,
        reviewed=row.reviewed_at is not None,
        win_back=row.win_back,
        win_back_on=day(row.win_back_on),
        more=detail.more,
        win_back_why=row.win_back_why,
        win_back_trigger=row.win_back_trigger,
    )
