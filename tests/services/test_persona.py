"""The likeness of a customer as a filter finds just those that the portrait counts, in every list."""

import pytest

from crmdesk.domain.customer_list import CustomerQuery
from crmdesk.domain.errors import ValidationError
from crmdesk.domain.persona import Likeness
from crmdesk.domain.portrait import CustomerGroup
from crmdesk.services.customer_list import CustomerListService
from crmdesk.services.loss_accounts import LossWords
from crmdesk.services.portrait import customers_alike
from crmdesk.services.saved_views import SavedViewService
from tests.factories import Office, add_customer, add_deal
from tests.filled import Filled


def _fill(office: Office) -> None:
    """Who was referred signs, who came from a fair does not; of the lost five were referred, six not, one is untold."""
    for number in range(36):
        name = f"Customer {number:02}"
        add_customer(office, name)
        referred = number < 10 or 24 <= number < 29
        if number < 35:
            office.tags.change_tags(name, add=["Source:referral" if referred else "Source:exhibition"])
        if number < 12:
            office.deals.win(add_deal(office, name, f"Deal {number}"))
        elif number >= 24:
            office.deals.mark_lost(add_deal(office, name, f"Deal {number}"), LossWords("price"))


@pytest.fixture
def known(filled: Filled) -> Office:
    return filled(_fill)


def test_each_count_leads_to_just_those_customers(known: Office):
    coverage, listed = known.portrait.read().reach.coverage, CustomerListService(known.desk)
    for group in CustomerGroup:
        row = coverage.of(group)
        counts = {each: len(listed.ids(customers_alike(group, each))) for each in Likeness}
        assert counts[Likeness.UNLIKE] == row.unlike.part
        assert counts[Likeness.LIKE] == row.unlike.whole - row.unlike.part
        assert counts[Likeness.UNTOLD] == row.untold
    lost = coverage.of(CustomerGroup.LOST)
    assert (lost.unlike.part, lost.unlike.whole, lost.untold) == (6, 11, 1)


def test_every_list_understands_it(known: Office):
    expression = "status:lost persona:unlike"
    names = [customer.name for customer in known.customers.list_customers(expression)]
    assert names == [f"Customer {number}" for number in range(29, 35)]
    assert {deal.customer for deal in known.deals.list_deals("status:lost persona:unlike,untold")} == {
        *names, "Customer 35",
    }  # fmt: skip
    assert len(known.customers.list_customers("status:lost -persona:unlike")) == 6
    SavedViewService(known.desk).save("Beyond reach", CustomerQuery(text=expression))


def test_another_word_is_refused(known: Office):
    with pytest.raises(ValidationError, match="“alike” is no likeness"):
        known.customers.list_customers("persona:alike")
