"""One customer's timeline on the screen: pages both ways, what is planned, counts, and the days of its history."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, case, func, or_, select, text, tuple_

from crmdesk.domain.timeline import TimelineFilter
from crmdesk.domain.touch import Touch, TouchStatus
from crmdesk.store.chunks import chunked
from crmdesk.store.queries.touches import touch_records, touch_select
from crmdesk.store.schema import DealRow, LossEventRow, TouchKindRow, TouchRow
from crmdesk.store.times import milliseconds
from crmdesk.store.workspace import Source

Condition = ColumnElement[bool]
"""What a touch must fulfil."""

_DAY = 24 * 60 * 60 * 1000
_PLANNED = TouchRow.status == TouchStatus.PLANNED.value
_EVERYTHING = TimelineFilter()
_MARKED = ("stage", "win", "loss")
# Worded as the index of such touches is: with a bound value it would not be used.
_UNDATED = text("json_extract(touch.detail, '$.date_unknown')")
_NEWEST, _BELOW, _UP_TO, _ABOVE = "newest", "below", "up to", "above"


@dataclass(frozen=True, slots=True)
class Sought:
    """The touches of a customer that a filter lets through; of any kind where ``kinds`` is empty."""

    customer_id: int
    wanted: TimelineFilter = _EVERYTHING
    kinds: tuple[int, ...] = ()


def older_page(
    source: Source, sought: Sought, limit: int, *, below: Touch | None = None, inclusive: bool = False
) -> list[Touch]:
    """What has happened before ``below`` (or up to now), the latest first."""
    towards = _NEWEST if below is None else _UP_TO if inclusive else _BELOW
    return _page(source, sought, towards, limit, below)


def newer_page(source: Source, sought: Sought, limit: int, above: Touch) -> list[Touch]:
    """What has happened right after ``above``, the latest first."""
    return _page(source, sought, _ABOVE, limit, above)[::-1]


def planned_touches(source: Source, sought: Sought, limit: int) -> list[Touch]:
    """What is to be done, the earliest first."""
    query = touch_select().where(*_conditions(sought.wanted, sought.kinds), _PLANNED)
    return touch_records(source, query.order_by(TouchRow.due_at, TouchRow.id).limit(limit), _values(sought))


def counts_by_kind(source: Source, sought: Sought) -> dict[int, int]:
    """How many touches there are of each kind."""
    query = (
        select(TouchRow.kind_id, func.count().label("found"))
        .where(*_conditions(sought.wanted, sought.kinds))
        .group_by(TouchRow.kind_id)
    )
    return {row.kind_id: row.found for row in source.connection.execute(query, _values(sought))}


def counts_by_day(source: Source, customer_id: int) -> dict[tuple[str, str], int]:
    """How much happened with a customer by day and mark (stage, win, loss or empty), the earliest first.

    The day is empty where it is not known.
    """
    marks: dict[int | None, str] = {
        row.id: row.key
        for row in source.connection.execute(
            select(TouchKindRow.id, TouchKindRow.key).where(TouchKindRow.key.in_(_MARKED))
        )
    }
    mark = case((TouchRow.kind_id.in_(list(marks)), TouchRow.kind_id)).label("mark")
    query = (
        select(TouchRow.local_day, mark, func.count().label("found"))
        .where(TouchRow.customer_id == customer_id, ~_PLANNED)
        .group_by(TouchRow.local_day, mark)
    )
    counted: Counter[tuple[str, str]] = Counter()
    for day, kind, count in source.connection.execute(query).all():
        counted[day, marks.get(kind, "")] = count
    # Few if any, and found by an index of their own: to look into each touch takes ten times as long as to count it.
    for day, kind, count in source.connection.execute(query.where(_UNDATED)).all():
        counted[day, marks.get(kind, "")] -= count
        counted["", marks.get(kind, "")] += count
    return {key: count for key, count in sorted(counted.items()) if count}


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
        for touch in touch_records(source, touch_select().where(TouchRow.uid.in_(part)))
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


def _page(source: Source, sought: Sought, towards: str, limit: int, place: Touch | None) -> list[Touch]:
    values = {**_values(sought), "limit": limit}
    if place is not None:
        values |= {"at": milliseconds(place.occurred_at), "row": place.id}
    return touch_records(source, _page_query(sought.wanted, sought.kinds, towards), values)


def _values(sought: Sought) -> dict[str, object]:
    return {"customer": sought.customer_id}


@lru_cache(maxsize=32)
def _page_query(wanted: TimelineFilter, kinds: tuple[int, ...], towards: str) -> Select[*tuple[Any, ...]]:
    """Kept, for making a statement takes as long as running it."""
    query = touch_select().where(*_conditions(wanted, kinds), ~_PLANNED)
    key, place = tuple_(TouchRow.occurred_at, TouchRow.id), tuple_(bindparam("at"), bindparam("row"))
    if towards != _NEWEST:
        query = query.where({_BELOW: key < place, _UP_TO: key <= place, _ABOVE: key > place}[towards])
    order = (TouchRow.occurred_at, TouchRow.id)
    return query.order_by(*(order if towards == _ABOVE else (column.desc() for column in order))).limit(
        bindparam("limit")
    )


@lru_cache(maxsize=32)
def _conditions(wanted: TimelineFilter, kinds: tuple[int, ...]) -> tuple[Condition, ...]:
    """What a touch of the customer bound when the statement is sent must fulfil to be seen."""
    conditions: list[Condition] = [TouchRow.customer_id == bindparam("customer")]
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
    return tuple(conditions)
