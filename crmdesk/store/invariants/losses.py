"""Every lost deal has exactly one loss in force, every loss a reason, every outcome its time."""

from typing import Any

from sqlalchemy import and_, exists, func, or_, select

from crmdesk.domain.deal import DealStatus
from crmdesk.domain.loss import NOT_RECORDED, Voice
from crmdesk.i18n import _
from crmdesk.store.invariants.invariant import Invariant
from crmdesk.store.repos.deals import closing
from crmdesk.store.schema import DealRow, LossEventRow, LossReasonLinkRow, LossReasonRow
from crmdesk.store.times import milliseconds
from crmdesk.store.unit import Unit
from crmdesk.store.workspace import Source

_LOST = DealStatus.LOST.value
_COUNTING = (Voice.SELLER.value, Voice.MANAGER.value)


def _lost_without_event(source: Source) -> list[Any]:
    in_force = exists(
        select(LossEventRow.id).where(LossEventRow.deal_id == DealRow.id, LossEventRow.reopened_at.is_(None))
    )
    query = select(DealRow).where(DealRow.status == _LOST, ~in_force)
    return list(source.connection.execute(query).mappings())


def _record_loss(unit: Unit, found: list[Any]) -> None:
    ids = unit.insert(
        LossEventRow,
        [
            {
                "deal_id": deal["id"],
                "lost_at": deal["closed_at"],
                "lost_offset": deal["closed_offset"],
                "lost_precision": deal["closed_precision"],
                "stage_id": deal["stage_id"],
                "amount_minor": deal["amount_minor"],
                "currency": deal["currency"],
            }
            for deal in found
        ],
    )
    _give_reason(unit, ids)


def _superfluous_events(source: Source) -> list[int]:
    """Losses in force of deals that are not lost, and all but the newest of a lost deal."""
    newest = (
        select(func.max(LossEventRow.id))
        .where(LossEventRow.reopened_at.is_(None))
        .group_by(LossEventRow.deal_id)
        .scalar_subquery()
    )
    query = (
        select(LossEventRow.id)
        .join(DealRow, DealRow.id == LossEventRow.deal_id)
        .where(
            LossEventRow.reopened_at.is_(None),
            or_(DealRow.status != _LOST, LossEventRow.id.not_in(newest)),
        )
    )
    return list(source.connection.execute(query).scalars())


def _lift(unit: Unit, found: list[int]) -> None:
    now = milliseconds(unit.now)
    unit.update(LossEventRow, [{"id": row_id, "reopened_at": now} for row_id in found])


def _without_reason(source: Source) -> list[int]:
    primary = exists(
        select(LossReasonLinkRow.id).where(
            LossReasonLinkRow.loss_id == LossEventRow.id,
            LossReasonLinkRow.is_primary,
            LossReasonLinkRow.voice.in_(_COUNTING),
        )
    )
    return list(source.connection.execute(select(LossEventRow.id).where(~primary)).scalars())


def _give_reason(unit: Unit, found: list[int]) -> None:
    query = select(LossReasonRow.id).where(LossReasonRow.key == NOT_RECORDED)
    reason = unit.connection.execute(query).scalar_one()
    unit.insert(
        LossReasonLinkRow,
        [{"loss_id": loss, "reason_id": reason, "voice": Voice.SELLER.value} for loss in found],
    )


def _second_primaries(source: Source) -> list[int]:
    newest = (
        select(func.max(LossReasonLinkRow.id))
        .where(LossReasonLinkRow.is_primary)
        .group_by(LossReasonLinkRow.loss_id, LossReasonLinkRow.voice)
        .scalar_subquery()
    )
    query = select(LossReasonLinkRow.id).where(LossReasonLinkRow.is_primary, LossReasonLinkRow.id.not_in(newest))
    return list(source.connection.execute(query).scalars())


def _demote(unit: Unit, found: list[int]) -> None:
    unit.update(LossReasonLinkRow, [{"id": row_id, "is_primary": False} for row_id in found])


def _closed_while_going(source: Source) -> list[int]:
    going = DealRow.status.in_((DealStatus.OPEN.value, DealStatus.HOLD.value))
    return list(
        source.connection.execute(select(DealRow.id).where(and_(going, DealRow.closed_at.is_not(None)))).scalars()
    )


def _clear_closing(unit: Unit, found: list[int]) -> None:
    unit.update(DealRow, [{"id": row_id, **closing(None)} for row_id in found])


LOSSES = (
    Invariant("lost", lambda: _("Lost deals have no record of the loss"), _lost_without_event, _record_loss),
    Invariant("superfluous", lambda: _("Losses are recorded for deals that are not lost"), _superfluous_events, _lift),
    Invariant("reason", lambda: _("Losses have no reason"), _without_reason, _give_reason),
    Invariant("primary", lambda: _("Losses have several primary reasons"), _second_primaries, _demote),
    Invariant("closed", lambda: _("Open deals have a closing time"), _closed_while_going, _clear_closing),
)
