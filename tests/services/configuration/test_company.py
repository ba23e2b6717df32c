from datetime import timedelta

import pytest

from crmdesk.domain.errors import ValidationError
from crmdesk.domain.timeline_fold import USUAL_GAP
from crmdesk.services.configuration import ConfigurationService
from crmdesk.services.configuration.company import Company, CompanyFacts
from tests.factories import Office


@pytest.fixture
def facts(office: Office) -> CompanyFacts:
    return ConfigurationService(office.desk).company


def test_the_name_and_the_currency_are_changed_and_the_change_is_taken_back(facts: CompanyFacts, office: Office):
    assert facts.company() == Company("", "CNY", 5, USUAL_GAP)
    assert "setting" in facts.set_name(" North & Sons ").uids
    facts.set_currency("eur")
    assert facts.company() == Company("North & Sons", "EUR", 5, USUAL_GAP)
    office.history.undo()
    assert facts.company() == Company("North & Sons", "CNY", 5, USUAL_GAP)


def test_the_same_again_is_no_change(facts: CompanyFacts):
    facts.set_name("North")
    assert not facts.set_name("North")


def test_a_currency_that_does_not_exist_is_refused(facts: CompanyFacts):
    with pytest.raises(ValidationError, match="money"):
        facts.set_currency("money")
    assert facts.company().currency == "CNY"


def test_how_many_customers_are_enough_evidence_is_changed_and_taken_back(facts: CompanyFacts, office: Office):
    facts.set_evidence(12)
    assert facts.company().evidence == 12
    office.history.undo()
    assert facts.company().evidence == 5


@pytest.mark.parametrize("number", [0, -3, 10_001])
def test_a_number_that_is_no_minimum_is_refused(facts: CompanyFacts, number: int):
    with pytest.raises(ValidationError, match="from 1 to"):
        facts.set_evidence(number)
    assert facts.company().evidence == 5


def test_the_pause_between_conversations_is_changed_and_taken_back(facts: CompanyFacts, office: Office):
    assert facts.company().gap == timedelta(hours=2)
    facts.set_gap(45)
    assert facts.company().gap == timedelta(minutes=45)
    office.history.undo()
    assert facts.company().gap == timedelta(hours=2)


@pytest.mark.parametrize("minutes", [0, -5, 7 * 24 * 60 + 1])
def test_a_pause_that_is_none_is_refused(facts: CompanyFacts, minutes: int):
    with pytest.raises(ValidationError, match="from 1 to"):
        facts.set_gap(minutes)
