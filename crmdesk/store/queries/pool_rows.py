"""Deals that were lost or won as rows of the pool's table, for as many as are shown."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from crmdesk.domain.loss import NOT_RECORDED
from crmdesk.domain.loss_pool import LostDeal
from crmdesk.domain.loss_voices import SaidReason
from crmdesk.domain.money import Money
from crmdesk.store.chunks import chunked
from crmdesk.store.queries.deals import named_deals
from crmdesk.store.queries.losses import LossDetail, loss_details, named_losses
from crmdesk.store.queries.wins import obstacles_of
from crmdesk.store.schema import (
    CompetitorRow,
    DealCompetitorRow,
    DealRow,
    LossEventRow,
    TouchKindRow,
    TouchRow,
)
from crmdesk.store.times import day, moment_or_none
from crmdesk.store.workspace import Source

_WIN = "win"


def lost_deals(source: Source, ids: Sequence[int]) -> list[LostDeal]:
    """The lost deals of these losses, in the same order."""
    with_touches = named_losses().outerjoin(TouchRow, TouchRow.id == LossEventRow.touch_id)
    query = with_touches.add_columns(TouchRow.uid.label("touch_uid"))
    details = loss_details(source, ids)
    found: dict[int, LostDeal] = {}
    for part in chunked(ids):
        for row in source.connection.execute(query.where(LossEventRow.id.in_(part))):
            found[row.id] = _lost_deal(row, details[row.id])
    return [found[row_id] for row_id in ids]


def won_deals(source: Source, ids: Sequence[int]) -> list[LostDeal]:
    """These deals that were won, in the same order, as rows of the same table."""
    query = named_deals()
    obstacles, rivals, entries = obstacles_of(source, ids), _met(source, ids), _entries(source, ids)
    found: dict[int, LostDeal] = {}
    for part in chunked(ids):
        for row in source.connection.execute(query.where(DealRow.id.in_(part))):
            primary = next(iter(obstacles.get(row.id, ())), None)
            found[row.id] = _won_deal(row, primary, rivals.get(row.id, ()), entries.get(row.id))
    return [found[row_id] for row_id in ids]


def _lost_deal(row: Any, detail: LossDetail) -> LostDeal:
    return LostDeal(
        loss_id=row.id,
        loss_uid=row.uid,
        deal_uid=row.deal_uid,
        customer_uid=row.customer_uid,
        touch_uid=row.touch_uid or "",
        deal=row.deal_name,
        customer=row.customer_name,
        owner=row.owner_name or "",
        stage=row.stage_name or "",
        reason=detail.reason if detail.key != NOT_RECORDED else "",
        subreason=detail.subreason,
        competitors=detail.competitors,
        amount=None if row.amount_minor is None else Money(row.amount_minor, row.currency),
        lost_on=day(row.lost_day),
        win_back=row.win_back,
        win_back_on=day(row.win_back_on),
        reviewed=row.reviewed_at is not None,
        note=row.note,
    )


def _won_deal(row: Any, primary: SaidReason | None, rivals: Sequence[str], entry: Any) -> LostDeal:
    closed = moment_or_none(row.closed_at, row.closed_offset, row.closed_precision)
    return LostDeal(
        loss_id=0,
        loss_uid="",
        deal_uid=row.uid,
        customer_uid=row.customer_uid,
        touch_uid=entry.uid if entry else "",
        deal=row.name,
        customer=row.customer_name,
        owner=row.owner_name or "",
        stage=row.stage_name or "",
        reason=primary.reason if primary else "",
        subreason=primary.subreason if primary else "",
        competitors=tuple(rivals),
        amount=None if row.amount_minor is None else Money(row.amount_minor, row.currency),
        lost_on=closed.local.date() if closed else None,
        win_back="",
        win_back_on=None,
        reviewed=False,
        note=entry.body if entry else "",
    )


def _met(source: Source, deals: Sequence[int]) -> dict[int, list[str]]:
    """The names of the competitors met in deals."""
    query = select(DealCompetitorRow.deal_id, CompetitorRow.name).join(CompetitorRow).order_by(DealCompetitorRow.id)
    found: dict[int, list[str]] = {}
    for part in chunked(deals):
        for row in source.connection.execute(query.where(DealCompetitorRow.deal_id.in_(part))):
            found.setdefault(row.deal_id, []).append(row.name)
    return found


def _entries(source: Source, deals: Sequence[int]) -> dict[int, Any]:
    """The newest entry of each deal that tells that it was won."""
    query = (
        select(TouchRow.deal_id, TouchRow.uid, TouchRow.body)
        .join(TouchKindRow, TouchKindRow.id == TouchRow.kind_id)
        .where(TouchKindRow.key == _WIN)
        .order_by(TouchRow.id)
    )
    found: dict[int, Any] = {}
    for part in chunked(deals):
        found.update((row.deal_id, row) for row in source.connection.execute(query.where(TouchRow.deal_id.in_(part))))
    return found
