"""Tags in a tree, under several words, and two of them becoming one without losing a day."""

import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crmdesk.domain.defaults import AppliesTo
from crmdesk.domain.errors import ConflictError, NotFoundError, ValidationError
from crmdesk.domain.listed import TagEntry
from crmdesk.domain.tag import TagAssignmentDraft
from crmdesk.domain.tag_spans import TagHolder, TagSpan, joined
from crmdesk.store.queries.edited_lists import listed_row
from crmdesk.store.queries.lookup import find_customer
from crmdesk.store.queries.tag_use import spans_of
from crmdesk.store.repos import tags as tag_rows
from crmdesk.store.repos.edited_lists import EditedList
from tests.factories import Office, add_customer, office_at
from tests.fakes import FixedClock
from tests.store.dumps import logical_dump

DAY = date(2026, 1, 1)


def days(number: int) -> date:
    return DAY + timedelta(days=number)


def group(office: Office, name: str) -> str:
    return next(entry.uid for entry in office.configuration.tag_groups.entries() if entry.name == name)


def entry(office: Office, in_group: str, name: str) -> TagEntry:
    return next(each for each in office.configuration.tags.entries(group(office, in_group)) if each.name == name)


def uid(office: Office, in_group: str, name: str) -> str:
    return entry(office, in_group, name).uid


@pytest.fixture
def regions(office: Office) -> dict[str, str]:
    """A tree of regions by name."""
    tags, home = office.configuration.tags, group(office, "Region")
    uids = {name: tags.add(name, home)[0] for name in ("西北", "甘肃", "兰州", "华北")}
    tags.put_below(uids["甘肃"], uids["西北"])
    tags.put_below(uids["兰州"], uids["甘肃"])
    return uids


def found(office: Office, expression: str) -> list[str]:
    return [customer.name for customer in office.customers.list_customers(expression)]


def test_a_tag_is_put_below_another_and_back_and_undone(office: Office, regions: dict[str, str]) -> None:
    before = logical_dump(office.path)
    tags = office.configuration.tags
    tags.put_below(regions["华北"], regions["甘肃"], regions["兰州"])
    below = [each.name for each in tags.entries(group(office, "Region")) if each.parent_uid == regions["甘肃"]]
    assert below == ["华北", "兰州"]
    tags.put_below(regions["甘肃"], None, regions["西北"])
    top = [each.name for each in tags.entries(group(office, "Region")) if each.parent_uid is None]
    assert top == ["甘肃", "西北"]
    office.history.undo()
    office.history.undo()
    assert logical_dump(office.path) == before


def test_no_tag_stands_below_itself_in_another_group_or_too_deep(office: Office, regions: dict[str, str]) -> None:
    tags = office.configuration.tags
    with pytest.raises(ConflictError, match="below itself"):
        tags.put_below(regions["西北"], regions["兰州"])
    with pytest.raises(ConflictError, match="below itself"):
        tags.put_below(regions["西北"], regions["西北"])
    with pytest.raises(ConflictError, match="own group"):
        tags.put_below(regions["华北"], uid(office, "Source", "referral"))
    fourth, _changes = tags.add("城关", group(office, "Region"))
    tags.put_below(fourth, regions["兰州"])
    with pytest.raises(ConflictError, match="at most 4 levels"):
        tags.put_below(regions["华北"], fourth)
    with pytest.raises(ConflictError, match="at most 4 levels"):
        tags.put_below(regions["西北"], regions["华北"])


@pytest.mark.usefixtures("regions")
def test_who_has_a_lower_tag_is_found_by_a_higher_one(office: Office) -> None:
    for name, tag in (("Acme", "兰州"), ("Bolt", "华北"), ("Cork", "甘肃")):
        add_customer(office, name)
        office.tags.change_tags(name, add=[f"Region:{tag}"])
    assert found(office, "tag:西北") == ["Acme", "Cork"]
    assert found(office, "tag:Region:甘肃") == ["Acme", "Cork"]
    assert found(office, "tag:兰州,华北") == ["Acme", "Bolt"]
    assert found(office, "tag:西北 tag:华北") == []
    assert found(office, "-tag:西北") == ["Bolt"]


