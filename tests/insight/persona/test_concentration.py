"""How few tags cover 80 %: as by hand, no fewer than it takes, exact for tags that rule each other out."""

from datetime import date
from itertools import combinations

from hypothesis import given, settings

from crmdesk.domain.portrait import CustomerGroup, PortraitFilter
from crmdesk.insight.persona.concentration import Concentration, concentration_of
from tests.insight.persona.made_persona import Made, by_chance, columns, companies, tag_of, with_above

TODAY = date(2026, 11, 22)
SIGNED = CustomerGroup.SIGNED


def counted(customers: list[Made], wanted: PortraitFilter | None = None, minimum: int = 3) -> Concentration:
    return concentration_of(columns(customers), wanted or PortraitFilter(), minimum=minimum, today=TODAY)


def slowly(sets: list[frozenset[int]]) -> list[tuple[int, int]]:
    """Tags taken one after another with how many they add; the first of those that add as many."""
    taken, left = list[tuple[int, int]](), [tags for tags in sets if tags]
    n = len(left)
    while (n - len(left)) * 5 < n * 4:
        best = min({tag for tags in left for tag in tags}, key=lambda tag: (-sum(tag in tags for tags in left), tag))
        taken.append((best, sum(best in tags for tags in left)))
        left = [tags for tags in left if best not in tags]
    return taken


def told(steps) -> list[tuple[str, int]]:
    return [(step.tag.uid, step.adds) for step in steps]


def signed_in(customers: list[Made], year: int) -> list[frozenset[int]]:
    return [one.tags for one in customers if one.group is SIGNED and one.year == year]


@settings(max_examples=60)
@given(companies)
def test_each_year_is_covered_as_by_hand_and_with_no_fewer_tags_than_it_takes(customers):
    for row in counted(customers).rows:
        mine = {place for place in range(1, 9) if row.family is None or tag_of(place).group_uid == row.family.uid}
        for cover in row.years:
            sets = [tags & mine for tags in signed_in(customers, cover.year) if tags & mine]
            assert told(cover.steps) == [(tag_of(tag).uid, adds) for tag, adds in slowly(sets)]
            assert (cover.n, cover.enough) == (len(sets), len(sets) >= 3)
            if sets:
                assert cover.covered >= 0.8
                fewest = next(
                    k for k in range(1, 9)
                    if any(sum(bool(tags & set(some)) for tags in sets) * 5 >= len(sets) * 4
                           for some in combinations(sorted(mine), k))
                )  # fmt: skip
                assert fewest <= len(cover.steps)


def test_tags_that_rule_each_other_out_are_covered_by_the_most_frequent():
    customers = [Made(SIGNED, frozenset({tag}), 2025) for tag in (5, 5, 5, 5, 6, 6, 6, 7, 7, 8)]
    row = next(each for each in counted(customers).rows if each.family and each.family.uid == "motive")
    assert told(row.years[0].steps) == [("tag-5", 4), ("tag-6", 3), ("tag-7", 2)]


def test_the_years_go_on_to_the_present_one_which_is_not_whole():
    found = counted([Made(SIGNED, frozenset({5}), 2024), Made(SIGNED, frozenset({5}), 0)])
    assert found.years == (2024, 2025, 2026)
    assert [(cover.n, cover.partial) for cover in found.rows[0].years] == [(1, False), (0, False), (0, True)]
    assert found.undated == 1


def test_groups_of_tags_that_narrow_come_first_after_all_together():
    before = [Made(SIGNED, frozenset({1, tag}), 2025) for tag in (5, 6, 7, 8)]
    now = [Made(SIGNED, frozenset({1, 5}), 2026) for _each in range(4)]
    rows = counted([*before, *now]).rows
    assert [row.family.uid if row.family else "" for row in rows] == ["", "motive", "region"]
    assert [row.narrows for row in rows] == [False, True, False]
    too_few = counted([*before, *now[:2]]).rows
    assert not any(row.narrows for row in too_few)


def test_one_level_of_a_tree_counts_who_has_a_tag_below_it():
    customers = by_chance(4)
    wanted = PortraitFilter(groups=frozenset({"region"}), level=1)
    (row,) = counted(customers, wanted).rows
    for cover in row.years:
        sets = [with_above(tags) & {1} for tags in signed_in(customers, cover.year)]
        assert told(cover.steps) == [(tag_of(tag).uid, adds) for tag, adds in slowly([each for each in sets if each])]


def test_without_anybody_who_signed_there_is_nothing():
    assert counted([Made(CustomerGroup.LOST, frozenset({5}))]).rows == ()
    assert counted([]).years == ()
