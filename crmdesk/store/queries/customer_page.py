"""The list of customers: all ids in order with one query, and the rows of some of them.

Whom it holds and in which order is decided by SQL; what a row shows is read for a few rows only.
"""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import and_, func, not_, or_, select

from crmdesk.domain.customer_list import CustomerLine, Scope, SortBy
from crmdesk.domain.filter import Field, Filter
from crmdesk.domain.money import Money, totals
from crmdesk.domain.touch import TouchStatus
from crmdesk.store.chunks import chunked
from crmdesk.store.dialects import sqlite_search
from crmdesk.store.queries.customers import customers_by_id
from crmdesk.store.queries.due_spans import DueSpan, customers_waiting
from crmdesk.store.queries.filters import Condition, DaySpan, customer_conditions
from crmdesk.store.queries.first_touchpoints import unasked
from crmdesk.store.queries.standing import customers_signalling, customers_unanswered, customers_untold
from crmdesk.store.schema import CustomerRow, DealRow, LossEventRow, MemberRow, StageRow, TouchRow
from crmdesk.store.text.folding import fold
from crmdesk.store.text.tokens import match_query
from crmdesk.store.workspace import Source

_GOING = ("open", "hold")
_PLANNED = TouchRow.status == TouchStatus.PLANNED.value
# Above every character a name can hold.
_LAST = "\U0010ffff"


def ordered_ids(
    source: Source, conditions: Iterable[Condition], sort: SortBy, *, descending: bool, currency: str
) -> "array[int]":
    """Ids of the customers that meet all conditions; those without what is sorted by come last either way.

    Values are sums in ``currency``: unlike currencies cannot be compared.
    """
    query, key = _sorted_by(sort, currency)
    towards = key.desc() if descending else key.asc()
    return _ids(source, query.where(*conditions).order_by(towards.nulls_last(), CustomerRow.id))


def some_ids(source: Source, conditions: Iterable[Condition]) -> "array[int]":
    """Ids of the customers that meet all conditions, in no particular order, which is several times as quick."""
    return _ids(source, select(CustomerRow.id).where(*conditions))


def lines_by_id(source: Source, ids: Sequence[int]) -> dict[int, CustomerLine]:
    """Rows by id."""
    customers = customers_by_id(source, ids)
    deals = _open_deals(source, list(customers))
    return {
        row_id: CustomerLine(
            customer=customer,
            stage=next((deal.stage for deal in deals.get(row_id, ()) if deal.stage), ""),
            value=tuple(totals(_worth(deals.get(row_id, ()))).values()),
            has_open_deal=row_id in deals,
        )
        for row_id, customer in customers.items()
    }


def scope_conditions(scope: Scope, actor: str, today: DueSpan) -> list[Condition]:
    """Who is in a scope."""
    before = DueSpan(None, today.last - timedelta(days=1), None, today.start or 0)
    monday = today.last - timedelta(days=today.last.weekday())
    mine = CustomerRow.owner_id.in_(select(MemberRow.id).where(MemberRow.name_key == fold(actor)))
    conditions: dict[Scope, list[Condition]] = {
        Scope.ALL: [],
        Scope.MINE: [mine, _is_open()],
        Scope.DUE_TODAY: [CustomerRow.id.in_(customers_waiting(today))],
        Scope.OVERDUE: [CustomerRow.id.in_(customers_waiting(before))],
        Scope.NO_NEXT_STEP: [_is_open(), CustomerRow.id.not_in(select(TouchRow.customer_id).where(_PLANNED))],
        Scope.SIGNED: [CustomerRow.id.in_(_with_deal("won"))],
        Scope.LOST: [_is_lost()],
        Scope.NO_FIRST_TOUCH: [unasked()],
        Scope.UNANSWERED: [CustomerRow.id.in_(customers_unanswered())],
        Scope.SIGNALS: [CustomerRow.id.in_(customers_signalling(monday, today.last))],
        Scope.HIDDEN_PAINS: [CustomerRow.id.in_(customers_untold())],
    }
    return conditions[scope]


def text_conditions(source: Source, terms: Filter, span: DaySpan) -> list[Condition]:
    """Who meets a filter expression; its bare words are sought in names, pinyin and numbers, not in what happened."""
    words = [term for term in terms if term.field is Field.WORDS]
    found = customer_conditions(source, tuple(term for term in terms if term.field is not Field.WORDS), span)
    for term in words:
        expressions = [expression for value in term.values if (expression := match_query(str(value))) is not None]
        if expressions:
            named = and_(*(CustomerRow.id.in_(sqlite_search.customers_named(each)) for each in expressions))
            found.append(not_(named) if term.negated else named)
    return found


