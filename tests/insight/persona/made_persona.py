"""Made-up companies: customers of all groups with tags in flat groups and in a tree."""

from dataclasses import dataclass
from datetime import date
from random import Random

from hypothesis import strategies as st

from crmdesk.domain.persona import PersonaTexts, TagInTree
from crmdesk.domain.portrait import CustomerGroup, PortraitFamily, PortraitTag
from crmdesk.insight.persona.columns import PersonaColumns, columns_of

ABOVE = (0, 1, 1, 2, 0, 0, 0, 0)
"""Of eight tags the one above each, counted from 1: two levels below the first; four tags of their own."""

FAMILIES = (PortraitFamily("region", "Region", 0, 3), PortraitFamily("motive", "Motive", 1, 1))


@dataclass(frozen=True)
class Made:
    """One customer: its group, the tags that it has itself (counted from 1), the year of its first deal won or 0."""

    group: CustomerGroup
    tags: frozenset[int]
    year: int = 0


def tag_of(place: int) -> PortraitTag:
    level, at = 1, place
    while ABOVE[at - 1]:
        level, at = level + 1, ABOVE[at - 1]
    family = FAMILIES[0] if place <= 4 else FAMILIES[1]
    return PortraitTag(f"tag-{place}", f"Tag {place}", family.uid, family.name, family.colour, level)


def with_above(tags: frozenset[int]) -> frozenset[int]:
    found = set(tags)
    for tag in tags:
        while tag := ABOVE[tag - 1]:
            found.add(tag)
    return frozenset(found)


def columns(customers: list[Made]) -> PersonaColumns:
    """The columns; keys of customers are their places counted from 1."""
    groups = bytes([0, *(list(CustomerGroup).index(one.group) + 1 for one in customers)])
    held = [(key, tag) for key, one in enumerate(customers, 1) for tag in sorted(one.tags)]
    signed = [(key, date(one.year, 5, 1).toordinal()) for key, one in enumerate(customers, 1) if one.year]
    return columns_of(
        PersonaTexts(
            groups, groups, _texts(held, "customer", "tag"), _texts(signed, "customer", "day"),
            tuple(TagInTree(tag_of(place), above) for place, above in enumerate(ABOVE, 1)),
            {place: place for place in range(1, len(ABOVE) + 1)}, FAMILIES,
        )
    )  # fmt: skip


def _texts(pairs: list[tuple[int, int]], *names: str) -> dict[str, str]:
    return {name: ",".join(str(pair[at]) for pair in pairs) for at, name in enumerate(names)}


def by_chance(seed: int, count: int = 60) -> list[Made]:
    """As many customers; those who sign have other tags than the rest, more often than not."""
    chance = Random(seed)
    made = []
    for _each in range(count):
        group = chance.choice(tuple(CustomerGroup))
        likely = (1, 3, 5, 6) if group is CustomerGroup.SIGNED else (2, 4, 7, 8)
        pool = likely if chance.random() < 0.7 else range(1, 9)
        tags = frozenset(chance.sample(tuple(pool), chance.randint(0, 4)))
        year = chance.choice((0, 2023, 2024, 2026)) if group is CustomerGroup.SIGNED else 0
        made.append(Made(group, tags, year))
    return made


companies = st.lists(
    st.builds(
        Made,
        st.sampled_from(CustomerGroup),
        st.frozensets(st.integers(1, len(ABOVE)), max_size=5),
        st.sampled_from((0, 2024, 2025, 2026)),
    ),
    max_size=25,
)
