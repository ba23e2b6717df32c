"""Which customer, person or deal a row means: by uid, by the other system's id, by name when nothing speaks against it.

Works on plain columns held in memory; new things are added to the index as they are decided on, under negative ids.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from crmdesk.domain.customer import ContactPoint, PointKind
from crmdesk.exchange.tables.records import ContactText, DealText, ImportRow
from crmdesk.store.text.folding import fold

# Kinds of points of which two different ones mean two different people.
_TELLING = (PointKind.MOBILE, PointKind.EMAIL, PointKind.WECHAT, PointKind.QQ)


@dataclass(slots=True)
class Traits:
    """What can speak for or against two customers being one; all folded, empty when unknown."""

    external_id: str = ""
    city: str = ""
    places: dict[str, str] = field(default_factory=dict)
    points: dict[PointKind, set[str]] = field(default_factory=dict)

    def learn(self, other: "Traits") -> None:
        """Take over what another row about the same customer knows."""
        self.external_id = self.external_id or other.external_id
        self.city = self.city or other.city
        self.places = {**other.places, **self.places}
        for kind, keys in other.points.items():
            self.points.setdefault(kind, set()).update(keys)

    def contradicts(self, other: "Traits") -> bool:
        """Whether the two cannot be one customer."""
        texts = [(self.external_id, other.external_id), (self.city, other.city)]
        texts += [(value, other.places.get(group, "")) for group, value in self.places.items()]
        if any(mine and theirs and mine != theirs for mine, theirs in texts):
            return True
        kinds = [kind for kind in _TELLING if self.points.get(kind) and other.points.get(kind)]
        return bool(kinds) and not any(self.points[kind] & other.points[kind] for kind in kinds)


def traits_of_points(points: Iterable[ContactPoint]) -> dict[PointKind, set[str]]:
    """Keys of points by kind."""
    found: dict[PointKind, set[str]] = {}
    for point in points:
        if point.key:
            found.setdefault(point.kind, set()).add(point.key)
    return found


class CustomerIndex:
    """Customers to match rows with."""

    def __init__(self) -> None:
        self.holding: int | None = None
        self._by_uid: dict[str, int] = {}
        self._by_external: dict[str, int] = {}
        self._by_name: dict[str, list[int]] = {}
        self._by_former_name: dict[str, list[int]] = {}
        self._by_point: dict[str, set[int]] = {}
        self._traits: dict[int, Traits] = {}

    def add(self, row_id: int, uid: str, name: str, traits: Traits) -> None:
        """Let rows find this customer."""
        if uid:
            self._by_uid[uid] = row_id
        if traits.external_id:
            self._by_external.setdefault(traits.external_id, row_id)
        self._by_name.setdefault(fold(name), []).append(row_id)
        self._traits[row_id] = traits
        self._index_points(row_id, traits)

    def add_holding(self, row_id: int, uid: str) -> None:
        """Let rows of our own workbook find the holding customer; no name leads to it."""
        self.holding = row_id
        self._by_uid[uid] = row_id
        self._traits[row_id] = Traits()

    def add_former_name(self, row_id: int, name: str) -> None:
        """Let rows that know the customer by a name it has had find it, unless another one has that name now."""
        self._by_former_name.setdefault(fold(name), []).append(row_id)

    def knows_uid(self, uid: str) -> bool:
        """Whether a customer has this uid."""
        return uid in self._by_uid

    def find(self, uid: str, name: str, traits: Traits) -> int | None:
        """The customer meant, or None for a new one."""
        found = self._by_uid.get(uid) if uid else None
        if found is None and traits.external_id:
            found = self._by_external.get(traits.external_id)
        if found is None:
            found = self._by_traits(name, traits)
        if found is not None:
            self._learn(found, traits)
        return found

    def _by_traits(self, name: str, traits: Traits) -> int | None:
        if name:
            key = fold(name)
            called = self._by_name.get(key) or self._by_former_name.get(key) or []
            alike = [row_id for row_id in called if not self._traits[row_id].contradicts(traits)]
            shared = [row_id for row_id in alike if self._shares(row_id, traits)]
            return next(iter(shared or alike), None)
        holders = {row_id for keys in traits.points.values() for key in keys for row_id in self._by_point.get(key, ())}
        return holders.pop() if len(holders) == 1 else None

    def _shares(self, row_id: int, traits: Traits) -> bool:
        mine = self._traits[row_id].points
        return any(keys & mine.get(kind, set()) for kind, keys in traits.points.items())

    def _learn(self, row_id: int, traits: Traits) -> None:
        self._traits[row_id].learn(traits)
        if traits.external_id:
            self._by_external.setdefault(traits.external_id, row_id)
        self._index_points(row_id, traits)

    def _index_points(self, row_id: int, traits: Traits) -> None:
        for keys in traits.points.values():
            for key in keys:
                self._by_point.setdefault(key, set()).add(row_id)


class References:
    """Whose the contacts and deals are that rows name by id."""

    def __init__(self, contacts: Iterable[Mapping[str, Any]], deals: Iterable[Mapping[str, Any]]) -> None:
        self._customers: dict[tuple[str, str], int] = {}
        for kind, rows in (("deal", deals), ("contact", contacts)):
            for row in rows:
                for key in (row["uid"], row["external_id"]):
                    self._customers.setdefault((kind, key), row["customer_id"])

    def learn(self, row: ImportRow, customer: int) -> None:
        """The row's contact and deal are this customer's, unless they are known to be another's."""
        for key in _keys(row):
            self._customers.setdefault(key, customer)

    def find(self, row: ImportRow) -> int | None:
        """The customer of the row's deal or contact."""
        return next((self._customers[key] for key in _keys(row) if key in self._customers), None)