def test_retiring_and_bringing_back_go_through_the_whole_tree(office: Office, regions: dict[str, str]) -> None:
    tags = office.configuration.tags
    tags.retire(regions["西北"])
    assert [entry(office, "Region", name).retired for name in ("西北", "甘肃", "兰州")] == [True, True, True]
    tags.bring_back(regions["甘肃"])
    assert [entry(office, "Region", name).retired for name in ("西北", "甘肃", "兰州")] == [False, False, False]


def test_a_tag_is_found_by_another_word_everywhere(office: Office) -> None:
    referral = uid(office, "Source", "referral")
    before = logical_dump(office.path)
    word, changes = office.configuration.tags.add_alias(referral, " 转介绍 ")
    assert changes.uids == {"tag": (word,)}
    assert [alias.name for alias in entry(office, "Source", "referral").aliases] == ["转介绍"]
    for name, tag in (("Acme", "转介绍"), ("Bolt", "source:转介绍")):
        add_customer(office, name)
        assert office.tags.change_tags(name, add=[tag])[0] == ["referral"]
    add_customer(office, "Cork", source="转介绍")
    assert found(office, "tag:转介绍") == found(office, "source:转介绍") == ["Acme", "Bolt", "Cork"]
    assert office.tags.change_tags("Acme", remove=["转介绍"])[0] == []
    assert "转介绍" not in office.facts.tag_names()
    with office.desk.change("Import") as unit:
        ids = tag_rows.ensure_groups(unit, {"source": tag_rows.NewGroup("Source", "customer", single_choice=False)})
        [tag] = tag_rows.ensure_tags(unit, [(ids["source"], "转介绍")]).values()
        assert {span.tag_id for span in spans_of(unit, [tag])} == {tag}
    office.configuration.tags.remove_alias(word)
    assert entry(office, "Source", "referral").aliases == ()
    for _step in range(8):
        office.history.undo()
    assert logical_dump(office.path) == before


def test_a_word_means_one_tag_of_its_group(office: Office) -> None:
    tags, referral = office.configuration.tags, uid(office, "Source", "referral")
    tags.add_alias(referral, "word of mouth")
    home = group(office, "Source")
    refusals: list[tuple[str, Callable[[], object]]] = [
        ("entry of its own; merge it", lambda: tags.add_alias(referral, "Advert")),
        ("called already", lambda: tags.add_alias(referral, "Referral")),
        ("“word of mouth” is another word for “referral” already", lambda: tags.add("Word of Mouth", home)),
        ("another word for", lambda: tags.add_alias(uid(office, "Source", "advert"), "word of mouth")),
        ("another word for", lambda: tags.rename(uid(office, "Source", "advert"), "word of mouth")),
        ("A name is needed", lambda: tags.add_alias(referral, " ")),
    ]
    for sentence, attempt in refusals:
        with pytest.raises(ValidationError, match=sentence):
            attempt()
    tags.add_alias(uid(office, "Level", "A"), "word of mouth")


def test_a_deleted_tag_takes_its_words_along(office: Office) -> None:
    tags = office.configuration.tags
    special, _changes = tags.add("special", group(office, "Source"))
    word, _changes = tags.add_alias(special, "rare")
    assert entry(office, "Source", "special").deletable
    before = logical_dump(office.path)
    tags.delete(special)
    with pytest.raises(NotFoundError):
        tags.remove_alias(word)
    office.history.undo()
    assert logical_dump(office.path) == before


