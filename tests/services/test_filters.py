"""The filter language gives what the same condition, written in Python, gives, for every field and each list."""

import random
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from crmdesk.domain.customer import Customer
from crmdesk.domain.deal import Deal
from crmdesk.domain.errors import ValidationError
from crmdesk.domain.loss import PooledDeal
from crmdesk.domain.moment import Moment
from crmdesk.services.loss_accounts import LossWords
from crmdesk.services.losses import LossQuestion
from crmdesk.services.touches import TouchWords
from tests.factories import Office, add_customer, add_deal, office_at
from tests.fakes import FixedClock

TODAY = date(2026, 3, 4)
NAMES = ("Acme Pumps", "晨光科技", "Müller", "100% Cotton_Co", "曾国强")
OWNERS = ("Lin Tao", "Wang Fang")
STAGES = ("Lead", "Need", "Quote")
REASONS = ("price", "service", "unknown")


@pytest.fixture(scope="module")
def market(blank_workspace: Any, tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Two dozen customers with random deals, losses, tags and touches over a hundred days, ending on TODAY."""
    path = tmp_path_factory.mktemp("market") / "market.crmdesk"
    path.write_bytes(blank_workspace.read_bytes())
    clock, chance = FixedClock("2025-11-24 10:00"), random.Random(4)
    people = [office_at(path, clock, actor=owner) for owner in OWNERS]
    for number in range(24):
        clock.advance(days=chance.choice((1, 2, 4)), minutes=chance.randrange(300))
        office = chance.choice(people)
        uid = add_customer(office, f"{chance.choice(NAMES)} {number}", source=chance.choice(("", "web", "fair")))
        if chance.random() < 0.5:
            office.tags.change_tags(uid, add=chance.sample(("vip", "level:A", "新客户"), 2))
        if chance.random() < 0.5:
            step = chance.choice(("", "tomorrow 9:00 call", "in 30 days visit"))
            office.touches.log_touch(uid, TouchWords(kind="call", text="about the pump", next_step=step))
        for _ in range(chance.randrange(3)):
            amount = chance.choice(("", "0", "99.99", "1000", "50000"))
            deal = add_deal(office, uid, f"Deal {number}", amount=amount, stage=chance.choice(STAGES))
            clock.advance(minutes=chance.randrange(3000))
            end(office, deal, chance)
    now = FixedClock("2026-03-04 10:00")
    return office_at(path, now, actor=OWNERS[0])


def end(office: Office, deal: str, chance: random.Random) -> None:
    way = chance.randrange(6)
    if way == 0:
        office.deals.win(deal)
    elif way in (1, 2):
        words = LossWords(chance.choice(REASONS), competitors=chance.choice(((), ("Globex", "Initech"))), note="hm")
        office.deals.mark_lost(deal, words)
        if chance.random() < 0.3:
            office.deals.reopen(deal)
    elif way == 3:
        office.deals.hold(deal, date(2027, 1, 1))
    elif way == 4:
        office.deals.mark_invalid(deal)


def day_of(moment: Moment | None) -> date | None:
    return None if moment is None else moment.local_date


COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    ":": lambda a, b: a == b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
}
DAYS = [TODAY - timedelta(days=back) for back in (0, 1, 3, 17, 40, 60, 80, 101)]
AMOUNTS = ("0", "0.001", "99.99", "99.995", "100", "1k", "1000", "1000.5", "50,000", "5万", "999999999999999亿")


def amount_of(text: str) -> Decimal:
    number, unit = text.rstrip("k万亿").replace(",", ""), text[-1]
    return Decimal(number) * {"k": 1000, "万": 10**4, "亿": 10**8}.get(unit, 1)


def uids(records: Iterable[Customer | Deal | PooledDeal]) -> set[str]:
    return {record.uid for record in records}


@pytest.mark.parametrize("sign", COMPARE)
@pytest.mark.parametrize("minus", ["", "-"])
class TestAgainstPython:
    def test_amounts(self, market: Office, sign: str, minus: str) -> None:
        deals = market.deals.list_deals()
        for text in AMOUNTS:
            if sign == ":" and "," in text:
                continue
            expected = {
                deal.uid
                for deal in deals
                if (deal.amount is not None and COMPARE[sign](deal.amount.amount, amount_of(text))) != bool(minus)
            }
            assert uids(market.deals.list_deals(f"{minus}amount{sign}{text}")) == expected, text

    @pytest.mark.parametrize("field", ["created", "closed"])
    def test_days_of_deals(self, market: Office, sign: str, minus: str, field: str) -> None:
        deals = market.deals.list_deals()
        for day in DAYS:
            expected = {
                deal.uid
                for deal in deals
                if ((at := day_of(getattr(deal, f"{field}_at"))) is not None and COMPARE[sign](at, day)) != bool(minus)
            }
            assert uids(market.deals.list_deals(f"{minus}{field}{sign}{day}")) == expected

    @pytest.mark.parametrize(
        ("field", "column"), [("created", "created_at"), ("touched", "last_touch_at"), ("next", "next_step_at")]
    )
    def test_days_of_customers(self, market: Office, sign: str, minus: str, field: str, column: str) -> None:
        customers = market.customers.list_customers()
        for day in [*DAYS, TODAY + timedelta(days=20)]:
            expected = {
                customer.uid
                for customer in customers
                if ((at := day_of(getattr(customer, column))) is not None and COMPARE[sign](at, day)) != bool(minus)
            }
            assert uids(market.customers.list_customers(f"{minus}{field}{sign}{day}")) == expected

    def test_days_of_losses(self, market: Office, sign: str, minus: str) -> None:
        lost = market.losses.pool()
        assert lost
        for day in DAYS:
            expected = {
                deal.uid
                for deal in lost
                if ((at := day_of(deal.lost_at)) is not None and COMPARE[sign](at, day)) != bool(minus)
            }
            expression = f"{minus}lost{sign}{day}"
            assert uids(market.losses.pool(expression)) == expected
            assert market.losses.table(LossQuestion(expression=expression)).n == len(expected)


WORDS: list[tuple[str, Callable[[Deal], bool]]] = [
    ("name:acme", lambda deal: "Acme" in deal.customer),
    ("name:100%", lambda deal: "100%" in deal.customer),
    ("name:cotton_c", lambda deal: "Cotton_Co" in deal.customer),
    ("name:晨光,muller", lambda deal: "晨光" in deal.customer or "Müller" in deal.customer),
    ('owner:"Lin Tao"', lambda deal: deal.owner == "Lin Tao"),
    ("owner:wang", lambda deal: deal.owner == "Wang Fang"),
    ("status:open", lambda deal: deal.status == "open"),
    ("status:Won,LOST", lambda deal: deal.status in ("won", "lost")),
    ("stage:quote", lambda deal: deal.stage == "Quoted"),
    ("stage:lead,need", lambda deal: deal.stage in ("New lead", "Need confirmed")),
    ("stage:nothing", lambda _deal: False),
]


@pytest.mark.parametrize(("expression", "holds"), WORDS, ids=[case[0] for case in WORDS])
def test_words_of_deals(market: Office, expression: str, holds: Callable[[Deal], bool]) -> None:
    deals = market.deals.list_deals()
    fitting = {deal.uid for deal in deals if holds(deal)}
    assert uids(market.deals.list_deals(expression)) == fitting
    assert uids(market.deals.list_deals(f"-{expression}")) == uids(deals) - fitting


@pytest.mark.parametrize(
    ("expression", "holds"),
    [
        ("reason:price", lambda deal: deal.reason == "Price"),
        ("reason:price,service", lambda deal: deal.reason in ("Price", "Service")),
        ("competitor:globex", lambda deal: "Globex" in deal.competitors),
        ("tag:vip", None),
        ("amount>=1000 -stage:lead", None),
        ("晨光", None),
        ("touched>2025-12-01 source:web", None),
        ("owner:lin lost>=2025-12-01 reason:unknown", None),
    ],
)
def test_pool_and_statistics(market: Office, expression: str, holds: Callable[[PooledDeal], bool] | None) -> None:
    lost = market.losses.pool()
    found = uids(market.losses.pool(expression))
    expected = uids(lost) & uids(market.deals.list_deals(expression))
    if holds:
        assert expected == {deal.uid for deal in lost if holds(deal)}
    assert found == expected
    assert market.losses.table(LossQuestion(expression=expression)).n == len(expected)


@pytest.mark.parametrize(
    ("expression", "holds"),
    [
        ("tag:vip", lambda customer: "vip" in customer.tags),
        ("tag:新客户", lambda customer: "新客户" in customer.tags),
        ("source:web", lambda customer: customer.source == "web"),
        ("status:signed", lambda customer: customer.status == "signed"),
        ("status:lost,prospect", lambda customer: customer.status in ("lost", "prospect")),
        ("owner:lin", lambda customer: customer.owner == "Lin Tao"),
        ("muller", lambda customer: "Müller" in customer.name),
        ('"about the pump"', None),
        ("cgkj", lambda customer: "晨光科技" in customer.name),
        ("zengguoqiang", lambda customer: "曾国强" in customer.name),
    ],
)
def test_words_of_customers(market: Office, expression: str, holds: Callable[[Customer], bool] | None) -> None:
    customers = market.customers.list_customers()
    found = uids(market.customers.list_customers(expression))
    assert found
    if holds is not None:
        assert found == {customer.uid for customer in customers if holds(customer)}
    assert uids(market.customers.list_customers(f"-{expression}")) == uids(customers) - found


OF_DEALS = ["stage:quote", "amount>=1000", "reason:price", "competitor:globex", "closed<2026-01-01", "lost>2025-12-01"]


@pytest.mark.parametrize("field", OF_DEALS)
def test_fields_of_deals_ask_for_any_deal_of_the_customer(market: Office, field: str) -> None:
    with_such = {deal.customer_uid for deal in market.deals.list_deals(field)}
    assert uids(market.customers.list_customers(field)) == with_such


@pytest.mark.parametrize("value", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("field", ["created", "closed", "lost", "touched", "next"])
@pytest.mark.parametrize("sign", COMPARE)
def test_ends_of_the_calendar(market: Office, field: str, sign: str, value: str) -> None:
    """What cannot be computed there may be refused with a sentence, but nothing else."""
    for listing in (market.customers.list_customers, market.deals.list_deals, market.losses.pool):
        with suppress(ValidationError):
            listing(f"{field}{sign}{value}")


@pytest.mark.parametrize("expression", ["name:\udcff", "\ud800", "owner:\udcff", "tag:\udcff", "status:\ud800"])
def test_broken_characters_find_nothing_or_are_refused(market: Office, expression: str) -> None:
    for listing in (market.customers.list_customers, market.deals.list_deals, market.losses.pool):
        with suppress(ValidationError):
            assert listing(expression) == []
