"""What stands on one customer's sheet beside what lists show: its own numbers, its tags by group, its next step."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from crmdesk.domain.customer import HeldPoint, PointKind
from crmdesk.domain.moment import Moment
from crmdesk.domain.tag import HeldTag
from crmdesk.domain.touch import Touch, TouchStatus
from crmdesk.store.queries.held_tags import HELD_BY_CUSTOMER
from crmdesk.store.queries.touches import touch_record, touch_select
from crmdesk.store.schema import (
    CompetitorRow,
    ContactPointRow,
    ContactRow,
    LossCompetitorRow,
    LossEventRow,
    LossReasonLinkRow,
    MemberRow,
    TagAssignmentRow,
    TagGroupRow,
    TagRow,
    TouchKindRow,
    TouchRow,
)
from crmdesk.store.times import moment
from crmdesk.store.workspace import Source

# What a team loses deals for changes; what it chose long ago is no hint for today.
_RECENT_LOSSES = 200


def held_points(source: Source, customer_id: int, contact_id: int | None = None) -> list[HeldPoint]:
    """The numbers and addresses of a customer itself, or of one person there, in the order they were added."""
    query = (
        select(ContactPointRow)
        .where(ContactPointRow.customer_id == customer_id, ContactPointRow.contact_id.is_(contact_id))
        .order_by(ContactPointRow.id)
    )
    return [
        HeldPoint(row.id, PointKind(row.kind), row.value, row.value_key) for row in source.connection.execute(query)
    ]


@dataclass(frozen=True, slots=True)
class ContactRef:
    """Just enough to change a person."""

    id: int
    customer_id: int
    name: str


def find_contact(source: Source, uid: str) -> ContactRef | None:
    """The person with a uid, if it is there."""
    row = source.connection.execute(select(ContactRow).where(ContactRow.uid == uid)).first()
    return None if row is None else ContactRef(row.id, row.customer_id, row.name)


def held_tags(source: Source, customer_id: int) -> list[HeldTag]:
    """The tags on a customer now, in the order of their groups; a group without a colour has that of its place."""
    query = (
        select(TagRow.name, TagGroupRow.name.label("group_name"), TagGroupRow.colour, TagGroupRow.position)
        .join(TagAssignmentRow, TagAssignmentRow.tag_id == TagRow.id)
        .join(TagGroupRow, TagGroupRow.id == TagRow.group_id)
        .where(
            TagAssignmentRow.customer_id == customer_id,
            *HELD_BY_CUSTOMER,
        )
        .order_by(TagGroupRow.position, TagGroupRow.id, TagRow.position, TagAssignmentRow.id)
    )
    tags = (
        HeldTag(row.name, row.group_name, row.position if row.colour is None else row.colour)
        for row in source.connection.execute(query)
    )
    return list(dict.fromkeys(tags))


def next_step(source: Source, customer_id: int) -> Touch | None:
    """The planned touch that is due first."""
    query = (
        touch_select()
        .where(TouchRow.customer_id == customer_id, TouchRow.status == TouchStatus.PLANNED.value)
        .order_by(TouchRow.due_at, TouchRow.id)
        .limit(1)
    )
    row = source.connection.execute(query).first()
    return None if row is None else touch_record(row)


def stage_since(source: Source, deal_ids: Sequence[int]) -> dict[int, Moment]:
    """When each deal was last moved to another stage; those that never were are left out."""
    latest = (
        select(TouchRow.deal_id, func.max(TouchRow.occurred_at).label("at"), TouchRow.occurred_offset.label("offset"))
        .join(TouchKindRow, TouchKindRow.id == TouchRow.kind_id)
        .where(TouchRow.deal_id.in_(deal_ids), TouchKindRow.key == "stage")
        .group_by(TouchRow.deal_id)
    )
    return {row.deal_id: moment(row.at, row.offset) for row in source.connection.execute(latest)}


def member_names(source: Source) -> list[str]:
    """The colleagues who can be given something to do."""
    query = select(MemberRow.name).where(MemberRow.retired.is_(False)).order_by(MemberRow.name_key)
    return list(source.connection.execute(query).scalars())


def competitor_names(source: Source) -> list[str]:
    """The competitors in use, those that took part in the most losses first."""
    query = (
        select(CompetitorRow.name)
        .outerjoin(LossCompetitorRow, LossCompetitorRow.competitor_id == CompetitorRow.id)
        .where(CompetitorRow.retired.is_(False))
        .group_by(CompetitorRow.id)
        .order_by(func.count(LossCompetitorRow.id).desc(), CompetitorRow.name_key)
    )
    return list(source.connection.execute(query).scalars())


def reason_uses(source: Source) -> dict[int, int]:
    """How often each reason was given for the latest losses, by its id."""
    latest = select(LossEventRow.id).order_by(LossEventRow.id.desc()).limit(_RECENT_LOSSES)
    query = (
        select(LossReasonLinkRow.reason_id, func.count().label("uses"))
        .where(LossReasonLinkRow.loss_id.in_(latest.scalar_subquery()))
        .group_by(LossReasonLinkRow.reason_id)
    )
    return {row.reason_id: row.uses for row in source.connection.execute(query)}