def test_merging_moves_everybody_and_keeps_the_name_as_a_word(office: Office) -> None:
    for name, held in (("Acme", ["advert"]), ("Bolt", ["advert", "search"]), ("Cork", ["search"])):
        add_customer(office, name)
        office.tags.change_tags(name, add=held)
    tags, advert, search = office.configuration.tags, uid(office, "Source", "advert"), uid(office, "Source", "search")
    before = logical_dump(office.path)
    outlook = tags.outlook(advert, search)
    assert (outlook.name, outlook.into, outlook.applies_to) == ("advert", "search", AppliesTo.CUSTOMER)
    assert (outlook.holders, outlook.both) == (2, 1)
    tags.merge(advert, search)
    assert [office.tags.tags_of(name) for name in ("Acme", "Bolt", "Cork")] == [["search"]] * 3
    assert "advert" not in [each.name for each in tags.entries(group(office, "Source"))]
    assert [alias.name for alias in entry(office, "Source", "search").aliases] == ["advert"]
    assert found(office, "tag:advert") == ["Acme", "Bolt", "Cork"]
    assert office.care.check(lambda _done, _total: None) == []
    office.history.undo()
    assert logical_dump(office.path) == before


def test_a_merged_tag_takes_its_words_and_those_below_it_along(office: Office, regions: dict[str, str]) -> None:
    tags = office.configuration.tags
    tags.add_alias(regions["甘肃"], "陇")
    tags.merge(regions["甘肃"], regions["华北"])
    assert entry(office, "Region", "兰州").parent_uid == regions["华北"]
    assert {alias.name for alias in entry(office, "Region", "华北").aliases} == {"甘肃", "陇"}
    tags.merge(regions["华北"], regions["西北"])
    assert {alias.name for alias in entry(office, "Region", "西北").aliases} == {"甘肃", "陇", "华北"}


def test_a_free_tag_goes_into_another_group_of_single_choice(office: Office) -> None:
    """Who has one of that group keeps what came last; the group it leaves can then be deleted."""
    for name, held in (("Acme", ["key account"]), ("Bolt", ["Level:B", "key account"])):
        add_customer(office, name)
        office.tags.change_tags(name, add=held)
    key, level = uid(office, "Other tags", "key account"), uid(office, "Level", "A")
    before = logical_dump(office.path)
    office.configuration.tags.merge(key, level)
    assert [office.tags.tags_of(name) for name in ("Acme", "Bolt")] == [["A"], ["B"]]
    assert office.tags.change_tags("Bolt", add=["Other tags:key account"])[0] == ["A"]
    office.history.undo()
    other = group(office, "Other tags")
    assert next(each for each in office.configuration.tag_groups.entries() if each.uid == other).deletable
    office.configuration.tag_groups.delete(other)
    office.history.undo()
    office.history.undo()
    assert logical_dump(office.path) == before


def test_what_cannot_be_one_is_not_merged(office: Office, regions: dict[str, str]) -> None:
    tags = office.configuration.tags
    other, _changes = office.configuration.tag_groups.add("Places")
    place, _changes = tags.add("Place", other)
    retired = uid(office, "Source", "summit")
    tags.retire(retired)
    before = logical_dump(office.path)
    refusals = [
        ("into itself", regions["西北"], regions["西北"]),
        ("other way round", regions["西北"], regions["兰州"]),
        ("before it goes to another group", regions["西北"], place),
        ("retired; bring it back", uid(office, "Source", "advert"), retired),
        ("people at customers", uid(office, "Contact role", "buyer"), place),
    ]
    for sentence, tag, into in refusals:
        with pytest.raises(ConflictError, match=sentence):
            tags.outlook(tag, into)
        with pytest.raises(ConflictError, match=sentence):
            tags.merge(tag, into)
    assert logical_dump(office.path) == before


