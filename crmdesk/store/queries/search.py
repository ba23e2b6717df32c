"""Finding anything by any words: names first, then what happened, the latest first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import func, select

from crmdesk.domain.touch import Touch
from crmdesk.domain.touch_detail import said
from crmdesk.store.chunks import chunked
from crmdesk.store.dialects import sqlite_search
from crmdesk.store.queries.touches import by_ids
from crmdesk.store.schema import ContactRow, CustomerRow, DealRow, TouchRow
from crmdesk.store.search import file_names
from crmdesk.store.text.snippet import snippet
from crmdesk.store.text.tokens import match_query
from crmdesk.store.workspace import Source

# A word that matches more names than this is not worth ranking further.
_MOST_NAMES = 2000
_EVERYTHING = -1


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found; ``kind`` is customer, contact, deal or touch. Higher scores come first."""

    kind: str
    uid: str
    title: str
    snippet: str
    score: float


def search(source: Source, query: str, limit: int) -> list[Hit]:
    """What matches every word of the query: customers, contacts and deals by name, then touches.

    Each part is ordered by time of occurrence, the latest first (names by their customer's latest touch). Never raises
    for any query; one without a letter or digit finds nothing.
    """
    expression = match_query(query)
    if expression is None or limit <= 0:
        return []
    named = _named_hits(source, expression, limit)
    touched = _touch_hits(source, query, expression, limit)
    names_shown = max(limit - len(touched), (limit + 1) // 2)
    found = [*named[:names_shown], *touched][:limit]
    return [
        Hit(kind, uid, title, shown, round(1 - place / max(len(found), 1), 4))
        for place, (kind, uid, title, shown) in enumerate(found)
    ]


def customers_matching(source: Source, words: Iterable[str]) -> list[int]:
    """Ids of the customers that have all words in a name or an event of theirs."""
    found: set[int] | None = None
    for word in words:
        expression = match_query(word)
        if expression is None:
            continue
        ids = {customer for _kind, _row, customer in _customers_of(source, expression, _EVERYTHING)}
        touches = sqlite_search.matching_touches(source.connection, expression, _EVERYTHING)
        for part in chunked(touches):
            query = select(TouchRow.customer_id).where(TouchRow.id.in_(part))
            ids.update(source.connection.execute(query).scalars())
        found = ids if found is None else found & ids
    return sorted(found or ())


def deals_matching(source: Source, words: Iterable[str]) -> list[int]:
    """Ids of the deals whose customer has all words in a name or an event."""
    found: list[int] = []
    for part in chunked(customers_matching(source, words)):
        found.extend(source.connection.execute(select(DealRow.id).where(DealRow.customer_id.in_(part))).scalars())
    return found


def _named_hits(source: Source, expression: str, limit: int) -> list[tuple[str, str, str, str]]:
    owners = _customers_of(source, expression, _MOST_NAMES)
    latest: dict[int, int] = {}
    for part in chunked(list({customer for _kind, _row, customer in owners})):
        query = (
            select(TouchRow.customer_id, func.max(TouchRow.occurred_at).label("at"))
            .where(TouchRow.customer_id.in_(part))
            .group_by(TouchRow.customer_id)
        )
        latest.update((row.customer_id, row.at) for row in source.connection.execute(query))
    ranked = sorted(owners, key=lambda owner: latest.get(owner[2], 0), reverse=True)
    return [_named_hit(source, kind, row_id) for kind, row_id, _customer in ranked[:limit]]


def _customers_of(source: Source, expression: str, limit: int) -> list[tuple[str, int, int]]:
    """Kind, id and customer of the matching names."""
    ids: dict[str, list[int]] = {"customer": [], "contact": [], "deal": []}
    for kind, row_id in sqlite_search.matching_names(source.connection, expression, limit):
        ids[kind].append(row_id)
    found = [("customer", row_id, row_id) for row_id in ids["customer"]]
    for kind, model in (("contact", ContactRow), ("deal", DealRow)):
        for part in chunked(ids[kind]):
            query = select(model.id, model.customer_id).where(model.id.in_(part))
            found.extend((kind, row.id, row.customer_id) for row in source.connection.execute(query))
    return found


def _named_hit(source: Source, kind: str, row_id: int) -> tuple[str, str, str, str]:
    if kind == "customer":
        query = select(CustomerRow.uid, CustomerRow.name, CustomerRow.city).where(CustomerRow.id == row_id)
    else:
        model = ContactRow if kind == "contact" else DealRow
        query = (
            select(model.uid, model.name, CustomerRow.name)
            .join(CustomerRow, CustomerRow.id == model.customer_id)
            .where(model.id == row_id)
        )
    uid, title, shown = source.connection.execute(query).one()
    return kind, uid, title, shown


def _touch_hits(source: Source, query: str, expression: str, limit: int) -> list[tuple[str, str, str, str]]:
    ids = sqlite_search.matching_touches(source.connection, expression, limit)
    touches = by_ids(source, ids)
    shown = parts_found(source, touches, query)
    return [("touch", touches[row].uid, _title(touches[row]), shown[row]) for row in ids]


def _title(touch: Touch) -> str:
    return f"{touch.customer} · {touch.kind_name} · {touch.occurred_at.local_date.isoformat()}"


def parts_found(source: Source, touches: Mapping[int, Touch], query: str) -> dict[int, str]:
    """Of what is said of each touch, and of the names of its files, the part with what was searched for."""
    files = file_names(source.connection, list(touches))
    return {
        row: snippet("\n".join((said(touch.title, touch.body, touch.detail), *files.get(row, ()))), query)
        for row, touch in touches.items()
    }
