"""Losses counted in SQL as far as they are alike in what is asked for: a few hundred facts stand for all of them.

Knows what the statistics ask for only by the names of their groupings that a loss has exactly one of.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, null, select
from sqlalchemy.orm import aliased

from crmdesk.domain.loss import NOT_RECORDED, LossFact, Voice
from crmdesk.domain.money import Money
from crmdesk.store.queries.losses import LossDetail, is_primary_of
from crmdesk.store.schema import (
    CustomerRow,
    DealRow,
    LossEventRow,
    LossReasonLinkRow,
    LossReasonRow,
    MemberRow,
    StageRow,
)
from crmdesk.store.workspace import Source

_COLUMN_OF = {
    "reason": "reason", "subreason": "reason", "remedy": "reason", "stage": "stage", "owner": "owner", "month": "month",
}  # fmt: skip

SINGLE = frozenset(_COLUMN_OF)
"""The groupings that can be asked for."""


def alike_losses(
    source: Source,
    conditions: Sequence[Any],
    asked: Collection[str],
    *,
    since: date | None = None,
    until: date | None = None,
) -> list[LossFact]:
    """The losses in force that meet all conditions; what is not ``asked`` for (some of ``SINGLE``) is left unknown.

    Days are local and included. With a period, losses on unknown days are left out.
    """
    manager, seller = aliased(LossReasonLinkRow), aliased(LossReasonLinkRow)
    columns = {
        "reason": func.coalesce(manager.reason_id, seller.reason_id),
        "stage": LossEventRow.stage_id,
        "owner": DealRow.owner_id,
        "month": func.substr(LossEventRow.lost_day, 1, 7),
    }
    wanted = {_COLUMN_OF[name] for name in asked}
    keys = [column.label(name) if name in wanted else null().label(name) for name, column in columns.items()]
    query = (
        select(
            *keys,
            LossEventRow.currency,
            func.count().label("n"),
            func.count(LossEventRow.amount_minor).label("priced"),
            func.sum(LossEventRow.amount_minor).label("minor"),
        )
        .select_from(LossEventRow)
        .where(LossEventRow.reopened_at.is_(None), *conditions)
        .group_by(*(columns[name] for name in columns if name in wanted), LossEventRow.currency)
    )
    # Each table that is looked into for every loss takes a third of the time.
    if conditions or "owner" in wanted:
        query = query.join(DealRow, DealRow.id == LossEventRow.deal_id)
    if conditions:
        query = query.join(CustomerRow, CustomerRow.id == DealRow.customer_id)
    if "reason" in wanted:
        query = query.outerjoin(manager, is_primary_of(manager, Voice.MANAGER))
        query = query.outerjoin(seller, is_primary_of(seller, Voice.SELLER))
    if since is not None or until is not None:
        first, last = since or date.min, until or date.max
        query = query.where(LossEventRow.lost_day.between(first.isoformat(), last.isoformat()))
    rows = source.connection.execute(query).all()
    return _facts(source, rows)


def _facts(source: Source, rows: Iterable[Any]) -> list[LossFact]:
    details = _details(source)
    stages, owners = _names(source, StageRow), _names(source, MemberRow)
    facts: list[LossFact] = []
    for place, row in enumerate(rows):
        detail = details.get(row.reason, LossDetail())
        facts.append(
            LossFact(
                event_uid=str(place),
                deal_uid="",
                customer="",
                lost_on=date.fromisoformat(f"{row.month}-01") if row.month else None,
                amount=Money(int(row.minor), row.currency) if row.priced else None,
                reason=detail.reason,
                subreason=detail.subreason,
                stage=stages.get(row.stage, ""),
                competitors=(),
                owner=owners.get(row.owner, ""),
                sources=(),
                tags=(),
                remedy=detail.area,
                recorded=detail.key != NOT_RECORDED,
                alike=row.n,
            )
        )
    return facts


def _names(source: Source, model: type[StageRow | MemberRow]) -> Mapping[int, str]:
    return {row.id: row.name for row in source.connection.execute(select(model.id, model.name))}


def _details(source: Source) -> Mapping[int, LossDetail]:
    """What each reason says; one that was merged into another says what that says."""
    rows = {row.id: row for row in source.connection.execute(_REASONS)}
    return {row_id: _detail(rows, rows[row.merged_into_id or row_id]) for row_id, row in rows.items()}


def _detail(rows: Mapping[int, Any], row: Any) -> LossDetail:
    if row.parent_id is None:
        return LossDetail(key=row.key, reason=row.name, area=row.area)
    above = rows[row.parent_id]
    return LossDetail(key=above.key, reason=above.name, subreason=row.name, area=row.area or above.area)


_REASONS = select(
    LossReasonRow.id,
    LossReasonRow.key,
    LossReasonRow.name,
    LossReasonRow.area,
    LossReasonRow.parent_id,
    LossReasonRow.merged_into_id,
)
