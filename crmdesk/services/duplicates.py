"""Customers that are likely the same: a shared number or address, or a very like name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from crmdesk.domain.customer import ContactPoint, CustomerRef
from crmdesk.services.likeness import VERY_LIKE, likeness, name_core, nearest
from crmdesk.store.queries.identities import Identities, customer_names, customers_reached_by, identities
from crmdesk.store.workspace import Source

# Numbers shared by more customers than this are switchboards or fillers, not a sign of a duplicate.
_MOST_SHARING = 5
_COMPARED_KINDS = {"mobile", "phone", "email", "wechat", "qq"}


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two customers and why they may be one; ``by`` is phone, email, wechat, qq or name; ``score`` 0–100."""

    first: CustomerRef
    second: CustomerRef
    by: str
    value: str
    score: float


def likely_duplicates(source: Source) -> list[Likeness]:
    """Every likely pair, the likeliest first."""
    known = identities(source)
    pairs: dict[tuple[int, int], Likeness] = {}
    for pair in (*_by_points(known), *_by_names(known)):
        key = (pair.first.id, pair.second.id)
        if key not in pairs or pairs[key].score < pair.score:
            pairs[key] = pair
    return sorted(pairs.values(), key=lambda pair: (-pair.score, pair.first.name, pair.second.name))


def duplicates_of_new(source: Source, name: str, points: Sequence[ContactPoint]) -> list[Likeness]:
    """Customers a new one is likely to be the same as; ``first`` stands for the new one."""
    new = CustomerRef(0, "", name)
    keys = {point.key: point for point in points if point.kind.value in _COMPARED_KINDS and point.key}
    found: dict[int, Likeness] = {}
    for other, kind, key in customers_reached_by(source, keys):
        found[other.id] = Likeness(new, other, _by(kind), keys[key].value, 100)
    others = customer_names(source)
    for row_id, score in nearest(name, {row_id: other.name for row_id, other in others.items()}, cutoff=VERY_LIKE):
        other = others[row_id]
        found.setdefault(row_id, Likeness(new, other, "name", other.name, round(score, 1)))
    return sorted(found.values(), key=lambda pair: -pair.score)


def _by_points(known: Identities) -> Iterable[Likeness]:
    sharing: dict[tuple[str, str], dict[int, str]] = {}
    for row in known.points:
        if row["kind"] in _COMPARED_KINDS and row["value_key"]:
            sharing.setdefault((_by(row["kind"]), row["value_key"]), {})[row["customer_id"]] = row["value"]
    for (by, _key), holders in sharing.items():
        if 1 < len(holders) <= _MOST_SHARING:
            for first, second in combinations(sorted(holders), 2):
                yield Likeness(_ref(known, first), _ref(known, second), by, holders[second], 100)


def _by_names(known: Identities) -> Iterable[Likeness]:
    """Names that are alike stand near each other when sorted, forwards or backwards."""
    cores = {row_id: name_core(row["name"]) for row_id, row in known.customers.items() if not row["holding"]}
    for step in (1, -1):
        ordered = sorted(cores, key=lambda row_id: (cores[row_id][::step], row_id))
        for first, second in pairwise(ordered):
            low, high = sorted((first, second))
            score = likeness(known.customers[low]["name"], known.customers[high]["name"])
            if score >= VERY_LIKE:
                yield Likeness(
                    _ref(known, low), _ref(known, high), "name", known.customers[high]["name"], round(score, 1)
                )


def _by(kind: str) -> str:
    return "phone" if kind == "mobile" else kind


def _ref(known: Identities, row_id: int) -> CustomerRef:
    row = known.customers[row_id]
    return CustomerRef(row_id, row["uid"], row["name"])
