"""What a person who is still typing may mean: customers and deals by name, touches by what was said."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from crmdesk.domain.customer import Customer
from crmdesk.domain.deal import Deal
from crmdesk.domain.touch import Touch
from crmdesk.store.dialects import sqlite_search
from crmdesk.store.queries.customers import customers_by_id
from crmdesk.store.queries.deals import deals_by_id
from crmdesk.store.queries.search import parts_found
from crmdesk.store.queries.touches import by_ids
from crmdesk.store.schema import ContactRow, CustomerRow, DealRow
from crmdesk.store.text.folding import fold
from crmdesk.store.text.tokens import match_query
from crmdesk.store.workspace import Source

# So many matches are looked at, the ones recorded last: whoever means an older one types another letter.
_NAMES_REACH = 200
_TOUCHES_REACH = 400

# Nothing in any script sorts after this.
_LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class FoundCustomer:
    """A customer, and the person there by whose name or number it was found, if it was so."""

    customer: Customer
    through: str = ""


@dataclass(frozen=True, slots=True)
class FoundTouch:
    """A touch and the part of its text with what was searched for."""

    touch: Touch
    snippet: str


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, the likeliest of each first."""

    customers: tuple[FoundCustomer, ...] = ()
    deals: tuple[Deal, ...] = ()
    touches: tuple[FoundTouch, ...] = ()


def find_names(source: Source, query: str, limit: int) -> Found:
    """Customers by name, pinyin, number or a person there; deals by their name or their customer's.

    Those whose name begins with the query come first.
    """
    expression = match_query(query)
    if expression is None:
        return Found()
    named = _matching(source, expression)
    customers: dict[int, str] = dict.fromkeys(_beginning(source, CustomerRow, query, limit), "")
    for row_id in named["customer"]:
        customers.setdefault(row_id, "")
    for row in _people(source, named["contact"][:_NAMES_REACH]):
        customers.setdefault(row.customer_id, row.name)
    shown = dict(list(customers.items())[:limit])
    deals = dict.fromkeys(
        (*_beginning(source, DealRow, query, limit), *named["deal"], *_deals_of(source, shown, limit))
    )
    return Found(
        tuple(_customers(source, shown)),
        tuple(_in_order(deals_by_id(source, list(deals)[:limit]), deals)),
    )


def find_touches(source: Source, query: str, limit: int) -> tuple[FoundTouch, ...]:
    """What happened in the words of the query, the latest first."""
    expression = match_query(query)
    if expression is None:
        return ()
    ids = sqlite_search.lately_recorded_touches(source.connection, expression, _TOUCHES_REACH, limit)
    touches = by_ids(source, ids)
    shown = parts_found(source, touches, query)
    return tuple(FoundTouch(touches[row], shown[row]) for row in ids if row in touches)


def customers_called(source: Source, uids: Sequence[str]) -> tuple[FoundCustomer, ...]:
    """Those of the customers that are there, in the order of ``uids``."""
    rows = source.connection.execute(select(CustomerRow.id, CustomerRow.uid).where(CustomerRow.uid.in_(uids)))
    ids = {row.uid: row.id for row in rows}
    return tuple(_customers(source, {ids[uid]: "" for uid in uids if uid in ids}))


def _matching(source: Source, expression: str) -> dict[str, list[int]]:
    ids: dict[str, list[int]] = {"customer": [], "contact": [], "deal": []}
    for kind, row_id in sqlite_search.matching_names(source.connection, expression, _NAMES_REACH):
        ids[kind].append(row_id)
    return ids


def _beginning(source: Source, model: type[CustomerRow | DealRow], query: str, limit: int) -> list[int]:
    key = fold(query.strip())
    if not key:
        return []
    named = select(model.id).where(model.name_key >= key, model.name_key < key + _LAST)
    return list(source.connection.execute(named.order_by(model.name_key, model.id).limit(limit)).scalars())


def _people(source: Source, ids: Sequence[int]) -> Sequence[Any]:
    query = select(ContactRow.customer_id, ContactRow.name).where(ContactRow.id.in_(ids)).order_by(ContactRow.id.desc())
    return source.connection.execute(query).all()


def _deals_of(source: Source, customers: Iterable[int], limit: int) -> list[int]:
    query = select(DealRow.id).where(DealRow.customer_id.in_(list(customers)))
    return list(source.connection.execute(query.order_by(DealRow.created_at.desc()).limit(limit)).scalars())


def _customers(source: Source, through: dict[int, str]) -> list[FoundCustomer]:
    found = customers_by_id(source, list(through))
    return [FoundCustomer(found[row], person) for row, person in through.items() if row in found]


def _in_order(found: dict[int, Deal], ids: Iterable[int]) -> list[Deal]:
    return [found[row] for row in ids if row in found]
