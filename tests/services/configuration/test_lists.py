"""The lists a company edits: every verb undone, what is needed or in use kept, namesakes refused."""

from collections.abc import Callable

import pytest

from crmdesk.domain.errors import ConflictError, NotFoundError, ValidationError
from crmdesk.domain.listed import ReasonDemands
from crmdesk.services.configuration.listed import ListService
from crmdesk.services.loss_accounts import LossWords
from crmdesk.store.queries.catalogue import stages, tag_groups, tags
from tests.factories import ME, Office, add_customer, add_deal
from tests.store.dumps import logical_dump

LISTS: dict[str, Callable[[Office], ListService]] = {
    "stage": lambda office: office.configuration.stages,
    "loss_reason": lambda office: office.configuration.reasons,
    "tag_group": lambda office: office.configuration.tag_groups,
    "template": lambda office: office.configuration.quick_notes,
    "member": lambda office: office.configuration.people,
}


def names(entries) -> list[str]:
    return [entry.name for entry in entries if not entry.retired]


@pytest.mark.parametrize("table", LISTS)
def test_every_verb_is_one_step_that_can_be_undone(office: Office, table: str):
    edited = LISTS[table](office)
    dumps = [logical_dump(office.path)]
    uid, added = edited.add(" Spécial ")
    assert added.uids == {table: (uid,)}
    dumps.append(logical_dump(office.path))
    steps = [
        lambda: edited.rename(uid, "Otherwise"),
        lambda: edited.retire(uid),
        lambda: edited.bring_back(uid),
        lambda: edited.delete(uid),
    ]
    if table != "member":
        first = edited.entries()[0].uid
        steps.insert(1, lambda: edited.move(uid, first))
    for step in steps:
        changes = step()
        assert uid in changes.uids[table]
        dumps.append(logical_dump(office.path))
    for before in reversed(dumps[:-1]):
        office.history.undo()
        assert logical_dump(office.path) == before


@pytest.mark.parametrize("table", LISTS)
def test_names_are_needed_and_taken_once(office: Office, table: str):
    edited = LISTS[table](office)
    uid, _changes = edited.add("Special")
    for wrong in ("", "  ", "x" * 1000):
        with pytest.raises(ValidationError):
            edited.add(wrong)
    with pytest.raises(ValidationError, match="“Special” is there already"):
        edited.add("SPECIAL ")
    edited.rename(uid, "special")
    edited.retire(uid)
    with pytest.raises(ValidationError, match="bring it back"):
        edited.add("Special")
    with pytest.raises(NotFoundError):
        edited.rename("nobody", "X")


def test_an_entry_moves_before_another_or_to_the_end(office: Office):
    edited = office.configuration.stages
    first, second, *_rest = [entry.uid for entry in edited.entries()]
    edited.move(second, first)
    assert [entry.uid for entry in edited.entries()][:2] == [second, first]
    edited.move(second, None)
    assert edited.entries()[-1].uid == second


def test_a_stage_in_use_is_retired_and_no_longer_offered_but_its_deals_keep_it(office: Office):
    deal = add_deal(office, add_customer(office), stage="quote")
    edited = office.configuration.stages
    quote = next(entry for entry in edited.entries() if entry.deals)
    assert not quote.deletable
    with pytest.raises(ConflictError, match="in use"):
        edited.delete(quote.uid)
    edited.retire(quote.uid)
    with office.desk.read() as source:
        assert quote.name not in [stage.name for stage in stages(source)]
    assert office.deals.find_deal(deal).stage == quote.name


def test_one_stage_remains(office: Office):
    edited = office.configuration.stages
    *others, last = edited.entries()
    for entry in others:
        edited.retire(entry.uid)
    with pytest.raises(ConflictError, match="last stage"):
        edited.retire(last.uid)
    assert names(edited.entries()) == [last.name]


def test_details_of_a_stage(office: Office):
    edited = office.configuration.stages
    uid = edited.entries()[0].uid
    edited.set_probability(uid, 35)
    edited.set_rot_days(uid, 12)
    edited.set_exit_criteria(uid, " when they answer ")
    entry = edited.entries()[0]
    assert (entry.probability, entry.rot_days, entry.exit_criteria) == (35, 12, "when they answer")
    edited.set_rot_days(uid, None)
    assert edited.entries()[0].rot_days is None
    for wrong in (lambda: edited.set_probability(uid, 101), lambda: edited.set_rot_days(uid, 0)):
        with pytest.raises(ValidationError):
            wrong()


