"""What happened around one lost deal, for its replay."""

from datetime import date
from typing import Any

from sqlalchemy import func, or_, select

from crmdesk.domain.loss_replay import LossStory, StoryEntry
from crmdesk.domain.touch import TouchStatus
from crmdesk.store.schema import DealRow, LossEventRow, TouchKindRow, TouchRow
from crmdesk.store.times import day, moment, moment_or_none
from crmdesk.store.workspace import Source

_LONGEST = 200
"""So much of a text is enough for one line."""


def loss_story(source: Source, loss_id: int) -> LossStory | None:
    """The deal of a loss with the dated entries up to it; None when the loss is gone."""
    query = (
        select(
            DealRow.id,
            DealRow.customer_id,
            DealRow.created_at,
            DealRow.created_offset,
            DealRow.created_precision,
            LossEventRow.lost_day,
        )
        .join(LossEventRow, LossEventRow.deal_id == DealRow.id)
        .where(LossEventRow.id == loss_id)
    )
    deal = source.connection.execute(query).first()
    if deal is None:
        return None
    created = moment(deal.created_at, deal.created_offset, deal.created_precision)
    lost_on = day(deal.lost_day)
    return LossStory(created.local_date, lost_on, tuple(_entries(source, deal, lost_on)))


def win_story(source: Source, deal_uid: str) -> LossStory | None:
    """The same of a deal that was won, up to its win; None when the deal is gone."""
    query = select(DealRow).where(DealRow.uid == deal_uid)
    deal = source.connection.execute(query).first()
    if deal is None:
        return None
    created = moment(deal.created_at, deal.created_offset, deal.created_precision)
    won = moment_or_none(deal.closed_at, deal.closed_offset, deal.closed_precision)
    won_on = won.local_date if won is not None else None
    return LossStory(created.local_date, won_on, tuple(_entries(source, deal, won_on)))


def _entries(source: Source, deal: Any, until: date | None) -> list[StoryEntry]:
    query = (
        select(
            TouchRow.uid,
            TouchRow.deal_id,
            TouchRow.local_day,
            TouchRow.system,
            TouchRow.title,
            TouchRow.detail,
            func.substr(TouchRow.body, 1, _LONGEST).label("beginning"),
            TouchKindRow.key,
            TouchKindRow.name,
        )
        .join(TouchKindRow, TouchKindRow.id == TouchRow.kind_id)
        .where(
            TouchRow.customer_id == deal.customer_id,
            or_(TouchRow.deal_id == deal.id, TouchRow.deal_id.is_(None)),
            TouchRow.status == TouchStatus.DONE.value,
        )
        .order_by(TouchRow.occurred_at, TouchRow.id)
    )
    if until is not None:
        query = query.where(TouchRow.local_day <= until.isoformat())
    rows = source.connection.execute(query)
    return [_entry(row, deal.id) for row in rows if not row.detail.get("date_unknown")]


def _entry(row: Any, deal_id: int) -> StoryEntry:
    return StoryEntry(
        uid=row.uid,
        kind=row.key or row.name,
        kind_name=row.name,
        day=date.fromisoformat(row.local_day),
        title=row.title,
        body=row.beginning,
        system=row.system,
        own=row.deal_id == deal_id,
        before=row.detail.get("from") or "",
        after=row.detail.get("to") or "",
    )
