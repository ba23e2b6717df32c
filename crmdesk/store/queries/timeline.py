"""One customer's timeline on the screen: pages both ways, what is planned, counts, and the days of its history."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, case, func, or_, select, tuple_

from crmdesk.domain.timeline import TimelineFilter
from crmdesk.domain.touch import Touch, TouchStatus
from crmdesk.store.chunks import chunked
from crmdesk.store.queries.touches import touch_record, touch_select
from crmdesk.store.schema import DealRow, LossEventRow, TouchKindRow, TouchRow
from crmdesk.store.times import milliseconds
from crmdesk.store.workspace import Source

Condition = ColumnElement[bool]
"""What a touch must fulfil."""

_DAY = 24 * 60 * 60 * 1000
_PLANNED = TouchRow.status == TouchStatus.PLANNED.value
_MARKED = ("stage", "win", "loss")
_ORDER = (TouchRow.occurred_at.desc(), TouchRow.id.desc())
_ORDER_BACK = (TouchRow.occurred_at, TouchRow.id)


@dataclass(frozen=True, slots=True)
class DayCount:
    """How many touches a day had; ``mark`` is stage, win, loss or empty. ``day`` is empty where it is not known."""

    day: str
    mark: str
    count: int


def older_page(
    source: Source,
    conditions: Iterable[Condition],
    limit: int,
    *,
    below: Touch | None = None,
    inclusive: bool = False,
) -> list[Touch]:
    """What has happened before ``below`` (or up to now), the latest first."""
    query = touch_select().where(*conditions, ~_PLANNED)
    if below is not None:
        key, place = tuple_(TouchRow.occurred_at, TouchRow.id), _place(below)
        query = query.where(key <= place if inclusive else key < place)
    return _touches(source, query.order_by(*_ORDER).limit(limit))


def newer_page(source: Source, conditions: Iterable[Condition], limit: int, above: Touch) -> list[Touch]:
    """What has happened right after ``above``, the latest first."""
    later = tuple_(TouchRow.occurred_at, TouchRow.id) > _place(above)
    query = touch_select().where(*conditions, ~_PLANNED, later)
    return _touches(source, query.order_by(*_ORDER_BACK).limit(limit))[::-1]


def planned_touches(source: Source, conditions: Iterable[Condition], limit: int) -> list[Touch]:
    """What is to be done, the earliest first."""
    query = touch_select().where(*conditions, _PLANNED)
    return _touches(source, query.order_by(TouchRow.due_at, TouchRow.id).limit(limit))


def timeline_conditions(customer_id: int, wanted: TimelineFilter, kinds: Collection[int]) -> list[Condition]:
    """What a touch must fulfil to be seen; of any kind where ``kinds`` is empty."""
    conditions: list[Condition] = [TouchRow.customer_id == customer_id]
    if kinds:
        conditions.append(TouchRow.kind_id.in_(kinds))
    if wanted.deal:
        conditions.append(TouchRow.deal_id == select(DealRow.id).where(DealRow.uid == wanted.deal).scalar_subquery())
    if wanted.text:
        conditions.append(
            or_(*(column.icontains(wanted.text, autoescape=True) for column in (TouchRow.title, TouchRow.body)))
        )
    if wanted.since is not None:
        conditions.append(TouchRow.local_day >= wanted.since.isoformat())
    if wanted.until is not None:
        conditions.append(TouchRow.local_day <= wanted.until.isoformat())
    return conditions


def counts_by_kind(source: Source, conditions: Iterable[Condition]) -> dict[int, int]:
    """How many touches there are of each kind."""
    query = select(TouchRow.kind_id, func.count().label("found")).where(*conditions).group_by(TouchRow.kind_id)
    return {row.kind_id: row.found for row in source.connection.execute(query)}


def counts_by_day(source: Source, conditions: Iterable[Condition]) -> list[DayCount]:
    """How much happened on each day, the earliest first; marks apart from the rest."""
    unknown = TouchRow.detail["date_unknown"].as_boolean().is_(True)
    day = case((unknown, ""), else_=TouchRow.local_day).label("day")
    mark = case((TouchKindRow.key.in_(_MARKED), TouchKindRow.key), else_="").label("mark")
    query = (
        select(day, mark, func.count().label("found"))
        .join(TouchKindRow, TouchKindRow.id == TouchRow.kind_id)
        .where(*conditions, ~_PLANNED)
        .group_by(day, mark)
        .order_by(day, mark)
    )
    return [DayCount(row.day, row.mark, row.found) for row in source.connection.execute(query)]


def stays(source: Source, moves: Collection[Touch]) -> dict[str, int]:
    """For moves to another stage how many days their deals had stayed in the one before, by uid."""
    deals = {move.deal_uid for move in moves if move.deal_uid}
    before = func.lag(TouchRow.occurred_at).over(
        partition_by=TouchRow.deal_id, order_by=(TouchRow.occurred_at, TouchRow.id)
    )
    query = (
        select(TouchRow.uid, (TouchRow.occurred_at - before).label("stay"))
        .join(TouchKindRow, TouchKindRow.id == TouchRow.kind_id)
        .join(DealRow, DealRow.id == TouchRow.deal_id)
        .where(TouchKindRow.key == "stage", DealRow.uid.in_(deals))
    )
    shown = {move.uid for move in moves}
    return {
        row.uid: row.stay // _DAY
        for row in source.connection.execute(query)
        if row.stay is not None and row.uid in shown
    }


def touches_by_uid(source: Source, uids: Collection[str]) -> dict[str, Touch]:
    """The touches with these uids that are still there."""
    return {
        touch.uid: touch
        for part in chunked(list(uids))
        for touch in _touches(source, touch_select().where(TouchRow.uid.in_(part)))
    }


def loss_entry(source: Source, deal_uid: str) -> str:
    """The uid of the entry that tells of the latest loss of a deal; empty where there is none."""
    query = (
        select(TouchRow.uid)
        .join(LossEventRow, LossEventRow.touch_id == TouchRow.id)
        .join(DealRow, DealRow.id == LossEventRow.deal_id)
        .where(DealRow.uid == deal_uid)
        .order_by(LossEventRow.id.desc())
        .limit(1)
    )
    return source.connection.execute(query).scalar() or ""


def _place(touch: Touch) -> Any:
    return tuple_(milliseconds(touch.occurred_at), touch.id)


def _touches(source: Source, query: Any) -> list[Touch]:
    return [touch_record(row) for row in source.connection.execute(query)]
