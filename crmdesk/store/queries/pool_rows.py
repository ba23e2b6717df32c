"""Deals that were lost or won as rows of the pool's table, for as many as are shown."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Select, select
from sqlalchemy.orm import InstrumentedAttribute

from crmdesk.domain.loss_pool import LostDeal
from crmdesk.domain.money import money_or_none
from crmdesk.store.chunks import chunked
from crmdesk.store.schema import (
    CustomerRow,
    DealRow,
    LossEventRow,
    MemberRow,
    StageRow,
    TouchKindRow,
    TouchRow,
)
from crmdesk.store.times import day, moment_or_none
from crmdesk.store.workspace import Source

_WIN = "win"
_LOST = (
    select(
        LossEventRow.id,
        LossEventRow.uid,
        DealRow.uid,
        CustomerRow.uid,
        TouchRow.uid,
        DealRow.name,
        CustomerRow.name,
        MemberRow.name,
        StageRow.name,
        LossEventRow.amount_minor,
        LossEventRow.currency,
        LossEventRow.lost_day,
        LossEventRow.win_back,
        LossEventRow.win_back_on,
        LossEventRow.reviewed_at,
        LossEventRow.note,
    )
    .join(DealRow, DealRow.id == LossEventRow.deal_id)
    .join(CustomerRow, CustomerRow.id == DealRow.customer_id)
    .outerjoin(MemberRow, MemberRow.id == DealRow.owner_id)
    .outerjoin(StageRow, StageRow.id == LossEventRow.stage_id)
    .outerjoin(TouchRow, TouchRow.id == LossEventRow.touch_id)
)
_WON = (
    select(
        DealRow.id,
        DealRow.uid,
        CustomerRow.uid,
        DealRow.name,
        CustomerRow.name,
        MemberRow.name,
        StageRow.name,
        DealRow.amount_minor,
        DealRow.currency,
        DealRow.closed_at,
        DealRow.closed_offset,
        DealRow.closed_precision,
    )
    .join(CustomerRow, CustomerRow.id == DealRow.customer_id)
    .outerjoin(MemberRow, MemberRow.id == DealRow.owner_id)
    .outerjoin(StageRow, StageRow.id == DealRow.stage_id)
)
"""Values are told apart by their places: by their names it takes three times as long."""


class OutcomeWords(NamedTuple):
    """A reason of the first level and what is below it, empty where none is known, and the competitors met."""

    reason: str
    subreason: str = ""
    competitors: tuple[str, ...] = ()


def lost_deals(source: Source, ids: Sequence[int], words: Sequence[OutcomeWords]) -> list[LostDeal]:
    """The lost deals of these losses with what is said of them, in the same order; those that are gone are left out."""
    found = _rows(source, _LOST, LossEventRow.id, ids)
    return [_lost_deal(found[key], said) for key, said in zip(ids, words, strict=True) if key in found]


def won_deals(source: Source, ids: Sequence[int], words: Sequence[OutcomeWords]) -> list[LostDeal]:
    """These deals that were won likewise, as rows of the same table; their reasons are what spoke against them."""
    found = _rows(source, _WON, DealRow.id, ids)
    entries = _entries(source, ids)
    return [
        _won_deal(found[key], said, entries.get(key, _NO_ENTRY))
        for key, said in zip(ids, words, strict=True)
        if key in found
    ]


def _rows(
    source: Source, query: Select[*tuple[Any, ...]], key: InstrumentedAttribute[int], ids: Sequence[int]
) -> dict[int, Any]:
    """The rows with these keys, by their keys, which come first in each."""
    execute = source.connection.execute
    return {row[0]: row for part in chunked(ids) for row in execute(query.where(key.in_(part)))}


def _lost_deal(row: Sequence[Any], said: OutcomeWords) -> LostDeal:
    (
        loss_id, uid, deal_uid, customer_uid, touch_uid, deal, customer, owner, stage,
        minor, currency, lost_day, win_back, win_back_on, reviewed_at, note,
    ) = row  # fmt: skip
    return LostDeal(
        loss_id=loss_id,
        loss_uid=uid,
        deal_uid=deal_uid,
        customer_uid=customer_uid,
        touch_uid=touch_uid or "",
        deal=deal,
        customer=customer,
        owner=owner or "",
        stage=stage or "",
        reason=said.reason,
        subreason=said.subreason,
        competitors=said.competitors,
        amount=money_or_none(minor, currency),
        lost_on=day(lost_day),
        win_back=win_back,
        win_back_on=day(win_back_on),
        reviewed=reviewed_at is not None,
        note=note,
    )


def _won_deal(row: Sequence[Any], said: OutcomeWords, entry: tuple[str, str]) -> LostDeal:
    _id, uid, customer_uid, deal, customer, owner, stage, minor, currency, *when = row
    closed = moment_or_none(*when)
    touch_uid, note = entry
    return LostDeal(
        loss_id=0,
        loss_uid="",
        deal_uid=uid,
        customer_uid=customer_uid,
        touch_uid=touch_uid,
        deal=deal,
        customer=customer,
        owner=owner or "",
        stage=stage or "",
        reason=said.reason,
        subreason=said.subreason,
        competitors=said.competitors,
        amount=money_or_none(minor, currency),
        lost_on=closed.local_date if closed else None,
        win_back="",
        win_back_on=None,
        reviewed=False,
        note=note,
    )


_NO_ENTRY = ("", "")


def _entries(source: Source, deals: Sequence[int]) -> dict[int, tuple[str, str]]:
    """The uid and the text of the newest entry of each deal that tells that it was won."""
    query = (
        select(TouchRow.deal_id, TouchRow.uid, TouchRow.body)
        .join(TouchKindRow, TouchKindRow.id == TouchRow.kind_id)
        .where(TouchKindRow.key == _WIN)
        .order_by(TouchRow.id)
    )
    found: dict[int, tuple[str, str]] = {}
    for part in chunked(deals):
        rows = source.connection.execute(query.where(TouchRow.deal_id.in_(part)))
        found.update((deal, (uid, body)) for deal, uid, body in rows if deal is not None)
    return found
