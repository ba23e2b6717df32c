import pytest

from crmdesk.domain.errors import ValidationError
from crmdesk.services.configuration.people import People
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
