"""The columns of outcomes and all that the pool counts of them equal plain SQL; when they are read anew."""

from collections.abc import Callable, Iterable
from dataclasses import fields
from datetime import date, timedelta
from itertools import product
from random import Random

import pytest

from crmdesk.domain.errors import CancelledError
from crmdesk.domain.loss_pool import (
    Dimension,
    LostDeal,
    PoolColumn,
    PoolFilter,
    PoolOrder,
    PoolTallies,
    Review,
    Tally,
    none_of,
)
from crmdesk.insight.outcomes.tallies import pool_tallies
from crmdesk.services.watch import Unwatched
from tests.factories import Office, add_customer, add_deal, log, office_at, seeded_workspace
from tests.fakes import FixedClock
from tests.services.random_outcomes import TODAY, Fact, facts, fill


@pytest.fixture(scope="module", params=[1, 2])
def told(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Office, list[Fact]]:
    """A workspace at random, only read, and what SQL says of it."""
    path = tmp_path_factory.mktemp("random") / "random.crmdesk"
    seeded_workspace(path, FixedClock())
    fill(path, request.param)
    return office_at(path, FixedClock()), facts(path)


def reviews_of(fact: Fact) -> set[Review]:
    going = fact.win_back != "closed"
    marks = {
        Review.UNKNOWN: fact.unknown,
        Review.DISAGREE: fact.disagree,
        Review.NOT_REVIEWED: not fact.reviewed,
        Review.WORTH: not fact.won and going and bool(fact.win_back or fact.win_back_on or fact.trigger),
        Review.DUE: going and fact.win_back_on is not None and fact.win_back_on <= TODAY,
        Review.WAITING: going and bool(fact.trigger),
        Review.NEVER: not going,
    }
    return {review for review, holds in marks.items() if holds}


def month_of(day: date | None) -> str:
    return day.isoformat()[:7] if day else ""


def in_span(day: date | None, wanted: PoolFilter) -> bool:
    if wanted.undated:
        return day is None
    return day is not None and (wanted.since or date.min) <= day <= (wanted.until or date.max)


def between(number: int | None, ends: tuple[int, int | None]) -> bool:
    return number is not None and ends[0] <= number and (ends[1] is None or number <= ends[1])


TESTS: dict[Dimension, tuple[Callable[[PoolFilter], object], Callable[[Fact, PoolFilter], bool]]] = {
    Dimension.PERIOD: (lambda wanted: wanted.undated or wanted.has_period, lambda of, wanted: in_span(of.day, wanted)),
    Dimension.MONTH: (lambda wanted: wanted.month, lambda of, wanted: month_of(of.day) == wanted.month),
    Dimension.REASON: (
        lambda wanted: wanted.reasons,
        lambda of, wanted: bool(of.reasons & wanted.reasons),
    ),
    Dimension.OWNER: (lambda wanted: wanted.owners, lambda of, wanted: of.owner in wanted.owners),
    Dimension.STAGE: (lambda wanted: wanted.stages, lambda of, wanted: of.stage in wanted.stages),
    Dimension.REVIEW: (lambda wanted: wanted.reviews, lambda of, wanted: bool(reviews_of(of) & wanted.reviews)),
    Dimension.COMPETITOR: (
        lambda wanted: wanted.competitors,
        lambda of, wanted: bool(of.competitors & wanted.competitors),
    ),
    Dimension.SOURCE: (lambda wanted: wanted.sources, lambda of, wanted: bool(of.sources & wanted.sources)),
    Dimension.TAG: (lambda wanted: wanted.tags, lambda of, wanted: bool(of.tags & wanted.tags)),
    Dimension.COHORT: (lambda wanted: wanted.cohort, lambda of, wanted: month_of(of.created) == wanted.cohort),
    Dimension.DAYS: (
        lambda wanted: wanted.days,
        lambda of, wanted: between((of.day - of.created).days if of.day else None, wanted.days or (0, None)),
    ),
    Dimension.TOUCHES: (
        lambda wanted: wanted.touches,
        lambda of, wanted: between(of.touches, wanted.touches or (0, None)),
    ),
}


