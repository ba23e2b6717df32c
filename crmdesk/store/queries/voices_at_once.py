"""Voices on many losses at once: for imports, for the report of where they differ, and for the sample company."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select

from crmdesk.domain.loss import Voice
from crmdesk.domain.touch import TouchStatus
from crmdesk.store.chunks import chunked
from crmdesk.store.schema import CustomerRow, DealRow, LossEventRow, LossReasonLinkRow, LossReasonRow, TouchRow
from crmdesk.store.workspace import Source


@dataclass(frozen=True, slots=True)
class Said:
    """What a voice says about a loss: weights by reason, the primary one first, and the key of the entry it is from."""

    weights: Mapping[int, int]
    evidence: int | None = None


_LINKS = (
    select(
        LossReasonLinkRow.loss_id,
        LossReasonLinkRow.voice,
        LossReasonLinkRow.weight,
        LossReasonLinkRow.evidence_touch_id,
        func.coalesce(LossReasonRow.merged_into_id, LossReasonRow.id).label("reason_id"),
    )
    .join(LossReasonRow, LossReasonRow.id == LossReasonLinkRow.reason_id)
    .order_by(LossReasonLinkRow.is_primary.desc(), LossReasonLinkRow.id)
)


def said_of_all(source: Source) -> dict[tuple[int, Voice], Said]:
    """What is said of every loss, by loss and voice; a reason merged into another is that one."""
    return _gathered(source.connection.execute(_LINKS))


def said_of(source: Source, losses: Sequence[int]) -> dict[tuple[int, Voice], Said]:
    """``said_of_all`` of some losses."""
    found: dict[tuple[int, Voice], Said] = {}
    for part in chunked(losses):
        found |= _gathered(source.connection.execute(_LINKS.where(LossReasonLinkRow.loss_id.in_(part))))
    return found


def _gathered(rows: Iterable[Any]) -> dict[tuple[int, Voice], Said]:
    found: dict[tuple[int, Voice], Said] = {}
    for row in rows:
        key = (row.loss_id, Voice(row.voice))
        before = found.get(key, Said({}))
        evidence = before.evidence or row.evidence_touch_id
        found[key] = Said({**before.weights, row.reason_id: row.weight}, evidence)
    return found


def proofs(source: Source, uids: Collection[str]) -> dict[tuple[int, str], int]:
    """The keys of entries of the timeline by the losses of the same customer and by their uids."""
    found: dict[tuple[int, str], int] = {}
    query = (
        select(LossEventRow.id.label("loss_id"), TouchRow.uid, TouchRow.id)
        .join(DealRow, DealRow.id == LossEventRow.deal_id)
        .join(TouchRow, TouchRow.customer_id == DealRow.customer_id)
    )
    for part in chunked(list(uids)):
        for row in source.connection.execute(query.where(TouchRow.uid.in_(part))):
            found[row.loss_id, row.uid] = row.id
    return found


def losses_with_voices(source: Source, conditions: Iterable[Any], since: date | None, until: date | None) -> list[int]:
    """The losses in force that meet all conditions and of which somebody besides the seller has said something.

    Days are local and included; with a period, losses on unknown days are left out.
    """
    spoken = select(LossReasonLinkRow.loss_id).where(LossReasonLinkRow.voice != Voice.SELLER.value)
    query = (
        select(LossEventRow.id)
        .join(DealRow, DealRow.id == LossEventRow.deal_id)
        .join(CustomerRow, CustomerRow.id == DealRow.customer_id)
        .where(LossEventRow.reopened_at.is_(None), LossEventRow.id.in_(spoken), *conditions)
        .order_by(LossEventRow.id)
    )
    if since is not None or until is not None:
        first, last = since or date.min, until or date.max
        query = query.where(LossEventRow.lost_day.between(first.isoformat(), last.isoformat()))
    return list(source.connection.execute(query).scalars())


def all_reviewed(source: Source) -> list[int]:
    """Every loss that was reviewed, in the order they were recorded."""
    query = select(LossEventRow.id).where(LossEventRow.reviewed_at.is_not(None)).order_by(LossEventRow.id)
    return list(source.connection.execute(query).scalars())


def evidence_before(source: Source, loss_id: int) -> int | None:
    """The last thing that was written down of a deal before a loss of it."""
    query = (
        select(TouchRow.id)
        .join(LossEventRow, LossEventRow.deal_id == TouchRow.deal_id)
        .where(
            LossEventRow.id == loss_id,
            TouchRow.occurred_at <= LossEventRow.lost_at,
            TouchRow.status == TouchStatus.DONE.value,
            TouchRow.system.is_(False),
        )
        .order_by(TouchRow.occurred_at.desc(), TouchRow.id.desc())
        .limit(1)
    )
    return source.connection.execute(query).scalar()
