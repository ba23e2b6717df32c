"""One customer's timeline on the screen: pages both ways, what is planned, counts, and the days of its history."""

from collections import Counter
from collections.abc import Collection
from datetime import UTC, date, datetime, time
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, bindparam, func, select, text, tuple_

from crmdesk.domain.moment import Moment
from crmdesk.domain.timeline import TimelineFilter
from crmdesk.domain.touch import Touch, TouchStatus
from crmdesk.store.chunks import chunked
from crmdesk.store.dialects.sqlite_pins import pinned_ids
from crmdesk.store.queries.timeline_filter import Kinds, Sought, conditions_of, values_of
from crmdesk.store.queries.touches import touch_records, touch_select
from crmdesk.store.schema import DealRow, LossEventRow, TouchKindRow, TouchRow
from crmdesk.store.times import milliseconds
from crmdesk.store.workspace import Source

_DAY = 24 * 60 * 60 * 1000
_PLANNED = TouchRow.status == TouchStatus.PLANNED.value
# Worded as the index of such touches is: with a bound value it would not be used.
_UNDATED = text("json_extract(touch.detail, '$.date_unknown')")
_NEWEST, _BELOW, _UP_TO, _ABOVE, _OLDEST = "newest", "below", "up to", "above", "oldest"


def older_page(
    source: Source, sought: Sought, limit: int, *, below: Touch | None = None, inclusive: bool = False
) -> list[Touch]:
    """What has happened before ``below`` (or up to now), the latest first."""
    towards = _NEWEST if below is None else _UP_TO if inclusive else _BELOW
    return _page(source, sought, towards, limit, below)


def newer_page(source: Source, sought: Sought, limit: int, above: Touch | None = None) -> list[Touch]:
    """What has happened right after ``above`` (or from the beginning on), the latest first."""
    return _page(source, sought, _OLDEST if above is None else _ABOVE, limit, above)[::-1]


def planned_touches(source: Source, sought: Sought, limit: int) -> list[Touch]:
    """What is to be done, the earliest first."""
    return touch_records(source, _planned_query(sought.wanted, sought.kinds), {**values_of(sought), "limit": limit})


def pinned_touches(source: Source, sought: Sought, limit: int) -> list[Touch]:
    """What has happened and has a pin, the latest first."""
    ids = pinned_ids(source.connection, sought.customer_id, limit)
    if not ids:
        return []
    query = touch_select().where(*conditions_of(sought.wanted, sought.kinds), ~_PLANNED, TouchRow.id.in_(ids))
    return touch_records(source, query.order_by(TouchRow.occurred_at.desc(), TouchRow.id.desc()), values_of(sought))


def counts_by_kind(source: Source, sought: Sought) -> dict[int, int]:
    """How many touches there are of each kind."""
    query = (
        select(TouchRow.kind_id, func.count().label("found"))
        .where(*conditions_of(sought.wanted, sought.kinds))
        .group_by(TouchRow.kind_id)
    )
    return {row.kind_id: row.found for row in source.connection.execute(query, values_of(sought))}


def counts_by_day(source: Source, customer_id: int) -> dict[tuple[str, int], int]:
    """How much happened with a customer by day and kind; the day is empty where it is not known."""
    query = (
        select(TouchRow.local_day, TouchRow.kind_id, func.count().label("found"))
        .where(TouchRow.customer_id == customer_id, ~_PLANNED)
        .group_by(TouchRow.local_day, TouchRow.kind_id)
    )
    counted = Counter({(day, kind): count for day, kind, count in source.connection.execute(query).all()})
    # Few if any, and found by an index of their own: to look into each touch takes ten times as long as to count it.
    for day, kind, count in source.connection.execute(query.where(_UNDATED)).all():
        counted[day, kind] -= count
        counted["", kind] += count
    return {key: count for key, count in counted.items() if count}


def nearest_touch(source: Source, sought: Sought, day: date) -> str:
    """The uid of the touch that happened on a local day or else nearest to it; empty where there is none."""
    at = milliseconds(Moment(datetime.combine(day, time(12), UTC), 0))
    query = select(TouchRow.uid, TouchRow.occurred_at).where(*conditions_of(sought.wanted, sought.kinds), ~_PLANNED)
    on_day = query.where(TouchRow.local_day == day.isoformat()).order_by(
        TouchRow.occurred_at.desc(), TouchRow.id.desc()
    )
    before = query.where(TouchRow.occurred_at <= at).order_by(TouchRow.occurred_at.desc(), TouchRow.id.desc())
    after = query.where(TouchRow.occurred_at > at).order_by(TouchRow.occurred_at, TouchRow.id)
    run, values = source.connection.execute, values_of(sought)
    if (found := run(on_day.limit(1), values).first()) is not None:
        return str(found.uid)
    neighbours = [row for part in (before, after) for row in run(part.limit(1), values)]
    return min(((abs(row.occurred_at - at), row.uid) for row in neighbours), default=(0, ""))[1]


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
    values = {**values_of(sought), "limit": limit}
    if place is not None:
        values |= {"at": milliseconds(place.occurred_at), "row": place.id}
    return touch_records(source, _page_query(sought.wanted, sought.kinds, towards), values)


@lru_cache(maxsize=32)
def _planned_query(wanted: TimelineFilter, kinds: Kinds) -> Select[*tuple[Any, ...]]:
    """Kept, for making a statement takes as long as running it."""
    query = touch_select().where(*conditions_of(wanted, kinds), _PLANNED)
    return query.order_by(TouchRow.due_at, TouchRow.id).limit(bindparam("limit"))


@lru_cache(maxsize=32)
def _page_query(wanted: TimelineFilter, kinds: Kinds, towards: str) -> Select[*tuple[Any, ...]]:
    """Kept as well."""
    query = touch_select().where(*conditions_of(wanted, kinds), ~_PLANNED)
    key, place = tuple_(TouchRow.occurred_at, TouchRow.id), tuple_(bindparam("at"), bindparam("row"))
    if towards not in (_NEWEST, _OLDEST):
        query = query.where({_BELOW: key < place, _UP_TO: key <= place, _ABOVE: key > place}[towards])
    order = (TouchRow.occurred_at, TouchRow.id)
    return query.order_by(*(order if towards in (_ABOVE, _OLDEST) else (column.desc() for column in order))).limit(
        bindparam("limit")
    )
