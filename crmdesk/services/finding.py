"""Finding whatever a person means while they type: customers, deals, what happened, and commands of the window."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crmdesk.domain.deal import Deal
from crmdesk.services.desk import Desk
from crmdesk.store.queries.finding import (
    Found,
    FoundCustomer,
    FoundTouch,
    customers_called,
    find_names,
    find_touches,
)
from crmdesk.store.text.folding import fold
from crmdesk.store.text.pinyin import readings

__all__ = ["FindingService", "Findings", "FoundCustomer", "FoundTouch", "Titled"]

# From so many letters on (a Chinese character says more than one) the timeline is searched, too.
_SAYING = 2

# From here on a title is like enough to what was typed, of 100.
_ALIKE = 72.0
_SHORTEST_FUZZY = 4


@dataclass(frozen=True, slots=True)
class Titled:
    """Something that is found by any of its titles."""

    id: str
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found, the likeliest of each first; ``commands`` are the ids of what was offered by title."""

    query: str
    customers: tuple[FoundCustomer, ...] = ()
    deals: tuple[Deal, ...] = ()
    touches: tuple[FoundTouch, ...] = ()
    commands: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was found."""
        return not (self.customers or self.deals or self.touches or self.commands)


class FindingService:
    """Looks in the open workspace; each call reads once and may run on any thread."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def find(self, query: str, commands: Sequence[Titled] = (), limit: int = 6) -> Findings:
        """At most ``limit`` of each kind; nothing for an empty query. Never refuses one."""
        wanted = query.strip()
        if not wanted:
            return Findings(query)
        with self._desk.read() as source:
            named: Found = find_names(source, wanted, limit)
            says = len(wanted) >= _SAYING or not wanted.isascii()
            touches = find_touches(source, wanted, limit) if says else ()
        return Findings(query, named.customers, named.deals, touches, matching_titles(wanted, commands, limit))

    def named(self, query: str, limit: int) -> tuple[FoundCustomer, ...]:
        """At most ``limit`` customers by name, pinyin, number or a person there, the likeliest first."""
        if not query.strip():
            return ()
        with self._desk.read() as source:
            return find_names(source, query.strip(), limit).customers

    def prepare(self) -> None:
        """Load what the first search would otherwise wait for: the dictionary of pinyin."""
        readings("字")

    def customers(self, uids: Sequence[str]) -> tuple[FoundCustomer, ...]:
        """These customers as far as they are there, in this order."""
        with self._desk.read() as source:
            return customers_called(source, uids)


def matching_titles(query: str, things: Iterable[Titled], limit: int) -> tuple[str, ...]:
    """Ids of the things whose title fits best: by its words, its pinyin or initials, or nearly so."""
    wanted = fold(query).strip()
    scored = [(_likeness(wanted, thing.titles), place, thing.id) for place, thing in enumerate(things)]
    fitting = sorted((-score, place, named) for score, place, named in scored if score >= _ALIKE)
    return tuple(named for _score, _place, named in fitting[:limit])


def _likeness(wanted: str, titles: Iterable[str]) -> float:
    return max((_title_likeness(wanted, fold(title).rstrip("…. "), title) for title in titles), default=0.0)


def _title_likeness(wanted: str, title: str, written: str) -> float:
    if not wanted or not title:
        return 0.0
    if title.startswith(wanted):
        return 100.0
    if any(word.startswith(wanted) for word in title.split()):
        return 95.0
    spoken, letters = readings(written), wanted.replace(" ", "")
    if any(sound.startswith(letters) for sound in spoken):
        # The first two are the whole title, in full and by initials; the others begin further on.
        return 92.0 if any(sound.startswith(letters) for sound in spoken[:2]) else 90.0
    if wanted in title:
        return 85.0
    return _nearly(wanted, title)


def _nearly(wanted: str, title: str) -> float:
    from rapidfuzz import fuzz

    if len(wanted) < _SHORTEST_FUZZY:
        return 0.0
    words = wanted.split()
    if len(words) > 1 and all(any(part.startswith(word) for part in title.split()) for word in words):
        return 88.0
    return 0.85 * max(fuzz.partial_ratio(wanted, title), *(fuzz.ratio(wanted, word) for word in title.split()))
