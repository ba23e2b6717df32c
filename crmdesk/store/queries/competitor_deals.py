"""The deals in which competitors were met: noted with the deal itself, or named by the loss that stands."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import CompoundSelect, func, select, union

from crmdesk.domain.competitor import Meeting, Meetings
from crmdesk.domain.deal import DealStatus
from crmdesk.domain.money import money_or_none
from crmdesk.store.schema import (
    CustomerRow,
    DealCompetitorRow,
    DealRow,
    LossCompetitorRow,
    LossEventRow,
)
from crmdesk.store.times import moment
from crmdesk.store.workspace import Source

MOST = 500
"""So many deals are listed, the latest first."""


def deals_met(source: Source, competitors: Sequence[int] = ()) -> dict[int, set[int]]:
    """The keys of the deals by the keys of the competitors, of all unless some are named."""
    found: dict[int, set[int]] = {}
    for competitor, deal in source.connection.execute(_pairs(competitors)):
        found.setdefault(competitor, set()).add(deal)
    return found


def meetings(source: Source, competitor: int, which: Meetings) -> list[Meeting]:
    """The deals in which one was met, those seen last first, at most ``MOST``."""
    pairs = _pairs([competitor]).subquery()
    price = (DealCompetitorRow.deal_id == DealRow.id) & (DealCompetitorRow.competitor_id == competitor)
    seen = func.coalesce(DealRow.closed_at, DealRow.created_at)
    query = (
        select(
            DealRow,
            CustomerRow.name.label("customer"),
            CustomerRow.uid.label("customer_uid"),
            DealCompetitorRow.price_minor,
            DealCompetitorRow.currency.label("price_currency"),
        )
        .join(pairs, pairs.c.deal == DealRow.id)
        .join(CustomerRow, CustomerRow.id == DealRow.customer_id)
        .outerjoin(DealCompetitorRow, price)
        .where(*_conditions(which))
        .order_by(seen.desc(), DealRow.id.desc())
        .limit(MOST)
    )
    return [_meeting(row) for row in source.connection.execute(query)]


def _pairs(competitors: Sequence[int]) -> CompoundSelect[Any]:
    """Competitor and deal, each pair once; a deal that counts nowhere is left out."""
    counted = DealRow.status != DealStatus.INVALID.value
    noted = (
        select(DealCompetitorRow.competitor_id.label("competitor"), DealCompetitorRow.deal_id.label("deal"))
        .join(DealRow, DealRow.id == DealCompetitorRow.deal_id)
        .where(counted)
    )
    named = (
        select(LossCompetitorRow.competitor_id, LossEventRow.deal_id)
        .join(LossEventRow, LossEventRow.id == LossCompetitorRow.loss_id)
        .join(DealRow, DealRow.id == LossEventRow.deal_id)
        .where(counted, LossEventRow.reopened_at.is_(None))
    )
    if competitors:
        noted = noted.where(DealCompetitorRow.competitor_id.in_(competitors))
        named = named.where(LossCompetitorRow.competitor_id.in_(competitors))
    return union(noted, named)


def _conditions(which: Meetings) -> tuple[Any, ...]:
    match which:
        case Meetings.LOST:
            return (DealRow.status == DealStatus.LOST.value,)
        case Meetings.WON:
            return (DealRow.status == DealStatus.WON.value,)
        case Meetings.OPEN:
            return (DealRow.status.not_in([DealStatus.LOST.value, DealStatus.WON.value]),)
        case Meetings.PRICED:
            ours = (DealRow.amount_minor > 0) & (DealRow.currency == DealCompetitorRow.currency)
            return (DealCompetitorRow.price_minor.is_not(None), ours)
    return ()


def _meeting(row: Any) -> Meeting:
    closed = row.closed_at is not None
    seen = (row.closed_at, row.closed_offset, row.closed_precision)
    began = (row.created_at, row.created_offset, row.created_precision)
    return Meeting(
        deal_uid=row.uid,
        deal=row.name,
        customer=row.customer,
        customer_uid=row.customer_uid,
        status=DealStatus(row.status),
        amount=money_or_none(row.amount_minor, row.currency),
        price=money_or_none(row.price_minor, row.price_currency),
        seen_on=moment(*(seen if closed else began)).local_date,
    )
