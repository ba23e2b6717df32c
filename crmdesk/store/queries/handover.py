"""What a handover is made of, beside what other screens read: how much happened by month, and what stands out."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, func, or_, select

from crmdesk.domain.touch import Touch, TouchStatus
from crmdesk.store.queries.touches import touch_records, touch_select
from crmdesk.store.schema import TouchKindRow, TouchRow
from crmdesk.store.workspace import Source

_DONE = TouchRow.status == TouchStatus.DONE.value
_MONTH = len("2026-03")


def touches_of_kinds(source: Source, customer_id: int, kinds: Collection[str], most: int) -> list[Touch]:
    """What has happened of some kinds, the latest first."""
    return _latest(source, customer_id, TouchKindRow.key.in_(kinds), most)


def touches_of_classes(source: Source, customer_id: int, classes: Collection[str], most: int) -> list[Touch]:
    """What has happened of kinds of some classes, the latest first."""
    return _latest(source, customer_id, TouchKindRow.touch_class.in_(classes), most)


def outstanding_touches(source: Source, customer_id: int, kinds: Collection[str], most: int) -> list[Touch]:
    """What has happened of some kinds, and what somebody pinned, the latest first."""
    return _latest(source, customer_id, or_(TouchKindRow.key.in_(kinds), TouchRow.pinned), most)


def counts_by_month(source: Source, customer_id: int) -> dict[tuple[str, str, str], int]:
    """How much people noted of each kind and class in each month (``2026-03``) of which the day is known."""
    month = func.substr(TouchRow.local_day, 1, _MONTH).label("month")
    unknown = func.json_extract(TouchRow.detail, "$.date_unknown").is_not(None)
    query = (
        select(month, TouchKindRow.key, TouchKindRow.touch_class, func.count().label("found"))
        .join(TouchKindRow, TouchKindRow.id == TouchRow.kind_id)
        .where(TouchRow.customer_id == customer_id, _DONE, TouchRow.system.is_(False), ~unknown)
        .group_by(month, TouchKindRow.key, TouchKindRow.touch_class)
    )
    return {(row.month, row.key, row.touch_class): row.found for row in source.connection.execute(query)}


def _latest(source: Source, customer_id: int, condition: ColumnElement[bool], most: int) -> list[Touch]:
    query = touch_select().where(TouchRow.customer_id == customer_id, condition, _DONE)
    return touch_records(source, query.order_by(TouchRow.occurred_at.desc(), TouchRow.id.desc()).limit(most))
