"""Losses with their reasons and competitors, for the pool and for statistics."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, select
from sqlalchemy.orm import aliased

from crmdesk.domain.loss import NOT_RECORDED, LossFact, Voice
from crmdesk.domain.money import money_or_none
from crmdesk.store.chunks import chunked
from crmdesk.store.schema import (
    CompetitorRow,
    CustomerRow,
    DealRow,
    LossCompetitorRow,
    LossEventRow,
    LossReasonLinkRow,
    LossReasonRow,
    MemberRow,
    StageRow,
    TagAssignmentRow,
    TagGroupRow,
    TagRow,
)
from crmdesk.store.times import day
from crmdesk.store.workspace import Source

_merged = aliased(LossReasonRow)
_parent = aliased(LossReasonRow)
_PREFERRED = (Voice.MANAGER.value, Voice.SELLER.value)


@dataclass(frozen=True, slots=True)
class LossDetail:
    """Why a deal was lost, by the voice that counts; ``key`` is the first-level reason's.

    ``more`` are the reasons besides the primary one, as ``Price › Over budget``.
    """

    key: str = NOT_RECORDED
    reason: str = ""
    subreason: str = ""
    area: str = ""
    competitors: tuple[str, ...] = ()
    more: tuple[str, ...] = ()


def loss_details(source: Source, ids: Sequence[int]) -> dict[int, LossDetail]:
    """Reasons and competitors of losses by the id of the loss."""
    details = dict.fromkeys(ids, LossDetail())
    for part in chunked(ids):
        for loss_id, detail in _reasons(source, part).items():
            details[loss_id] = detail
        for loss_id, names in competitors_of(source, part).items():
            details[loss_id] = replace(details[loss_id], competitors=tuple(names))
    return details


def named_losses() -> Select[*tuple[Any, ...]]:
    """Losses, each with the names of its deal, its customer, the owner and the stage."""
    return (
        select(
            LossEventRow,
            DealRow.uid.label("deal_uid"),
            DealRow.name.label("deal_name"),
            CustomerRow.id.label("customer_id"),
            CustomerRow.uid.label("customer_uid"),
            CustomerRow.name.label("customer_name"),
            MemberRow.name.label("owner_name"),
            StageRow.name.label("stage_name"),
        )
        .join(DealRow, DealRow.id == LossEventRow.deal_id)
        .join(CustomerRow, CustomerRow.id == DealRow.customer_id)
        .outerjoin(MemberRow, MemberRow.id == DealRow.owner_id)
        .outerjoin(StageRow, StageRow.id == LossEventRow.stage_id)
    )


def loss_facts(source: Source, conditions: Iterable[Any] = (), *, with_tags: bool = True) -> list[LossFact]:
    """The losses in force (not reopened since) that meet all conditions, in the order they were recorded.

    Sources and tags are left out without ``with_tags``: to read those of all customers takes as long as the rest.
    """
    in_force = named_losses().where(LossEventRow.reopened_at.is_(None), *conditions)
    query = in_force.order_by(LossEventRow.id)
    rows = source.connection.execute(query).all()
    details = loss_details(source, [row.id for row in rows])
    tags = _tags(source, [row.customer_id for row in rows]) if with_tags else {}
    return [_fact(row, details[row.id], tags.get(row.customer_id, [])) for row in rows]


def is_primary_of(link: type[LossReasonLinkRow], voice: Voice) -> ColumnElement[bool]:
    """The condition that a link is the primary one of a voice on the loss it is joined with."""
    return and_(link.loss_id == LossEventRow.id, link.voice == voice.value, link.is_primary)


def counting_reasons(source: Source) -> dict[int, tuple[int, Voice]]:
    """The reason that counts for every loss and whose it is (the manager's, else the seller's), by the loss's id."""
    query = (
        select(LossReasonLinkRow.loss_id, LossReasonLinkRow.voice, _current_reason().label("reason_id"))
        .join(_merged, _merged.id == LossReasonLinkRow.reason_id)
        .where(LossReasonLinkRow.is_primary, LossReasonLinkRow.voice.in_(_PREFERRED))
    )
    rows = sorted(source.connection.execute(query), key=lambda row: _PREFERRED.index(row.voice), reverse=True)
    return {row.loss_id: (row.reason_id, Voice(row.voice)) for row in rows}


def entries_of(source: Source, ids: Sequence[int]) -> list[int]:
    """The entries of losses on the timeline, those that have one."""
    found: list[int] = []
    for part in chunked(ids):
        query = select(LossEventRow.touch_id).where(LossEventRow.id.in_(part))
        found.extend(touch for touch in source.connection.execute(query).scalars() if touch is not None)
    return found


