"""A table of losses counted in the database says what counting each loss says."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest

from crmdesk.domain.loss import LossFact
from crmdesk.domain.moment import Moment
from crmdesk.domain.money import totals
from crmdesk.insight.losses import GROUPINGS, group_losses
from crmdesk.services.loss_accounts import LossWords
from crmdesk.services.losses import LossQuestion
from crmdesk.store.queries.loss_counts import SINGLE
from crmdesk.store.queries.losses import loss_facts
from tests.factories import Office, add_customer, add_deal
from tests.filled import Filled

_WORDS = (LossWords("price"), LossWords("price", "over_budget"), LossWords("need_gone"), LossWords("unknown"))

_TAGS = ("source: Fair", "Level: A", "Level: B")
_SEVERAL = {"competitor", "tag:Level"}
_VALUES: dict[str, Callable[[LossFact], set[str]]] = {
    "reason": lambda fact: {fact.reason} if fact.recorded else set(),
    "subreason": lambda fact: {fact.subreason or fact.reason} if fact.recorded else set(),
    "stage": lambda fact: {fact.stage} - {""},
    "competitor": lambda fact: set(fact.competitors),
    "owner": lambda fact: {fact.owner} - {""},
    "month": lambda fact: {fact.lost_on.isoformat()[:7]} if fact.lost_on else set(),
    "remedy": lambda fact: {fact.remedy} - {""},
    "source": lambda fact: set(fact.sources),
    "tag:Level": lambda fact: {name for group, name in fact.tags if group == "Level"},
}


def _fill(office: Office) -> None:
    """Losses of all kinds: in two currencies, of unknown worth, with a word of the manager's, and one won back."""
    for number in range(14):
        add_customer(office, f"Customer {number:02}")
        amount = "" if number == 5 else f"{'USD ' if number % 4 == 0 else ''}{100 * number}"
        deal = add_deal(office, f"Customer {number:02}", f"Deal {number}", amount=amount)
        office.deals.move_stage(deal, ("contact", "quoted", "negotiation")[number % 3])
        at = Moment.of(office.desk.clock.now().local - timedelta(days=11 * number))
        rivals = ("Globex", "Initech")[: number % 3]
        office.deals.mark_lost(deal, replace(_WORDS[number % 4], competitors=rivals), at=at)
        office.tags.change_tags(f"Customer {number:02}", add=_TAGS[: number % 4])
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


def test_every_grouping_against_every_other(book: Office):
    with book.desk.read() as source:
        facts = loss_facts(source)
    assert set(_VALUES) == {*GROUPINGS, "tag:Level"}
    for by, versus in product(_VALUES, _VALUES):
        table = group_losses(facts, by, currency="CNY", versus=versus)
        crossed = Counter(
            (key, column) for fact in facts for key in _VALUES[by](fact) for column in _VALUES[versus](fact) or {""}
        )
        cells = {
            (row.key, column): count
            for row in table.rows
            for column, count in zip(table.columns, row.cells, strict=True)
            if count
        }
        assert cells == dict(crossed), (by, versus)
        counted = Counter(key for fact in facts for key in _VALUES[by](fact))
        assert {row.key: row.count for row in table.rows} == dict(counted)
        assert table.not_recorded == sum(not _VALUES[by](fact) for fact in facts)
        assert table.overlap is (by in _SEVERAL)
        if not table.overlap:
            assert table.n == sum(counted.values()) + table.not_recorded
        for row in table.rows:
            sums = totals(fact.amount for fact in facts if row.key in _VALUES[by](fact))
            given = [money for money in (row.amount, *row.other_currencies) if money.minor]
            assert given == [
                sums[code] for code in sorted(sums, key=lambda code: (code != "CNY", code)) if sums[code].minor
            ]
