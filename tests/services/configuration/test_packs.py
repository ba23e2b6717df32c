"""Packs of tags: on and off, out into a file and in again; nothing is ever deleted or renamed by one."""

from dataclasses import replace
from pathlib import Path

import pytest

from crmdesk.domain.defaults import AppliesTo
from crmdesk.domain.errors import ConflictError, ValidationError
from crmdesk.domain.tag_pack import PackGroup, PackLine, PackTag, TagPack
from crmdesk.store.repos.defaults import seed
from crmdesk.store.workspace import create_workspace
from tests.factories import Office, add_customer, office_at
from tests.fakes import FixedClock
from tests.services.configuration.test_tags import entry, group, uid
from tests.store.dumps import logical_dump


def everything(office: Office) -> list[str]:
    return [each.uid for each in office.configuration.tag_groups.entries()]


@pytest.fixture
def edited(office: Office) -> Office:
    """A workspace with a tree, other words, colours, merged and retired tags."""
    tags, groups = office.configuration.tags, office.configuration.tag_groups
    region = group(office, "Region")
    uids = {name: tags.add(name, region)[0] for name in ("西北", "甘肃", "兰州", "old")}
    tags.put_below(uids["甘肃"], uids["西北"])
    tags.put_below(uids["兰州"], uids["甘肃"])
    tags.add_alias(uids["兰州"], "金城")
    tags.retire(uids["old"])
    tags.merge(uid(office, "Source", "advert"), uid(office, "Source", "search"))
    groups.set_colour(region, 4)
    mood, _changes = groups.add("Mood")
    groups.set_applies_to(mood, AppliesTo.DEAL)
    tags.add("sunny", mood)
    return office


def empty_office(path: Path) -> Office:
    """A workspace without any list."""
    from crmdesk.domain.defaults import load_defaults

    bare = replace(load_defaults("en"), tag_groups=(), packs=())
    facts = {"language": "en", "currency": "CNY", "packs": [], "created": "2026-01-01T00:00:00+00:00"}

    def fill(workspace) -> None:
        with workspace.unit("Create", "crmdesk") as unit:
            seed(unit, bare, (), facts)

    create_workspace(path, FixedClock(), fill)
    return office_at(path, FixedClock())


def test_out_and_in_again_changes_nothing(edited: Office, tmp_path: Path) -> None:
    packs = edited.configuration.packs
    before = logical_dump(edited.path)
    used = [each.uid for each in edited.configuration.tag_groups.entries() if not each.retired]
    written = packs.write("Ours", used, tmp_path / "ours.json")
    lines, changes = packs.take_in(packs.read(tmp_path / "ours.json"))
    assert not changes
    assert all((line.is_new, line.is_changed, line.new, line.changed) == (False, False, 0, 0) for line in lines)
    assert [line.group for line in lines] == [each.name for each in written.groups]
    assert logical_dump(edited.path) == before


def test_into_an_empty_workspace_it_is_the_same(edited: Office, tmp_path: Path) -> None:
    pack = edited.configuration.packs.pack("Ours", everything(edited))
    other = empty_office(tmp_path / "other.crmdesk")
    before = logical_dump(other.path)
    lines, _changes = other.configuration.packs.take_in(pack)
    assert all(line.is_new and line.changed == line.same == 0 for line in lines)
    assert other.configuration.packs.pack("Ours", everything(other)) == pack
    assert other.care.check(lambda _done, _total: None) == []
    other.history.undo()
    assert logical_dump(other.path) == before


def test_an_outlook_tells_and_keeps_nothing(office: Office) -> None:
    north = PackTag("North", tags=(PackTag("Harbin", aliases=("哈尔滨",)),))
    source = PackTag("search", "search", ("Bing",))
    pack = TagPack(
        "New",
        "en",
        (
            PackGroup("Region", "region", single_choice=True, tags=(north,)),
            PackGroup("Quelle", "source", tags=(source, PackTag("advert", "advert"))),
            PackGroup("Weather", tags=(PackTag("rain"),)),
        ),
    )
    before = logical_dump(office.path)
    lines = office.configuration.packs.outlook(pack)
    assert lines == (
        PackLine("Region", is_new=False, is_changed=False, new=2, changed=0, same=0),
        PackLine("Source", is_new=False, is_changed=False, new=0, changed=1, same=1),
        PackLine("Weather", is_new=True, is_changed=False, new=1, changed=0, same=0),
    )
    assert logical_dump(office.path) == before
    taken, changes = office.configuration.packs.take_in(pack)
    assert taken == lines
    assert set(changes.uids) == {"tag_group", "tag"}
    assert [alias.name for alias in entry(office, "Source", "search").aliases] == ["Bing"]
    assert entry(office, "Region", "Harbin").parent_uid == uid(office, "Region", "North")
    office.history.undo()
    assert logical_dump(office.path) == before


def test_what_is_there_is_made_like_it_but_neither_renamed_nor_deleted(edited: Office) -> None:
    pack = TagPack(
        "Theirs",
        "en",
        (
            PackGroup(
                "区域", "region", colour=1, tags=(PackTag("兰州"), PackTag("OLD"), PackTag("金城区", aliases=("甘肃",)))
            ),
        ),
    )
    [line] = edited.configuration.packs.take_in(pack)[0]
    assert line == PackLine("Region", is_new=False, is_changed=True, new=1, changed=2, same=0)
    [region] = [each for each in edited.configuration.tag_groups.entries() if each.name == "Region"]
    assert (region.colour, region.single_choice) == (1, False)
    assert entry(edited, "Region", "兰州").parent_uid is None
    assert not entry(edited, "Region", "old").retired
    assert entry(edited, "Region", "金城区").aliases == ()
    assert entry(edited, "Region", "甘肃").parent_uid == uid(edited, "Region", "西北")


def test_a_group_in_use_for_something_else_is_refused(office: Office) -> None:
    add_customer(office, "Acme")
    office.tags.change_tags("Acme", add=["Level:A"])
    before = logical_dump(office.path)
    pack = TagPack("P", "en", (PackGroup("New one"), PackGroup("Level", "level", applies_to=AppliesTo.DEAL)))
    for attempt in (office.configuration.packs.outlook, office.configuration.packs.take_in):
        with pytest.raises(ConflictError, match="has “Level” for deals, but here its tags are on customers"):
            attempt(pack)
    assert logical_dump(office.path) == before
    with pytest.raises(ValidationError, match="at least one group"):
        office.configuration.packs.pack("P", [])


def test_an_industry_is_switched_on_and_off(office: Office) -> None:
    packs = office.configuration.packs
    software = next(pack for pack in packs.industries() if pack.key == "business_software")
    assert (software.name, software.in_use, software.is_on, len(software.groups)) == ("Business software", 0, False, 8)
    before = logical_dump(office.path)
    packs.switch(software, on=True)
    software = next(pack for pack in packs.industries() if pack.key == "business_software")
    assert (software.in_use, software.is_on) == (8, True)
    add_customer(office, "Acme")
    office.tags.change_tags("Acme", add=["Trigger:audit"])
    packs.switch(software, on=False)
    assert office.tags.tags_of("Acme") == ["audit"]
    for _step in range(4):
        office.history.undo()
    assert logical_dump(office.path) == before
