"""Recording losses with their reasons and competitors."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from crmdesk.domain.loss import Voice, WinBack
from crmdesk.domain.moment import Moment
from crmdesk.domain.money import Money
from crmdesk.store.chunks import chunked
from crmdesk.store.queries.voices_at_once import Said
from crmdesk.store.repos.changes import change_rows
from crmdesk.store.repos.competitors import add_competitors_to
from crmdesk.store.schema import LossEventRow, LossReasonLinkRow
from crmdesk.store.times import milliseconds
from crmdesk.store.unit import Unit


@dataclass(frozen=True, slots=True)
class LossDraft:
    """A loss about to be recorded; ``reasons`` are weights by reason (or sub-reason), the primary one first."""

    deal_id: int
    currency: str
    lost_at: Moment | None
    stage_id: int | None
    amount: Money | None
    reasons: Mapping[int, int]
    voice: Voice = Voice.SELLER
    competitor_ids: Sequence[int] = ()
    note: str = ""
    win_back: WinBack = WinBack.UNKNOWN
    win_back_on: date | None = None
    win_back_why: str = ""
    win_back_trigger: str = ""
    reviewed_at: Moment | None = None
    touch_id: int | None = None
    uid: str = ""


def add_losses(unit: Unit, drafts: Sequence[LossDraft]) -> list[int]:
    """Add losses with their reasons and competitors; returns their ids in order."""
    ids = unit.insert(LossEventRow, (_row(draft) for draft in drafts))
    unit.insert(
        LossReasonLinkRow,
        (
            {"loss_id": loss_id, "voice": draft.voice.value, **link}
            for loss_id, draft in zip(ids, drafts, strict=True)
            for link in reason_links(draft.reasons)
        ),
    )
    add_competitors_to(unit, {loss_id: draft.competitor_ids for loss_id, draft in zip(ids, drafts, strict=True)})
    return ids


def _row(draft: LossDraft) -> dict[str, Any]:
    return {
        "uid": draft.uid,
        "deal_id": draft.deal_id,
        **lost_when(draft.lost_at),
        "stage_id": draft.stage_id,
        "amount_minor": draft.amount.minor if draft.amount else None,
        "currency": draft.amount.currency if draft.amount else draft.currency,
        "note": draft.note,
        **win_back_columns(draft.win_back, draft.win_back_on, draft.win_back_why, draft.win_back_trigger),
        "reviewed_at": milliseconds(draft.reviewed_at) if draft.reviewed_at else None,
        "touch_id": draft.touch_id,
    }


def lost_when(lost_at: Moment | None) -> dict[str, Any]:
    """The columns that say when a deal was lost."""
    return {
        "lost_at": milliseconds(lost_at) if lost_at else None,
        "lost_offset": lost_at.offset if lost_at else None,
        "lost_precision": lost_at.precision.value if lost_at else None,
        "lost_day": lost_at.local_date.isoformat() if lost_at else None,
    }


def win_back_columns(verdict: WinBack, on: date | None, why: str, trigger: str) -> dict[str, Any]:
    """The columns that say whether and when a deal can be won back."""
    return {
        "win_back": verdict.value,
        "win_back_on": on.isoformat() if on else None,
        "win_back_why": why,
        "win_back_trigger": trigger,
    }


def change_losses(unit: Unit, changes: Mapping[int, Mapping[str, Any]]) -> None:
    """Set columns of losses: note, win_back_on, reviewed_at, reopened_at, ``lost_when`` and others."""
    change_rows(unit, LossEventRow, changes)


def reason_links(reasons: Mapping[int, int], evidence_touch_id: int | None = None) -> list[dict[str, Any]]:
    """The columns that weighted reasons of one outcome in one voice have in common; the first is the primary one."""
    return [
        {"reason_id": reason, "weight": weight, "is_primary": not place, "evidence_touch_id": evidence_touch_id}
        for place, (reason, weight) in enumerate(reasons.items())
    ]


def set_reasons(
    unit: Unit, loss_id: int, reasons: Mapping[int, int], voice: Voice, evidence_touch_id: int | None = None
) -> None:
    """Replace what a voice says about a loss by reasons with their weights; the first is its primary one."""
    set_voices(unit, {(loss_id, voice): Said(reasons, evidence_touch_id)})


def set_voices(unit: Unit, said: Mapping[tuple[int, Voice], Said]) -> None:
    """``set_reasons`` of many losses, by loss and voice; whoever says nothing has no reasons."""
    gone: list[int] = []
    for part in chunked(list(dict.fromkeys(loss_id for loss_id, _voice in said))):
        query = select(LossReasonLinkRow.id, LossReasonLinkRow.loss_id, LossReasonLinkRow.voice)
        rows = unit.connection.execute(query.where(LossReasonLinkRow.loss_id.in_(part)))
        gone.extend(row.id for row in rows if (row.loss_id, row.voice) in said)
    unit.delete(LossReasonLinkRow, gone)
    unit.insert(
        LossReasonLinkRow,
        (
            {"loss_id": loss_id, "voice": voice.value, **link}
            for (loss_id, voice), account in said.items()
            for link in reason_links(account.weights, account.evidence)
        ),
    )