def competitor_ids(source: Source) -> dict[int, set[int]]:
    """The competitors of every loss that has any."""
    found: dict[int, set[int]] = {}
    for row in source.connection.execute(select(LossCompetitorRow.loss_id, LossCompetitorRow.competitor_id)):
        found.setdefault(row.loss_id, set()).add(row.competitor_id)
    return found


def _fact(row: Any, detail: LossDetail, tags: list[Any]) -> LossFact:
    held = [tag for tag in tags if tag.deal_id in (None, row.deal_id)]
    return LossFact(
        event_uid=row.uid,
        deal_uid=row.deal_uid,
        customer=row.customer_name,
        lost_on=day(row.lost_day),
        amount=money_or_none(row.amount_minor, row.currency),
        reason=detail.reason,
        subreason=detail.subreason,
        stage=row.stage_name or "",
        competitors=detail.competitors,
        owner=row.owner_name or "",
        sources=tuple(dict.fromkeys(tag.name for tag in held if tag.group_key == "source")),
        tags=tuple(dict.fromkeys((tag.group_name, tag.name) for tag in held)),
        remedy=detail.area,
        recorded=detail.key != NOT_RECORDED,
    )


def _reasons(source: Source, ids: Sequence[int]) -> dict[int, LossDetail]:
    query = (
        select(
            LossReasonLinkRow.loss_id,
            LossReasonLinkRow.voice,
            LossReasonLinkRow.is_primary,
            LossReasonRow.key,
            LossReasonRow.name,
            LossReasonRow.area,
            LossReasonRow.parent_id,
            _parent.key.label("parent_key"),
            _parent.name.label("parent_name"),
            _parent.area.label("parent_area"),
        )
        .join(_merged, _merged.id == LossReasonLinkRow.reason_id)
        .join(LossReasonRow, LossReasonRow.id == _current_reason())
        .outerjoin(_parent, _parent.id == LossReasonRow.parent_id)
        .where(
            LossReasonLinkRow.loss_id.in_(ids),
            LossReasonLinkRow.voice.in_(_PREFERRED),
        )
        .order_by(LossReasonLinkRow.is_primary.desc(), LossReasonLinkRow.id)
    )
    rows = sorted(source.connection.execute(query), key=lambda row: _PREFERRED.index(row.voice))
    found: dict[int, LossDetail] = {}
    counting: dict[int, str] = {}
    for row in rows:
        if row.is_primary and row.loss_id not in found:
            found[row.loss_id], counting[row.loss_id] = _detail(row), row.voice
        elif counting.get(row.loss_id) == row.voice:
            detail, more = found[row.loss_id], _detail(row)
            title = " › ".join(part for part in (more.reason, more.subreason) if part)
            found[row.loss_id] = replace(detail, more=(*detail.more, title))
    return found


def _current_reason() -> Any:
    """A reason merged into another counts as that one."""
    return case((_merged.merged_into_id.is_not(None), _merged.merged_into_id), else_=_merged.id)


def _detail(row: Any) -> LossDetail:
    if row.parent_id is None:
        return LossDetail(key=row.key, reason=row.name, area=row.area)
    return LossDetail(key=row.parent_key, reason=row.parent_name, subreason=row.name, area=row.area or row.parent_area)


def competitors_of(source: Source, ids: Sequence[int]) -> dict[int, list[str]]:
    """The names of the competitors that took part in losses, by loss."""
    query = (
        select(LossCompetitorRow.loss_id, CompetitorRow.name)
        .join(CompetitorRow, CompetitorRow.id == LossCompetitorRow.competitor_id)
        .where(LossCompetitorRow.loss_id.in_(ids))
        .order_by(LossCompetitorRow.id)
    )
    found: dict[int, list[str]] = {}
    for row in source.connection.execute(query):
        found.setdefault(row.loss_id, []).append(row.name)
    return found


def _tags(source: Source, customers: Sequence[int]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for part in chunked(list(dict.fromkeys(customers))):
        query = (
            select(
                TagAssignmentRow.customer_id,
                TagAssignmentRow.deal_id,
                TagRow.name,
                TagGroupRow.name.label("group_name"),
                TagGroupRow.key.label("group_key"),
            )
            .join(TagRow, TagRow.id == TagAssignmentRow.tag_id)
            .join(TagGroupRow, TagGroupRow.id == TagRow.group_id)
            .where(TagAssignmentRow.customer_id.in_(part), TagAssignmentRow.to_day.is_(None))
            .order_by(TagAssignmentRow.id)
        )
        for row in source.connection.execute(query):
            found.setdefault(row.customer_id, []).append(row)
    return found
