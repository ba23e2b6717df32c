"""Recording losses with their reasons and competitors."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from crmdesk.domain.loss import Voice
from crmdesk.domain.moment import Moment
from crmdesk.domain.money import Money
from crmdesk.store.chunks import chunked
from crmdesk.store.repos.changes import change_rows
from crmdesk.store.schema import CompetitorRow, LossCompetitorRow, LossEventRow, LossReasonLinkRow
from crmdesk.store.text.folding import fold
from crmdesk.store.times import milliseconds
from crmdesk.store.unit import Unit


@dataclass(frozen=True, slots=True)
class LossDraft:
    """A loss about to be recorded; ``reason_id`` is the sub-reason where one is known."""

    deal_id: int
    currency: str
    lost_at: Moment | None
    stage_id: int | None
    amount: Money | None
    reason_id: int
    voice: Voice = Voice.SELLER
    competitor_ids: Sequence[int] = ()
    note: str = ""
    win_back_on: date | None = None
    reviewed_at: Moment | None = None
    touch_id: int | None = None
    uid: str = ""


def add_losses(unit: Unit, drafts: Sequence[LossDraft]) -> list[int]:
    """Add losses with their reason and competitors; returns their ids in order."""
    ids = unit.insert(LossEventRow, (_row(draft) for draft in drafts))
    unit.insert(
        LossReasonLinkRow,
        (
            {"loss_id": loss_id, "reason_id": draft.reason_id, "voice": draft.voice.value}
            for loss_id, draft in zip(ids, drafts, strict=True)
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
        "win_back_on": draft.win_back_on.isoformat() if draft.win_back_on else None,
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


def change_losses(unit: Unit, changes: Mapping[int, Mapping[str, Any]]) -> None:
    """Set columns of losses: note, win_back_on, reviewed_at, reopened_at, ``lost_when`` and others."""
    change_rows(unit, LossEventRow, changes)


def set_reasons(
    unit: Unit, loss_id: int, reason_ids: Sequence[int], voice: Voice, evidence_touch_id: int | None = None
) -> None:
    """Replace what a voice says about a loss; the first reason is its primary one."""
    of_voice = select(LossReasonLinkRow.id).where(
        LossReasonLinkRow.loss_id == loss_id, LossReasonLinkRow.voice == voice.value
    )
    unit.delete(LossReasonLinkRow, unit.connection.execute(of_voice).scalars().all())
    unit.insert(
        LossReasonLinkRow,
        (
            {
                "loss_id": loss_id,
                "reason_id": reason_id,
                "voice": voice.value,
                "is_primary": place == 0,
                "evidence_touch_id": evidence_touch_id,
            }
            for place, reason_id in enumerate(reason_ids)
        ),
    )


def add_competitors_to(unit: Unit, competitors: Mapping[int, Iterable[int]]) -> None:
    """Note that competitors took part in losses; those that are noted already stay so, once."""
    known: set[tuple[int, int]] = set()
    for part in chunked(list(competitors)):
        query = select(LossCompetitorRow).where(LossCompetitorRow.loss_id.in_(part))
        known.update((row.loss_id, row.competitor_id) for row in unit.connection.execute(query))
    named = dict.fromkeys((loss_id, competitor) for loss_id, each in competitors.items() for competitor in each)
    unit.insert(
        LossCompetitorRow,
        [{"loss_id": pair[0], "competitor_id": pair[1]} for pair in named if pair not in known],
    )


def set_competitors(unit: Unit, loss_id: int, competitors: Sequence[int]) -> None:
    """Let exactly these have taken part in a loss."""
    query = select(LossCompetitorRow.id).where(
        LossCompetitorRow.loss_id == loss_id, LossCompetitorRow.competitor_id.not_in(competitors)
    )
    unit.delete(LossCompetitorRow, unit.connection.execute(query).scalars().all())
    add_competitors_to(unit, {loss_id: competitors})


def ensure_competitors(unit: Unit, names: Iterable[str]) -> dict[str, int]:
    """The competitors with these names, added where they are new; names as given, without the empty ones."""
    keys = {name: fold(name.strip()) for name in names if name.strip()}
    known = {row.name_key: row.id for row in unit.connection.execute(select(CompetitorRow.name_key, CompetitorRow.id))}
    new: dict[str, str] = {}
    for name, key in keys.items():
        if key not in known:
            new.setdefault(key, name.strip())
    ids = unit.insert(CompetitorRow, [{"name": name, "name_key": key} for key, name in new.items()])
    known.update(zip(new, ids, strict=True))
    return {name: known[key] for name, key in keys.items()}
