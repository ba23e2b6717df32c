"""A table of losses counted in the database says what counting each loss says."""

from datetime import date, timedelta
from itertools import product

import pytest

from crmdesk.domain.moment import Moment
from crmdesk.insight.losses import group_losses
from crmdesk.services.loss_accounts import LossWords
from crmdesk.services.losses import LossQuestion
from crmdesk.store.queries.loss_counts import SINGLE
from crmdesk.store.queries.losses import loss_facts
from tests.factories import Office, add_customer, add_deal
from tests.filled import Filled

_WORDS = (LossWords("price"), LossWords("price", "over_budget"), LossWords("need_gone"), LossWords("unknown"))


def _fill(office: Office) -> None:
    """Losses of all kinds: in two currencies, of unknown worth, with a word of the manager's, and one won back."""
    for number in range(14):
        add_customer(office, f"Customer {number:02}")
        amount = "" if number == 5 else f"{'USD ' if number % 4 == 0 else ''}{100 * number}"
        deal = add_deal(office, f"Customer {number:02}", f"Deal {number}", amount=amount)
        office.deals.move_stage(deal, ("contact", "quoted", "negotiation")[number % 3])
        at = Moment.of(office.desk.clock.now().local - timedelta(days=11 * number))
        office.deals.mark_lost(deal, _WORDS[number % 4], at=at)
    office.deals.reopen("Deal 13")


@pytest.fixture
def book(filled: Filled) -> Office:
    return filled(_fill)


@pytest.mark.parametrize("since", [None, date(2026, 1, 1)])
def test_counted_alike_and_one_by_one(book: Office, since: date | None):
    with book.desk.read() as source:
        facts = [fact for fact in loss_facts(source) if since is None or (fact.lost_on and fact.lost_on >= since)]
    for by, versus in product(sorted(SINGLE), (None, *sorted(SINGLE))):
        table = book.losses.table(LossQuestion(by=by, versus=versus, since=since))
        assert table == group_losses(facts, by, currency="CNY", versus=versus)
        assert table.n == len(facts)
