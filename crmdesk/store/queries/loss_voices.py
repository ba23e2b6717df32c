"""Losses with everything that was said of them, each voice with the entry it is taken from."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import aliased

from crmdesk.domain.loss import Voice, WinBack
from crmdesk.domain.loss_voices import Evidence, LossEvent, SaidReason, VoiceAccount
from crmdesk.domain.money import money_or_none
from crmdesk.domain.touch import TouchStatus
from crmdesk.store.chunks import chunked
from crmdesk.store.queries.losses import competitors_of, named_losses
from crmdesk.store.schema import (
    DealRow,
    LossEventRow,
    LossReasonLinkRow,
    LossReasonRow,
    MemberRow,
    TouchKindRow,
    TouchRow,
    WinReasonLinkRow,
)
from crmdesk.store.times import day, moment, moment_or_none
from crmdesk.store.workspace import Source

_given, _above = aliased(LossReasonRow), aliased(LossReasonRow)
_reviewer = aliased(MemberRow)
_VOICES = tuple(Voice)
_QUOTED = 60
"""So many entries to quote are enough to choose from."""


def said_reasons(link: type[LossReasonLinkRow | WinReasonLinkRow], *columns: Any) -> Select[*tuple[Any, ...]]:
    """Reasons as ``said`` reads them, and these columns of their links; the primary ones first.

    One that was merged into another is that one.
    """
    return (
        select(
            *columns,
            link.weight,
            LossReasonRow.uid,
            LossReasonRow.key,
            LossReasonRow.name,
            _above.uid.label("above_uid"),
            _above.key.label("above_key"),
            _above.name.label("above_name"),
        )
        .join(_given, _given.id == link.reason_id)
        .join(LossReasonRow, LossReasonRow.id == func.coalesce(_given.merged_into_id, _given.id))
        .outerjoin(_above, _above.id == LossReasonRow.parent_id)
        .order_by(link.is_primary.desc(), link.id)
    )


def loss_ids(source: Source, uids: Sequence[str]) -> dict[str, int]:
    """Keys of losses by uid."""
    found: dict[str, int] = {}
    for part in chunked(list(uids)):
        query = select(LossEventRow.uid, LossEventRow.id).where(LossEventRow.uid.in_(part))
        found.update((row.uid, row.id) for row in source.connection.execute(query))
    return found


def ids_of_deal(source: Source, deal_id: int) -> list[int]:
    """The losses of a deal, the newest first."""
    query = select(LossEventRow.id).where(LossEventRow.deal_id == deal_id).order_by(LossEventRow.id.desc())
    return list(source.connection.execute(query).scalars())


def loss_events(source: Source, ids: Sequence[int], offset: int) -> list[LossEvent]:
    """These losses in the order asked for; ``offset`` is that of the local clock from UTC, in minutes."""
    query = (
        named_losses()
        .outerjoin(TouchRow, TouchRow.id == LossEventRow.touch_id)
        .outerjoin(_reviewer, _reviewer.id == LossEventRow.reviewed_by_id)
        .add_columns(TouchRow.uid.label("touch_uid"), _reviewer.name.label("reviewer"))
    )
    voices = voices_of(source, ids)
    competitors = competitors_of(source, ids)
    found: dict[int, LossEvent] = {}
    for part in chunked(ids):
        for row in source.connection.execute(query.where(LossEventRow.id.in_(part))):
            found[row.id] = _event(row, tuple(competitors.get(row.id, ())), voices.get(row.id, ()), offset)
    return [found[row_id] for row_id in ids if row_id in found]


def voices_of(source: Source, ids: Sequence[int]) -> dict[int, tuple[VoiceAccount, ...]]:
    """What each voice says of losses, by loss: seller, customer, manager."""
    reasons: dict[tuple[int, Voice], list[SaidReason]] = {}
    evidence: dict[tuple[int, Voice], int] = {}
    for part in chunked(ids):
        for row in source.connection.execute(_REASONS.where(LossReasonLinkRow.loss_id.in_(part))):
            key = (row.loss_id, Voice(row.voice))
            reasons.setdefault(key, []).append(said(row))
            if row.evidence_touch_id is not None:
                evidence.setdefault(key, row.evidence_touch_id)
    entries = _entries(source, sorted(set(evidence.values())))
    found: dict[int, tuple[VoiceAccount, ...]] = {}
    for loss_id, voice in sorted(reasons, key=lambda key: _VOICES.index(key[1])):
        key = (loss_id, voice)
        account = VoiceAccount(voice, tuple(reasons[key]), entries.get(evidence.get(key, 0)))
        found[loss_id] = (*found.get(loss_id, ()), account)
    return found


def quotable(source: Source, loss_id: int) -> list[Evidence]:
    """What was written down of the deal and its customer in words, the newest first: for choosing what to quote."""
    query = (
        _ENTRIES.join(DealRow, DealRow.customer_id == TouchRow.customer_id)
        .join(LossEventRow, LossEventRow.deal_id == DealRow.id)
        .where(
            LossEventRow.id == loss_id,
            or_(TouchRow.deal_id == DealRow.id, TouchRow.deal_id.is_(None)),
            TouchRow.status == TouchStatus.DONE.value,
            TouchRow.system.is_(False),
            or_(TouchRow.body != "", TouchRow.title != ""),
        )
        .order_by(TouchRow.occurred_at.desc(), TouchRow.id.desc())
        .limit(_QUOTED)
    )
    return [_evidence(row) for row in source.connection.execute(query)]


_REASONS = said_reasons(
    LossReasonLinkRow, LossReasonLinkRow.loss_id, LossReasonLinkRow.voice, LossReasonLinkRow.evidence_touch_id
)
_ENTRIES = select(
    TouchRow.id,
    TouchRow.uid,
    TouchRow.local_day,
    TouchRow.title,
    TouchRow.body,
    TouchKindRow.key,
    TouchKindRow.name,
).join(TouchKindRow, TouchKindRow.id == TouchRow.kind_id)


def _entries(source: Source, ids: Sequence[int]) -> dict[int, Evidence]:
    found: dict[int, Evidence] = {}
    for part in chunked(ids):
        rows = source.connection.execute(_ENTRIES.where(TouchRow.id.in_(part)))
        found.update((row.id, _evidence(row)) for row in rows)
    return found


def _evidence(row: Any) -> Evidence:
    return Evidence(row.uid, row.key, row.name, date.fromisoformat(row.local_day), row.body or row.title)


def said(row: Any) -> SaidReason:
    """A reason with a weight and, as ``above_…``, the one it is below."""
    if row.above_uid is None:
        return SaidReason(row.uid, row.uid, row.key, row.name, "", row.weight)
    return SaidReason(row.uid, row.above_uid, row.above_key, row.above_name, row.name, row.weight)


def _event(row: Any, competitors: tuple[str, ...], voices: tuple[VoiceAccount, ...], offset: int) -> LossEvent:
    return LossEvent(
        id=row.id,
        uid=row.uid,
        deal=row.deal_name,
        deal_uid=row.deal_uid,
        customer=row.customer_name,
        customer_uid=row.customer_uid,
        lost_at=moment_or_none(row.lost_at, row.lost_offset, row.lost_precision),
        stage=row.stage_name or "",
        amount=money_or_none(row.amount_minor, row.currency),
        competitors=competitors,
        note=row.note,
        verdict=WinBack(row.win_back),
        why=row.win_back_why,
        win_back_on=day(row.win_back_on),
        trigger=row.win_back_trigger,
        finding=row.finding,
        lesson=row.lesson,
        reviewed_on=_local_day(row.reviewed_at, offset),
        reviewed_by=row.reviewer or "",
        reopened_on=_local_day(row.reopened_at, offset),
        touch_uid=row.touch_uid or "",
        voices=voices,
    )


def _local_day(at: int | None, offset: int) -> date | None:
    return None if at is None else moment(at, offset).local_date
