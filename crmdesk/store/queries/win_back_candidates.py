"""The losses in force that nobody has given up and that somebody wants to try again."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import or_

from crmdesk.domain.loss import Voice, WinBack
from crmdesk.domain.loss_voices import VoiceAccount
from crmdesk.domain.money import Money
from crmdesk.domain.win_back_queue import WinBackCandidate
from crmdesk.store.queries.loss_voices import voices_of
from crmdesk.store.queries.losses import named_losses
from crmdesk.store.schema import CustomerRow, LossEventRow, StageRow
from crmdesk.store.times import day
from crmdesk.store.workspace import Source


def win_back_candidates(source: Source, conditions: Iterable[Any] = ()) -> list[WinBackCandidate]:
    """Losses with a day, an event or a verdict that speaks for another try, in the order they were recorded."""
    query = (
        named_losses()
        .add_columns(StageRow.probability)
        .where(
            LossEventRow.reopened_at.is_(None),
            LossEventRow.win_back != WinBack.NO.value,
            or_(
                LossEventRow.win_back_on.is_not(None),
                LossEventRow.win_back != WinBack.UNKNOWN.value,
                LossEventRow.win_back_trigger != "",
            ),
            *conditions,
        )
        .order_by(LossEventRow.id)
    )
    rows = source.connection.execute(query).all()
    voices = voices_of(source, [row.id for row in rows])
    return [_candidate(row, voices.get(row.id, ())) for row in rows]


def of_customer(uid: str) -> Any:
    """The condition that a loss is of this customer."""
    return CustomerRow.uid == uid


def due_until(day: date) -> Any:
    """The condition that the day to try again has come by a day."""
    return LossEventRow.win_back_on <= day.isoformat()


def _candidate(row: Any, voices: Sequence[VoiceAccount]) -> WinBackCandidate:
    counting = next((said.reasons[0] for said in reversed(voices) if said.voice is not Voice.CUSTOMER), None)
    return WinBackCandidate(
        loss_id=row.id,
        loss_uid=row.uid,
        deal=row.deal_name,
        deal_uid=row.deal_uid,
        customer=row.customer_name,
        customer_uid=row.customer_uid,
        owner=row.owner_name or "",
        lost_on=day(row.lost_day),
        reason=counting.reason if counting else "",
        reason_uid=counting.top_uid if counting else "",
        subreason=counting.subreason if counting else "",
        amount=None if row.amount_minor is None else Money(row.amount_minor, row.currency),
        probability=row.probability or 0,
        verdict=WinBack(row.win_back),
        why=row.win_back_why,
        due_on=day(row.win_back_on),
        trigger=row.win_back_trigger,
    )