def _keys(row: ImportRow) -> list[tuple[str, str]]:
    """How a row names its deal and its contact, by any id."""
    named: list[tuple[str, DealText | ContactText | None]] = [("deal", row.deal), ("contact", row.contact)]
    return [(kind, key) for kind, thing in named if thing for key in (thing.uid, thing.external_id) if key]


@dataclass(frozen=True, slots=True)
class NamedDeal:
    """What tells deals of one customer and name apart; ``created_at`` in milliseconds of UTC, None when not told."""

    id: int
    external_id: str
    created_at: int | None


class DealIndex:
    """Deals to match rows with; without an id, each deal is taken by one row of a sheet only."""

    def __init__(self, deals: Iterable[Mapping[str, Any]]) -> None:
        self._by_uid: dict[str, int] = {}
        self._by_external: dict[str, int] = {}
        self._by_name: dict[tuple[int, str], list[NamedDeal]] = {}
        self._taken: set[tuple[int, int]] = set()
        for row in deals:
            deal = NamedDeal(row["id"], row["external_id"], row["created_at"])
            self.add(deal, row["uid"], row["customer_id"], row["name_key"])

    def add(self, deal: NamedDeal, uid: str, customer: int, name_key: str) -> None:
        """Let rows find a deal."""
        if uid:
            self._by_uid.setdefault(uid, deal.id)
        if deal.external_id:
            self._by_external.setdefault(deal.external_id, deal.id)
        self._by_name.setdefault((customer, name_key), []).append(deal)

    def was_there(self, uid: str) -> bool:
        """Whether a deal had this uid before the import."""
        return self._by_uid.get(uid, 0) > 0

    def find(self, uid: str, external_id: str) -> int | None:
        """The deal with this uid or, failing that, the other system's id."""
        found = self._by_uid.get(uid) if uid else None
        return found if found is not None or not external_id else self._by_external.get(external_id)

    def find_by_name(self, customer: int, name_key: str, wanted: NamedDeal, sheet: int) -> int | None:
        """The customer's deal of this name that no row of the sheet has taken and nothing told of speaks against."""
        for deal in self._by_name.get((customer, name_key), ()):
            told = [(wanted.external_id or None, deal.external_id or None), (wanted.created_at, deal.created_at)]
            differs = any(None not in pair and pair[0] != pair[1] for pair in told)
            if (sheet, deal.id) not in self._taken and not differs:
                return deal.id
        return None

    def take(self, sheet: int, deal: int) -> None:
        """A row of this sheet is about the deal: the others are about others."""
        self._taken.add((sheet, deal))
