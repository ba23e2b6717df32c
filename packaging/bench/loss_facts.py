"""The deals as a table made for nothing but being counted, and each figure of the pool as SQL on its indexes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from crmdesk.domain.loss_pool import Dimension, PoolFilter
from crmdesk.services.outcome_figures import OutcomeFigures

_DAY = 86_400_000
_ALL = PoolFilter()


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as the program makes it, and the statements that count as much."""

    name: str
    drawn: Callable[[OutcomeFigures], object]
    statements: tuple[str, ...]


def _counted(columns: str, table: str = "facts", where: str = "status IN ('lost', 'won')") -> str:
    sums = "count(*), sum(amount IS NULL), sum(amount)"
    return f"SELECT {columns}, currency, {sums} FROM {table} WHERE {where} GROUP BY {columns}, currency"  # noqa: S608


def _heat(name: str, by: Dimension, table: str = "facts") -> Figure:
    other = {"facts": by.value}.get(table, table)
    return Figure(
        f"reason × {name}",
        lambda figures: figures.heat(_ALL, by=by),
        (_counted(f"reason, {other}", table, "status = 'lost'"),),
    )


FIGURES = (
    Figure("win rate by month", lambda figures: figures.win_rate(_ALL), (_counted("month, status"),)),
    Figure("stage of loss", lambda figures: figures.stage_losses(_ALL), (_counted("stage, status"),)),
    Figure("stages passed", lambda figures: figures.stage_path(_ALL), (_counted("stage, status", where="1"),)),
    _heat("stage", Dimension.STAGE),
    _heat("owner", Dimension.OWNER),
    _heat("competitor", Dimension.COMPETITOR, "competitor"),
    _heat("source", Dimension.SOURCE, "source"),
    Figure("competitors", lambda figures: figures.rivals(_ALL), (_counted("competitor, status", "competitor", "1"),)),
    Figure("time to the end", lambda figures: figures.lifetimes(_ALL), (_counted("status, days", where="1"),)),
    Figure("touches before the end", lambda figures: figures.silence(_ALL), (_counted("status, touches"),)),
    Figure("cohorts", lambda figures: figures.cohorts(_ALL), (_counted("cohort, status", where="1"),)),
    Figure("won in spite of", lambda figures: figures.obstacles(_ALL), (_counted("reason, status"),)),
    Figure("won back by reason", lambda figures: figures.win_backs(_ALL), (_counted("reason, again"),)),
)

_FACTS = f"""
    CREATE TEMP TABLE facts AS
    SELECT loss_event.id AS loss, deal.id AS deal, deal.customer_id AS customer, deal.status AS status,
        coalesce(manager.reason_id, seller.reason_id, obstacle.reason_id, 0) AS reason,
        coalesce(deal.owner_id, 0) AS owner, coalesce(loss_event.stage_id, deal.stage_id, 0) AS stage,
        substr(coalesce(loss_event.lost_day, date(deal.closed_at / 1000, 'unixepoch')), 1, 7) AS month,
        substr(date(deal.created_at / 1000, 'unixepoch'), 1, 7) AS cohort,
        (deal.closed_at - deal.created_at) / {_DAY} AS days, coalesce(loss_event.lost_at, deal.closed_at) AS ended,
        (SELECT count(*) FROM touch WHERE touch.customer_id = deal.customer_id AND touch.status = 'done'
            AND (touch.deal_id IS NULL OR touch.deal_id = deal.id)
            AND touch.occurred_at >= deal.closed_at - {30 * _DAY} AND touch.occurred_at < deal.closed_at) AS touches,
        coalesce(loss_event.currency, deal.currency) AS currency, loss_event.reviewed_at IS NULL AS review,
        loss_event.win_back_on AS again, coalesce(loss_event.amount_minor, deal.amount_minor) AS amount
    FROM deal LEFT JOIN loss_event ON deal.id = loss_event.deal_id AND loss_event.reopened_at IS NULL
    LEFT JOIN loss_reason_link AS manager
        ON manager.loss_id = loss_event.id AND manager.voice = 'manager' AND manager.is_primary
    LEFT JOIN loss_reason_link AS seller
        ON seller.loss_id = loss_event.id AND seller.voice = 'seller' AND seller.is_primary
    LEFT JOIN win_reason_link AS obstacle ON obstacle.deal_id = deal.id AND obstacle.is_primary
    WHERE deal.status <> 'invalid'
"""  # noqa: S608  # constants alone
_SEVERAL = {
    "competitor": """
        SELECT competitor_id AS competitor, status, reason, currency, amount
        FROM loss_competitor JOIN facts ON facts.loss = loss_competitor.loss_id
        UNION ALL SELECT competitor_id, status, reason, facts.currency, amount
        FROM deal_competitor JOIN facts ON facts.deal = deal_competitor.deal_id
    """,
    "source": """
        SELECT tag_id AS source, status, reason, currency, amount
        FROM facts JOIN tag_assignment ON tag_assignment.customer_id = facts.customer AND to_day IS NULL
        JOIN tag ON tag.id = tag_id JOIN tag_group ON tag_group.id = group_id AND tag_group.key = 'source'
    """,
}
_INDEXED = (
    "facts (status, reason, month, stage, owner, currency, review, again, amount, ended, loss)",
    "facts (status, stage, currency, amount)",
    "facts (status, owner, currency, amount)",
    "facts (status, month, currency, amount)",
    "facts (status, days, currency, amount)",
    "facts (status, touches, currency, amount)",
    "facts (status, ended, loss)",
    "facts (cohort, status, currency, amount)",
    "competitor (competitor, status, currency, amount)",
    "competitor (status, reason, competitor, currency, amount)",
    "source (status, reason, source, currency, amount)",
)


@contextmanager
def facts(driver: Any) -> Iterator[None]:
    """The tables and their indexes, for the length of the block."""
    driver.execute(_FACTS)
    driver.execute("CREATE INDEX temp.ix_loss ON facts (loss)")
    driver.execute("CREATE INDEX temp.ix_deal ON facts (deal)")
    for name, query in _SEVERAL.items():
        driver.execute(f"CREATE TEMP TABLE {name} AS {query}")
    for place, indexed in enumerate(_INDEXED):
        driver.execute(f"CREATE INDEX temp.ix_counted_{place} ON {indexed}")
    try:
        yield
    finally:
        for name in ("facts", *_SEVERAL):
            driver.execute(f"DROP TABLE temp.{name}")
