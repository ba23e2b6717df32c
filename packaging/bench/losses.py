"""What the failure pool counts, against the same counts in SQL on an index that has all they need."""

from collections.abc import Iterator, Sequence
from typing import Any

from bench.context import SMALL, Context
from bench.results import Result
from bench.timing import Work, compare
from crmdesk.domain.loss_pool import PoolFilter
from crmdesk.services.losses import LossQuestion
from crmdesk.wiring import Services

_ROUNDS = 5
_FACTS = """
    CREATE TEMP TABLE facts AS SELECT loss_event.id AS loss, coalesce(manager.reason_id, seller.reason_id, 0) AS reason,
        coalesce(deal.owner_id, 0) AS owner, coalesce(loss_event.stage_id, 0) AS stage,
        substr(loss_event.lost_day, 1, 7) AS month, loss_event.currency AS currency,
        loss_event.reviewed_at IS NULL AS review, loss_event.win_back_on IS NOT NULL AS again,
        loss_event.amount_minor AS amount
    FROM loss_event JOIN deal ON deal.id = loss_event.deal_id
    LEFT JOIN loss_reason_link manager
        ON manager.loss_id = loss_event.id AND manager.voice = 'manager' AND manager.is_primary
    LEFT JOIN loss_reason_link seller
        ON seller.loss_id = loss_event.id AND seller.voice = 'seller' AND seller.is_primary
    WHERE loss_event.reopened_at IS NULL
"""
_INDEX = "CREATE INDEX temp.ix_facts ON facts (reason, month, stage, owner, currency, review, again, amount)"
_SUMS = "currency, count(*), sum(amount IS NULL), sum(amount)"

# What the pool shows beside each other: the sum, by reason, colleague, stage, reason and month, and for review.
_BOARD = ("''", "reason", "owner", "stage", "reason, month", "review", "again")


def measure(context: Context) -> Iterator[Result]:
    """P15; how many touches there are does not matter to it."""
    path = context.path(SMALL)
    driver, services = context.driver(path), context.services(path)
    driver.execute(_FACTS)
    driver.execute(_INDEX)
    rounds = min(context.rounds, _ROUNDS)
    some = driver.execute(
        "SELECT uid FROM loss_reason WHERE id = (SELECT min(reason) FROM facts WHERE reason)"
    ).fetchone()
    for name, wanted in (("everything", PoolFilter()), ("one reason", PoolFilter(reasons=frozenset(some)))):
        yield compare(_board(services, wanted), _grouped(driver, _BOARD), rounds=rounds).result("P15", f"pool, {name}")
    for by, columns in (("reason", ("reason",)), ("month", ("month",)), ("stage", ("stage",))):
        taken = compare(_table(services, by), _grouped(driver, columns), rounds=rounds)
        yield taken.result("P15", f"table by {by}")
    driver.execute("DROP TABLE temp.facts")


def _board(services: Services, wanted: PoolFilter) -> Work:
    return lambda: services.pool.board(wanted)


def _table(services: Services, by: str) -> Work:
    return lambda: services.losses.table(LossQuestion(by=by))


def _grouped(driver: Any, groups: Sequence[str]) -> Work:
    statements = [f"SELECT {columns}, {_SUMS} FROM facts GROUP BY {columns}, currency" for columns in groups]  # noqa: S608

    def work() -> None:
        for statement in statements:
            driver.execute(statement).fetchall()

    return work
