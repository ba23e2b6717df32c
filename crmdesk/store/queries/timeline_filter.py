"""What of a customer's timeline a filter lets through, as conditions of a statement."""

from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import ColumnElement, String, and_, bindparam, column, func, or_, select, type_coerce
from sqlalchemy.orm import InstrumentedAttribute

from crmdesk.domain.timeline import TimelineFilter
from crmdesk.domain.touch_detail import SEARCHED
from crmdesk.store.schema import ContactRow, DealRow, MemberRow, TouchRow

Condition = ColumnElement[bool]
"""What a touch must fulfil."""

_EVERYTHING = TimelineFilter()

Kinds = tuple[int, ...] | None
"""The ids of the kinds that are to be seen; None for all."""


@dataclass(frozen=True, slots=True)
class Sought:
    """The touches of a customer that a filter lets through; what that means for kinds is said by ``kinds`` alone."""

    customer_id: int
    wanted: TimelineFilter = _EVERYTHING
    kinds: Kinds = None


def values_of(sought: Sought) -> dict[str, object]:
    """What is to be bound when a statement with ``conditions_of`` is sent."""
    return {"customer": sought.customer_id}


def _says(text: str) -> Condition:
    """What people wrote about the touch has the text in it: its title, its text, the words among its facts."""
    key, value = column("key", String), column("value", String)
    facts = func.json_each(TouchRow.detail).table_valued(key, value)
    told = select(1).select_from(facts).where(facts.c.key.in_(sorted(SEARCHED)), _has(facts.c.value, text)).exists()
    # Most touches have no facts, and to take each document apart costs more than to look for the text in all others.
    is_told = and_(type_coerce(TouchRow.detail, String) != "{}", told)
    return or_(_has(TouchRow.title, text), _has(TouchRow.body, text), is_told)


def _has(texts: ColumnElement[str] | InstrumentedAttribute[str], text: str) -> Condition:
    return texts.icontains(text, autoescape=True)


@lru_cache(maxsize=32)
def conditions_of(wanted: TimelineFilter, kinds: Kinds) -> tuple[Condition, ...]:
    """What a touch of the customer bound when the statement is sent must fulfil to be seen."""
    found: list[Condition] = [TouchRow.customer_id == bindparam("customer")]
    if kinds is not None:
        found.append(TouchRow.kind_id.in_(kinds))
    if wanted.deal:
        found.append(TouchRow.deal_id.in_(select(DealRow.id).where(DealRow.uid == wanted.deal)))
    if wanted.person:
        found.append(TouchRow.contact_id.in_(select(ContactRow.id).where(ContactRow.uid == wanted.person)))
    if wanted.colleague:
        found.append(TouchRow.actor_id.in_(select(MemberRow.id).where(MemberRow.name == wanted.colleague)))
    if wanted.direction:
        found.append(TouchRow.direction == wanted.direction.value)
    if wanted.text:
        found.append(_says(wanted.text))
    if wanted.since is not None:
        found.append(TouchRow.local_day >= wanted.since.isoformat())
    if wanted.until is not None:
        found.append(TouchRow.local_day <= wanted.until.isoformat())
    return tuple(found)
