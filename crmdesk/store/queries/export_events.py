"""What happened, for an export: the timeline as a stream, and every loss there ever was."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select

from crmdesk.domain.loss_voices import VoiceAccount
from crmdesk.domain.moment import Moment
from crmdesk.domain.money import Money, money_or_none
from crmdesk.domain.touch import Touch
from crmdesk.store.queries.export_selection import Selection
from crmdesk.store.queries.loss_voices import voices_of
from crmdesk.store.queries.losses import LossDetail, loss_details
from crmdesk.store.queries.touches import touch_record, touch_select
from crmdesk.store.schema import (
    AttachmentRow,
    ContactRow,
    CustomerRow,
    DealRow,
    LossEventRow,
    MemberRow,
    StageRow,
    TouchRow,
)
from crmdesk.store.times import day, moment, moment_or_none
from crmdesk.store.workspace import Source

_ROWS_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class ExportedLoss:
    """One loss of a deal, those won back included; ``detail`` holds the reason that counts and the competitors."""

    uid: str
    deal: str
    deal_uid: str
    customer: str
    customer_uid: str
    lost_at: Moment | None
    stage: str
    amount: Money | None
    currency: str
    detail: LossDetail
    note: str
    win_back: str
    win_back_on: date | None
    win_back_why: str
    win_back_trigger: str
    reviewed: bool
    reviewed_on: Moment | None
    reviewed_by: str
    reopened: Moment | None
    entry: str
    finding: str
    lesson: str
    voices: tuple[VoiceAccount, ...]


def count_touches(source: Source, selection: Selection) -> int:
    """How many touches ``exported_touches`` yields."""
    chosen = selection.about(TouchRow.customer_id, TouchRow.deal_id)
    query = select(func.count()).select_from(TouchRow).where(*chosen)
    return source.connection.execute(query).scalar_one()


def touch_extras(source: Source, selection: Selection) -> Iterator[Mapping[str, str]]:
    """The extra columns of the same touches, which must be known before the first row is written."""
    chosen = selection.about(TouchRow.customer_id, TouchRow.deal_id)
    query = select(TouchRow.extra).where(*chosen).order_by(TouchRow.id)
    yield from source.connection.execute(query.execution_options(yield_per=_ROWS_AT_ONCE)).scalars()


def exported_touches(source: Source, selection: Selection) -> Iterator[tuple[Touch, str]]:
    """The touches of the chosen customers and deals with the uid of the person (may be empty), the latest first."""
    query = (
        touch_select()
        .add_columns(ContactRow.uid.label("contact_uid"))
        .where(*selection.about(TouchRow.customer_id, TouchRow.deal_id))
        .order_by(TouchRow.occurred_at.desc(), TouchRow.id.desc())
    )
    for row in source.connection.execute(query.execution_options(yield_per=_ROWS_AT_ONCE)):
        yield touch_record(row), row.contact_uid or ""


def file_names(source: Source) -> dict[str, list[str]]:
    """What the files on touches are called, by the uid of the touch, in the order they were put there."""
    query = select(TouchRow.uid, AttachmentRow.name).join(TouchRow, TouchRow.id == AttachmentRow.touch_id)
    names: dict[str, list[str]] = {}
    for touch, name in source.connection.execute(query.order_by(AttachmentRow.id)):
        names.setdefault(touch, []).append(name)
    return names


def exported_losses(source: Source, selection: Selection) -> list[ExportedLoss]:
    """The losses of the chosen deals, the latest first; unknown days last."""
    query = (
        select(
            LossEventRow,
            DealRow.name.label("deal_name"),
            DealRow.uid.label("deal_uid"),
            CustomerRow.name.label("customer_name"),
            CustomerRow.uid.label("customer_uid"),
            StageRow.name.label("stage_name"),
            MemberRow.name.label("reviewer"),
            TouchRow.uid.label("entry"),
        )
        .join(DealRow, DealRow.id == LossEventRow.deal_id)
        .join(CustomerRow, CustomerRow.id == DealRow.customer_id)
        .outerjoin(StageRow, StageRow.id == LossEventRow.stage_id)
        .outerjoin(MemberRow, MemberRow.id == LossEventRow.reviewed_by_id)
        .outerjoin(TouchRow, TouchRow.id == LossEventRow.touch_id)
        .where(*selection.deals)
        .order_by(LossEventRow.lost_at.desc().nulls_last(), LossEventRow.id.desc())
    )
    rows = source.connection.execute(query).all()
    ids = [row.id for row in rows]
    details, voices = loss_details(source, ids), voices_of(source, ids)
    return [_loss(row, details[row.id], voices.get(row.id, ())) for row in rows]


def _loss(row: Any, detail: LossDetail, voices: tuple[VoiceAccount, ...]) -> ExportedLoss:
    return ExportedLoss(
        uid=row.uid,
        deal=row.deal_name,
        deal_uid=row.deal_uid,
        customer=row.customer_name,
        customer_uid=row.customer_uid,
        lost_at=moment_or_none(row.lost_at, row.lost_offset, row.lost_precision),
        stage=row.stage_name or "",
        amount=money_or_none(row.amount_minor, row.currency),
        currency=row.currency,
        detail=detail,
        note=row.note,
        win_back=row.win_back,
        win_back_on=day(row.win_back_on),
        win_back_why=row.win_back_why,
        win_back_trigger=row.win_back_trigger,
        reviewed=row.reviewed_at is not None,
        reviewed_on=_beside(row, row.reviewed_at),
        reviewed_by=row.reviewer or "",
        reopened=_beside(row, row.reopened_at),
        entry=row.entry or "",
        finding=row.finding,
        lesson=row.lesson,
        voices=voices,
    )


def _beside(loss: Any, at: int | None) -> Moment | None:
    """A later instant of a loss, on the clock by which it was lost."""
    return None if at is None else moment(at, loss.lost_offset or 0)
