"""What the failure pool counts, lists and draws, against the same in SQL on an index that has all they need.

Both sides work on the same deals; ours from the columns once they are read, which is measured beside.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from bench.context import SMALL, Context
from bench.loss_facts import FIGURES, Figure, facts
from bench.loss_paint import painted
from bench.results import Result
from bench.timing import Work, compare
from crmdesk.domain.loss_pool import PoolColumn, PoolFilter, PoolOrder
from crmdesk.services.losses import LossQuestion
from crmdesk.services.outcome_book import OutcomeBook
from crmdesk.wiring import Services

_ROUNDS = 5
_PAGE = 200
_SUMS = "currency, count(*), sum(amount IS NULL), sum(amount)"

# What the pool shows beside each other: the sum, by reason, colleague, stage, reason and month, and for review.
_BOARD = ("''", "reason", "owner", "stage", "reason, month", "review", "again")
_ORDERS = {
    PoolColumn.LOST: "ended DESC",
    PoolColumn.AMOUNT: "currency, amount DESC",
    PoolColumn.REASON: "reason",
    PoolColumn.WIN_BACK: "again",
}
_LISTED = """
    SELECT loss_event.uid, deal.uid, customer.uid, touch.uid, deal.name, customer.name, member.name, stage.name,
        above.name, loss_reason.name, loss_event.amount_minor, loss_event.currency, lost_day, loss_event.win_back,
        loss_event.win_back_on, reviewed_at, loss_event.note,
        (SELECT group_concat(rival.name) FROM loss_competitor JOIN main.competitor AS rival ON rival.id = competitor_id
            WHERE loss_id = picked.loss)
    FROM (SELECT loss, reason FROM facts WHERE status = 'lost' ORDER BY {order} LIMIT {page}) AS picked
    JOIN loss_event ON loss_event.id = picked.loss JOIN deal ON deal.id = loss_event.deal_id
    JOIN customer ON customer.id = deal.customer_id
    LEFT JOIN member ON member.id = deal.owner_id LEFT JOIN stage ON stage.id = loss_event.stage_id
    LEFT JOIN touch ON touch.id = loss_event.touch_id LEFT JOIN loss_reason ON loss_reason.id = picked.reason
    LEFT JOIN loss_reason AS above ON above.id = loss_reason.parent_id
"""
"""One page of the list with its names, in an order."""
_PLAIN = (
    (
        "SELECT id, customer_id, created_at, created_offset, closed_at, closed_offset, stage_id, owner_id,"
        " amount_minor, currency, status FROM deal"
    ),
    (
        "SELECT id, deal_id, lost_at, lost_offset, stage_id, amount_minor, currency, reviewed_at, win_back, win_back_on"
        " FROM loss_event WHERE reopened_at IS NULL"
    ),
    "SELECT loss_id, reason_id, voice FROM loss_reason_link WHERE is_primary",
    "SELECT loss_id, competitor_id FROM loss_competitor",
    "SELECT deal_id, competitor_id FROM deal_competitor",
    "SELECT deal_id, reason_id, is_primary FROM win_reason_link",
    "SELECT customer_id, tag_id, deal_id FROM tag_assignment WHERE to_day IS NULL",
)
"""Everything the columns are made of, row by row."""


def measure(context: Context) -> Iterator[Result]:
    """P15 and P20; how many touches there are does not matter to them."""
    path = context.path(SMALL)
    driver, services = context.driver(path), context.services(path)
    rounds = min(context.rounds, _ROUNDS)
    yield compare(_reading(services), _all_of(driver, _PLAIN), rounds=rounds).result("P15", "columns read anew")
    with facts(driver):
        yield from _lists(driver, services, rounds)
        for figure in FIGURES:
            ours = _figure(services, figure)
            yield compare(ours, _all_of(driver, figure.statements), rounds=rounds).result("P15", figure.name)
        for by in ("reason", "month", "stage"):
            taken = compare(_table(services, by), _grouped(driver, [by], "lost"), rounds=rounds)
            yield taken.result("P15", f"table by {by}")
    yield painted(context, path, rounds)


def _lists(driver: Any, services: Services, rounds: int) -> Iterator[Result]:
    some = driver.execute(
        "SELECT uid FROM loss_reason WHERE id = (SELECT min(reason) FROM facts WHERE reason)"
    ).fetchone()
    wishes = {
        "everything": (PoolFilter(), "lost"),
        "one reason": (PoolFilter(reasons=frozenset(some)), "lost"),
        "won deals": (PoolFilter(won=True), "won"),
    }
    for name, (wanted, status) in wishes.items():
        taken = compare(_board(services, wanted), _grouped(driver, _BOARD, status), rounds=rounds)
        yield taken.result("P15", f"pool, {name}")
    for column, order in _ORDERS.items():
        query = _LISTED.format(order=order, page=_PAGE)
        taken = compare(_page(services, column), _all_of(driver, [query]), rounds=rounds)
        yield taken.result("P15", f"first {_PAGE} by {column}")


def _reading(services: Services) -> Work:
    return lambda: OutcomeBook(services.desk).columns()


def _board(services: Services, wanted: PoolFilter) -> Work:
    return lambda: services.pool.board(wanted)


def _page(services: Services, column: PoolColumn) -> Work:
    return lambda: services.pool.deals(PoolFilter(), PoolOrder(column), limit=_PAGE)


def _figure(services: Services, figure: Figure) -> Work:
    return lambda: figure.drawn(services.figures)


def _table(services: Services, by: str) -> Work:
    return lambda: services.losses.table(LossQuestion(by=by))


def _grouped(driver: Any, groups: Sequence[str], status: str) -> Work:
    return _all_of(
        driver,
        [
            f"SELECT {columns}, {_SUMS} FROM facts WHERE status = '{status}' GROUP BY {columns}, currency"  # noqa: S608
            for columns in groups
        ],
    )


def _all_of(driver: Any, statements: Sequence[str]) -> Work:
    def work() -> None:
        for statement in statements:
            driver.execute(statement).fetchall()

    return work
