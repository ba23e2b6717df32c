"""Who and what a customer's timeline can be filtered by, each with how many touches have it.

To look into every touch is what costs here, so all of it is counted in one go.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute

from crmdesk.domain.timeline import Choice
from crmdesk.domain.touch import Direction
from crmdesk.store.queries.timeline_filter import Sought, conditions_of, values_of
from crmdesk.store.schema import ContactRow, DealRow, MemberRow, TouchRow
from crmdesk.store.workspace import Source

_ASPECTS = ("person", "colleague", "deal", "direction")
_COLUMNS = (TouchRow.contact_id, TouchRow.actor_id, TouchRow.deal_id, TouchRow.direction)

Names = Mapping[object, tuple[str, str]]
"""The key in a filter and the name, by what stands in the touch."""


@dataclass(frozen=True, slots=True)
class Aspects:
    """People and deals by uid, colleagues by name, those with most touches first; who began how often."""

    people: tuple[Choice, ...]
    colleagues: tuple[Choice, ...]
    deals: tuple[Choice, ...]
    directions: Mapping[Direction, int]


def aspects(source: Source, sought: Sought) -> Aspects:
    """Each is counted as if nothing had been chosen of it, but of the others."""
    wanted = sought.wanted
    free = replace(wanted, person="", colleague="", deal="", direction=Direction.NONE)
    query = select(*_COLUMNS, func.count()).where(*conditions_of(free, sought.kinds)).group_by(*_COLUMNS)
    rows = source.connection.execute(query, values_of(sought)).all()
    names: tuple[Names, ...] = (
        _names(source, rows, 0, (ContactRow.id, ContactRow.uid, ContactRow.name)),
        _names(source, rows, 1, (MemberRow.id, MemberRow.name, MemberRow.name)),
        _names(source, rows, 2, (DealRow.id, DealRow.uid, DealRow.name)),
        {way.value: (way.value, way.value) for way in Direction if way},
    )
    chosen = tuple(str(getattr(wanted, aspect)) for aspect in _ASPECTS)
    counted: tuple[Counter[object], ...] = tuple(Counter() for _aspect in _ASPECTS)
    for *values, found in rows:
        keys = [known.get(value, ("", ""))[0] for known, value in zip(names, values, strict=True)]
        missed = [place for place, key in enumerate(keys) if chosen[place] and chosen[place] != key]
        for place, value in enumerate(values):
            if value in names[place] and missed in ([], [place]):
                counted[place][value] += found
    people, colleagues, deals, ways = (_choices(known, count) for known, count in zip(names, counted, strict=True))
    return Aspects(people, colleagues, deals, {Direction(choice.key): choice.count for choice in ways})


def _names(source: Source, rows: Sequence[Any], place: int, columns: tuple[InstrumentedAttribute[Any], ...]) -> Names:
    """What those among the rows are called."""
    ids = {row[place] for row in rows if row[place] is not None}
    found = source.connection.execute(select(*columns).where(columns[0].in_(ids))).all() if ids else ()
    return {row_id: (key, name) for row_id, key, name in found}


def _choices(names: Names, counted: Counter[object]) -> tuple[Choice, ...]:
    choices = (Choice(*names[value], count) for value, count in counted.items())
    return tuple(sorted(choices, key=lambda choice: (-choice.count, choice.name)))