def fitting(told: Iterable[Fact], wanted: PoolFilter, *but: Dimension) -> list[Fact]:
    asked = [met for name, (is_wished, met) in TESTS.items() if name not in but and is_wished(wanted)]
    return [fact for fact in told if fact.won is wanted.won and all(met(fact, wanted) for met in asked)]


def tally(some: Iterable[Fact]) -> Tally:
    return sum((Tally(1, int(one.minor is None), ((one.currency, one.minor or 0),)) for one in some), Tally())


def by(some: Iterable[Fact], keys: Callable[[Fact], Iterable[str]]) -> dict[str, Tally]:
    found: dict[str, list[Fact]] = {}
    for fact in some:
        for key in keys(fact):
            found.setdefault(key, []).append(fact)
    return {key: tally(members) for key, members in found.items()}


def expected(told: list[Fact], wanted: PoolFilter) -> PoolTallies:
    """The same counts, one deal after the other; reasons only as those of the first level stand on the board."""
    months: dict[tuple[str, str], Tally] = {}
    for fact in fitting(told, wanted, Dimension.REASON, Dimension.MONTH):
        if fact.day:
            key = (month_of(fact.day), fact.reason)
            months[key] = months.get(key, Tally()) + tally([fact])
    undated = fitting(told, wanted, Dimension.PERIOD, Dimension.MONTH)
    return PoolTallies(
        total=tally(fitting(told, wanted)),
        everything=tally(fitting(told, PoolFilter(won=wanted.won))),
        undated=tally(fact for fact in undated if fact.day is None),
        owners=by(fitting(told, wanted, Dimension.OWNER), lambda fact: [fact.owner]),
        stages=by(fitting(told, wanted, Dimension.STAGE), lambda fact: [fact.stage]),
        reviews={
            review.value: tally(fact for fact in fitting(told, wanted, Dimension.REVIEW) if review in reviews_of(fact))
            for review in Review
        },
        competitors=by(fitting(told, wanted, Dimension.COMPETITOR), lambda fact: fact.competitors),
        sources=by(fitting(told, wanted, Dimension.SOURCE), lambda fact: fact.sources),
        tags=by(fitting(told, wanted, Dimension.TAG), lambda fact: fact.tags),
        months=months,
    )


def wish(told: list[Fact], random: Random) -> PoolFilter:
    """Anything that could be wished, about a few dimensions at once."""
    one, other = random.sample(told, 2)
    since = TODAY - timedelta(days=random.randrange(500))
    choices: dict[str, object] = {
        "reasons": one.reasons | {other.reason},
        "owners": frozenset({one.owner, other.owner}),
        "stages": frozenset({one.stage, other.stage}),
        "reviews": frozenset(random.sample(list(Review), 2)),
        "since": since,
        "until": since + timedelta(days=300),
        "undated": True,
        "month": month_of(one.day),
        "competitors": one.competitors,
        "sources": one.sources | other.sources,
        "tags": one.tags,
        "cohort": month_of(one.created),
        "days": (random.randrange(25), random.choice((None, 150))),
        "touches": (random.randrange(2), random.choice((None, 3))),
    }
    names = random.sample(list(choices), random.choice((0, 1, 1, 2, 3)))
    return PoolFilter(won=random.random() < 0.3, **{name: choices[name] for name in names})  # type: ignore[arg-type]