def test_a_group_says_what_it_is_for_until_something_else_has_its_tags(office: Office) -> None:
    add_customer(office, "Acme")
    office.tags.change_tags("Acme", add=["Level:A"])
    groups, level = office.configuration.tag_groups, group(office, "Level")
    with pytest.raises(ConflictError, match="Tags of “Level” are on customers now") as refused:
        groups.set_applies_to(level, AppliesTo.DEAL)
    assert refused.value.field == "applies_to"
    office.tags.change_tags("Acme", remove=["A"])
    groups.set_applies_to(level, AppliesTo.DEAL)
    with pytest.raises(ValidationError, match="Tags of “Level” are for deals, not for customers"):
        office.tags.change_tags("Acme", add=["Level:A"])
    assert office.tags.change_tags("Acme", add=["A"])[0] == ["A"]
    assert found(office, "tag:Level:A") == []


SPANS = st.lists(st.tuples(st.integers(0, 30), st.none() | st.integers(0, 30)), min_size=1, max_size=6)


@given(SPANS)
def test_joined_spans_hold_on_the_same_days_and_never_twice(raw: list[tuple[int, int | None]]) -> None:
    holder = TagHolder(1)
    spans = [
        TagSpan(number, 1, holder, days(start), None if length is None else days(start + length))
        for number, (start, length) in enumerate(raw)
    ]
    stay, gone = joined(spans)
    calendar = [days(number) for number in range(70)]

    def holds(them: list[TagSpan], day: date) -> int:
        return sum(span.from_day <= day < span.end for span in them)

    assert [holds(stay, day) for day in calendar] == [min(1, holds(spans, day)) for day in calendar]
    assert {span.id for span in stay} | set(gone) == set(range(len(spans)))


HELD = st.lists(
    st.tuples(st.integers(0, 1), st.sampled_from("abx"), st.integers(0, 20), st.none() | st.integers(1, 9)), max_size=10
)


@settings(max_examples=max(settings().max_examples // 3, 10))
@given(held=HELD, single=st.booleans(), pair=st.sampled_from(["ab", "xa", "ax"]))
def test_any_merge_then_undo_is_as_before(
    blank_workspace: Path,
    tmp_path_factory: pytest.TempPathFactory,
    held: list[tuple[int, str, int, int | None]],
    pair: str,
    *,
    single: bool,
) -> None:
    copy = shutil.copy(blank_workspace, tmp_path_factory.mktemp("merge") / "book.crmdesk")
    office = office_at(Path(copy), FixedClock())
    tags, groups = office.configuration.tags, office.configuration.tag_groups
    homes = {name: groups.add(f"Group {name}")[0] for name in "ax"}
    uids = {name: tags.add(name, homes[home])[0] for name, home in (("a", "a"), ("b", "a"), ("x", "x"))}
    groups.set_single_choice(homes["a"], single=single)
    customers = [add_customer(office, name) for name in ("Acme", "Bolt")]
    _put(office, customers, uids, held)
    before = logical_dump(office.path)
    tags.merge(uids[pair[0]], uids[pair[1]])
    assert all(len(set(names)) == len(names) for names in map(office.tags.tags_of, customers))
    assert all(pair[0] not in office.tags.tags_of(customer) for customer in customers)
    assert office.care.check(lambda _done, _total: None) == []
    office.history.undo()
    assert logical_dump(office.path) == before


def _put(
    office: Office, customers: list[str], uids: dict[str, str], held: list[tuple[int, str, int, int | None]]
) -> None:
    """Put tags on customers for some days, none of them twice at a time."""
    free: dict[tuple[int, str], int] = {}
    with office.desk.change("Put") as unit:
        ids = {name: listed_row(unit, EditedList.TAGS, uid).id for name, uid in uids.items()}
        rows = [find_customer(unit, customer).id for customer in customers]
        for place, name, start, length in sorted(held, key=lambda each: each[2]):
            if start >= free.get((place, name), 0):
                free[place, name] = start + length if length is not None else 1000
                [row] = tag_rows.assign(unit, [TagAssignmentDraft(ids[name], rows[place], days(start))])
                if length is not None:
                    tag_rows.end(unit, [row], days(start + length))