def starting_with(prefix: str) -> list[Condition]:
    """Whose name begins so, or is read so in pinyin or by its initials."""
    key = fold(prefix)
    begins = and_(CustomerRow.name_key >= key, CustomerRow.name_key < key + _LAST)
    expression = match_query(prefix)
    if expression is None:
        return [begins]
    return [or_(begins, CustomerRow.id.in_(sqlite_search.customers_named(expression)))]


def count(source: Source, conditions: Iterable[Condition]) -> int:
    """How many customers meet all conditions."""
    return source.connection.execute(select(func.count()).select_from(CustomerRow).where(*conditions)).scalar_one()


def ids_of(source: Source, uids: Sequence[str]) -> list[int]:
    """Ids of those of the customers that are there, in no particular order."""
    found: list[int] = []
    for part in chunked(uids):
        found.extend(source.connection.execute(select(CustomerRow.id).where(CustomerRow.uid.in_(part))).scalars())
    return found


def uids_of(source: Source, ids: Sequence[int]) -> list[str]:
    """Uids of the customers that are there, in the order of the ids."""
    found: dict[int, str] = {}
    for part in chunked(ids):
        query = select(CustomerRow.id, CustomerRow.uid).where(CustomerRow.id.in_(part))
        found.update((row.id, row.uid) for row in source.connection.execute(query))
    return [found[row_id] for row_id in ids if row_id in found]


def _ids(source: Source, query: Any) -> "array[int]":
    """One text is read instead of a hundred thousand rows, which take ten times as long to hand over."""
    listed = source.connection.execute(select(func.group_concat(query.subquery().c.id))).scalar_one()
    return array("q", map(int, listed.split(","))) if listed else array("q")


def _sorted_by(sort: SortBy, currency: str) -> tuple[Any, Any]:
    """A query for ids, and the column its rows are sorted by."""
    plain = select(CustomerRow.id)
    if sort is SortBy.NAME:
        return plain, func.name_order(CustomerRow.name_key)
    if sort is SortBy.CREATED:
        return plain, CustomerRow.created_at
    per_customer = {
        SortBy.LAST_TOUCH: select(TouchRow.customer_id, func.max(TouchRow.occurred_at).label("key")).where(
            TouchRow.status == TouchStatus.DONE.value, TouchRow.system.is_(False)
        ),
        SortBy.NEXT_STEP: select(TouchRow.customer_id, func.min(TouchRow.due_at).label("key")).where(_PLANNED),
        SortBy.VALUE: select(DealRow.customer_id, func.sum(DealRow.amount_minor).label("key")).where(
            DealRow.status.in_(_GOING), DealRow.currency == currency
        ),
    }[sort]
    keyed = per_customer.group_by(per_customer.selected_columns[0]).subquery()
    return plain.outerjoin(keyed, keyed.c.customer_id == CustomerRow.id), keyed.c.key


def _with_deal(*statuses: str) -> Any:
    return select(DealRow.customer_id).where(DealRow.status.in_(statuses))


def _is_open() -> Condition:
    return or_(CustomerRow.id.in_(_with_deal(*_GOING)), CustomerRow.id.not_in(select(DealRow.customer_id)))


def _is_lost() -> Condition:
    lost = select(DealRow.customer_id).join(LossEventRow, LossEventRow.deal_id == DealRow.id)
    return and_(CustomerRow.id.in_(lost), CustomerRow.id.not_in(_with_deal("won", *_GOING)))


def _open_deals(source: Source, ids: Sequence[int]) -> Mapping[int, list[Any]]:
    """Deals going on by customer, the furthest stage first."""
    found: dict[int, list[Any]] = {}
    for part in chunked(ids):
        query = (
            select(DealRow.customer_id, DealRow.amount_minor, DealRow.currency, StageRow.name.label("stage"))
            .outerjoin(StageRow, StageRow.id == DealRow.stage_id)
            .where(DealRow.customer_id.in_(part), DealRow.status.in_(_GOING))
            .order_by(StageRow.position.desc().nulls_last(), DealRow.id)
        )
        for row in source.connection.execute(query):
            found.setdefault(row.customer_id, []).append(row)
    return found


def _worth(deals: Iterable[Any]) -> list[Money]:
    return [Money(deal.amount_minor, deal.currency) for deal in deals if deal.amount_minor is not None]