def test_every_count_equals_plain_sql(told: tuple[Office, list[Fact]]):
    office, known = told
    random = Random(7)
    book = office.outcomes.opened(touches=True)
    groups = {none_of(group.uid) for group in book.columns.tag_groups}
    for _round in range(25):
        wanted = wish(known, random)
        counted, plain = pool_tallies(book.columns, wanted, TODAY, touches=book.touches), expected(known, wanted)
        for field in fields(PoolTallies):
            if field.name not in ("reasons", "overlapping", "ranks"):
                assert getattr(counted, field.name) == getattr(plain, field.name), (field.name, wanted)
        listed = office.pool.deals(wanted, PoolOrder())
        assert {deal.deal_uid for deal in listed} == {fact.deal for fact in fitting(known, wanted)}
        assert len(listed) == counted.total.n
        board = office.pool.board(wanted)
        reasons = by(fitting(known, wanted, Dimension.REASON), lambda fact: fact.reasons)
        assert {one.uid: one.tally for one in board.reasons if one.tally.n} == reasons
        assert board.everything == plain.everything.n
        tags = {tag.uid: tag.tally for facet in board.tags for tag in facet.tags if tag.tally.n}
        hidden = {""} | groups - {none_of(facet.uid) for facet in board.tags}
        assert tags == {uid: tally for uid, tally in plain.tags.items() if uid not in hidden}


def test_pages_are_in_order_with_the_unknown_last(told: tuple[Office, list[Fact]]):
    office, known = told
    owners = {"Ann": 1, "Zoe": 3, "张三": 2}
    shown: dict[PoolColumn, Callable[[LostDeal], object]] = {
        PoolColumn.AMOUNT: lambda deal: deal.amount and (deal.amount.currency, deal.amount.minor),
        PoolColumn.LOST: lambda deal: deal.lost_on,
        PoolColumn.WIN_BACK: lambda deal: deal.win_back_on,
        PoolColumn.OWNER: lambda deal: owners.get(deal.owner),
    }
    for column, won in product(PoolColumn, (False, True)):
        order = PoolOrder(column, descending=False)
        whole = office.pool.deals(PoolFilter(won=won), order)
        assert office.pool.deals(PoolFilter(won=won), order, limit=25, offset=25) == whole[25:50]
        assert len(whole) == len({deal.deal_uid for deal in whole}) == sum(fact.won is won for fact in known)
        values = [shown[column](deal) for deal in whole] if column in shown else []
        ordered = [value for value in values if value is not None]
        assert values == sorted(ordered) + [None] * (len(values) - len(ordered))  # type: ignore[type-var]


def test_won_deals_are_rows_like_lost_ones(told: tuple[Office, list[Fact]]):
    office, known = told
    facts_of = {fact.deal: fact for fact in known}
    for deal in office.pool.deals(PoolFilter(won=True), PoolOrder()):
        fact = facts_of[deal.deal_uid]
        assert (deal.loss_id, deal.lost_on, deal.amount and deal.amount.minor) == (0, fact.day, fact.minor)
        assert bool(deal.reason) is (fact.reasons != {"not_recorded"})
        assert len(deal.competitors) == len(fact.competitors - {""})


def test_the_book_is_read_anew_only_after_what_it_is_made_of_has_changed(office: Office):
    customer = add_customer(office, "Acme")
    add_deal(office, "Acme", "Pump")
    before = office.outcomes.opened(touches=True, names=True)
    assert len(before.columns) == 1
    log(office, "Acme", "called")
    after = office.outcomes.opened(touches=True, names=True)
    assert after.columns is before.columns
    assert after.names is before.names
    assert after.touches is not before.touches
    add_deal(office, "Acme", "Valve")
    assert len(office.outcomes.columns()) == 2
    office.history.undo()
    assert len(office.outcomes.columns()) == 1
    office.tags.change_tags(customer, add=["vip"])
    assert office.outcomes.columns() is not after.columns


def test_another_program_changes_the_workspace(office: Office, clock: FixedClock):
    add_customer(office, "Acme")
    assert len(office.outcomes.columns()) == 0
    add_deal(office_at(office.path, clock), "Acme", "Pump")
    assert len(office.outcomes.columns()) == 1


class _Impatient(Unwatched):
    def cancelled(self) -> bool:
        return True


def test_reading_stops_when_nobody_waits_for_it_any_more(office: Office):
    with pytest.raises(CancelledError):
        office.outcomes.columns(_Impatient())
    assert len(office.outcomes.columns()) == 0