def test_reasons_have_two_levels_and_those_below_share_their_fate(office: Office):
    edited = office.configuration.reasons
    uid, _changes = edited.add("Weather")
    below, _changes = edited.add("Rain", uid)
    with pytest.raises(ConflictError, match="nothing below"):
        edited.add("Drizzle", below)
    edited.retire(uid)
    assert not {"Weather", "Rain"} & {reason.name for reason in office.loss_accounts.choices().reasons}
    edited.bring_back(uid)
    assert {"Weather", "Rain"} <= {reason.name for reason in office.loss_accounts.choices().reasons}
    with pytest.raises(ConflictError, match="in use"):
        edited.delete(uid)
    edited.delete(below)
    edited.delete(uid)


def test_a_reason_asks_what_it_is_told_to_ask(office: Office):
    edited = office.configuration.reasons
    uid, _changes = edited.add("Weather")
    edited.set_demands(uid, ReasonDemands(ask_note=True, win_back_days=90))
    deal = add_deal(office, add_customer(office))
    with pytest.raises(ValidationError, match="asks for a note"):
        office.deals.mark_lost(deal, LossWords("Weather"))
    office.deals.mark_lost(deal, LossWords("Weather", note="Storm"))
    entry = next(entry for entry in edited.entries() if entry.uid == uid)
    assert (entry.given.losses, entry.deletable) == (1, False)
    with pytest.raises(ValidationError):
        edited.set_demands(uid, ReasonDemands(win_back_days=-1))


def test_the_reasons_of_the_program_stay_as_they_are(office: Office):
    edited = office.configuration.reasons
    before = logical_dump(office.path)
    own = [entry for entry in edited.entries() if entry.system]
    assert len(own) == 2
    for entry in own:
        for verb in (
            edited.retire,
            edited.delete,
            lambda uid: edited.rename(uid, "X"),
            lambda uid: edited.add("X", uid),
        ):
            with pytest.raises(ConflictError, match="belongs to the program"):
                verb(entry.uid)
        with pytest.raises(ConflictError):
            edited.set_demands(entry.uid, ReasonDemands(ask_note=True))
    assert logical_dump(office.path) == before


def test_tags_are_edited_in_their_group_and_counted(office: Office):
    groups, edited = office.configuration.tag_groups, office.configuration.tags
    group, _changes = groups.add("Mood")
    other, _changes = groups.add("Weather")
    uid, changes = edited.add("sunny", group)
    assert changes.uids == {"tag": (uid,)}
    edited.add("sunny", other)
    with pytest.raises(ValidationError):
        edited.add("Sunny", group)
    office.tags.change_tags(add_customer(office), add=["Mood:sunny"])
    [entry] = edited.entries(group)
    assert (entry.holders, entry.deletable) == (1, False)
    groups.set_single_choice(group, single=True)
    groups.set_colour(group, 3)
    mood = next(entry for entry in groups.entries() if entry.uid == group)
    assert (mood.single_choice, mood.colour, mood.tags, mood.deletable) == (True, 3, 1, False)
    edited.retire(uid)
    with office.desk.read() as source:
        assert ("Mood", "sunny") not in [(tag.group, tag.name) for tag in tags(source)]
    groups.retire(group)
    with office.desk.read() as source:
        assert "Mood" not in [group.name for group in tag_groups(source)]
    assert office.tags.tags_of("Acme") == ["sunny"]


def test_people_are_counted_and_i_stay_who_i_am(office: Office):
    people = office.configuration.people
    add_customer(office, owner=ME)
    uid, _changes = people.add("Chen Yu")
    me, other = people.entries()
    assert (me.name, me.is_me, me.customers) == (ME, True, 1)
    assert (other.uid, other.is_me, other.deletable) == (uid, False, True)
    for verb in (people.retire, people.delete, lambda uid: people.rename(uid, "X")):
        with pytest.raises(ConflictError, match="This is you"):
            verb(me.uid)
