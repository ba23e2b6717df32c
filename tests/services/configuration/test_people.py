from dataclasses import replace

import pytest

from crmdesk.domain.errors import ValidationError
from crmdesk.services.configuration.people import People
from crmdesk.services.history import HistoryService
from tests.factories import ME, Office, add_customer


@pytest.fixture
def people(office: Office) -> People:
    add_customer(office, "Acme")
    return People(office.desk)


def names(people: People) -> set[str]:
    return {person.name for person in people.entries()}


def test_whoever_works_here_takes_everything_along_under_another_name(people: People, office: Office):
    assert ME in names(people)
    people.call_me(" Lin Tao-Weber ")
    assert ME not in names(people)
    [customer] = office.customers.list_customers()
    assert customer.owner == "Lin Tao-Weber"


def test_with_a_colleague_s_name_nobody_is_renamed(people: People):
    people.add("Amy Chen")
    before = names(people)
    assert not people.call_me("amy chen")
    assert names(people) == before


def test_a_name_is_needed(people: People):
    with pytest.raises(ValidationError):
        people.call_me("  ")


def renamed(office: Office, name: str) -> tuple[HistoryService, People]:
    """What the same person has on the workspace once the program has started for the new name."""
    desk = replace(office.desk, actor=name)
    return HistoryService(desk), People(desk)


def test_a_new_name_can_be_taken_back_like_anything_else(people: People, office: Office):
    people.call_me("Tao")
    history, again = renamed(office, "Tao")
    target, changes = history.undo()
    assert "Tao" in target.label
    assert changes
    assert again.my_name() == ME
    assert office.history.undo()[0].label.endswith("“Acme”")
    assert office.history.redo()
    assert office.history.redo()[0].label == target.label
    assert office.configuration.people.my_name() == "Tao"


def test_what_was_done_under_a_former_name_stays_one_s_own(people: People, office: Office):
    people.call_me("Tao")
    renamed(office, "Tao")[1].call_me("Tao Weber")
    history = renamed(office, "Tao Weber")[0]
    assert [past.can_be_undone for past in history.past(3)] == [True, True, True]


def test_a_former_name_taken_by_somebody_new_brings_nothing_along(people: People, office: Office):
    people.call_me("Tao")
    add_customer(office, "Their first")
    labels = {past.entry.label for past in office.history.past(9) if past.can_be_undone}
    assert labels == {office.history.past(1)[0].entry.label}
    history = renamed(office, "Tao")[0]
    target = history.next_undo()
    assert target is not None
    assert "Tao" in target.label


def test_who_is_not_entered_yet_stays_the_same_under_a_new_name(office: Office):
    office.configuration.tag_groups.add("Colours")
    office.configuration.people.call_me("Tao")
    labels = [past.entry.label for past in renamed(office, "Tao")[0].past(9) if past.can_be_undone]
    assert any("Colours" in label for label in labels)
