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


_BY_REASON = _counted("reason", where="status = 'lost'")
_BY_FATE = _counted("reason, status, again", "tried", "1")

FIGURES = (
    Figure("win rate by month", lambda figures: figures.win_rate(_ALL), (_counted("month, status"),)),
    Figure("stage of loss", lambda figures: figures.stage_losses(_ALL), (_counted("stage, status"),)),
    Figure("stages passed", lambda figures: figures.stage_path(_ALL), (_counted("stage, status", where="1"),)),
    _heat("stage", Dimension.STAGE),
    _heat("owner", Dimension.OWNER),
    _heat("competitor", Dimension.COMPETITOR, "competitor"),
    _heat("source", Dimension.SOURCE, "source"),
    _heat("tag", Dimension.TAG, "tag"),
    Figure("competitors", lambda figures: figures.rivals(_ALL), (_counted("competitor, status", "competitor", "1"),)),
    Figure("time to the end", lambda figures: figures.lifetimes(_ALL), (_counted("status, days", where="1"),)),
    Figure("touches before the end", lambda figures: figures.silence(_ALL), (_counted("status, touches"),)),
    Figure("cohorts", lambda figures: figures.cohorts(_ALL), (_counted("cohort, status", where="1"),)),
    Figure("won in spite of", lambda figures: figures.obstacles(_ALL), (_counted("reason, status"),)),
    Figure("won back by reason", lambda figures: figures.win_backs(_ALL), (_BY_REASON, _BY_FATE)),
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
_VALUES = "status, reason, currency, amount"
_SEVERAL = {
    "competitor": f"""
        WITH met AS (
            SELECT deal, competitor_id FROM loss_competitor JOIN facts ON facts.loss = loss_id
            UNION SELECT deal_id, competitor_id FROM deal_competitor)
        SELECT coalesce(competitor_id, 0) AS competitor, {_VALUES} FROM facts LEFT JOIN met ON met.deal = facts.deal
    """,  # noqa: S608  # constants alone
    **{
        name: f"""
            WITH held AS (
                SELECT customer_id, tag_id FROM tag_assignment JOIN tag ON tag.id = tag_id
                WHERE to_day IS NULL AND group_id = (
                    SELECT id FROM tag_group WHERE (key = 'source') = {name == "source"} ORDER BY position, id LIMIT 1))
            SELECT coalesce(tag_id, 0) AS {name}, {_VALUES}
            FROM facts LEFT JOIN held ON held.customer_id = facts.customer
        """  # noqa: S608  # constants alone
        for name in ("source", "tag")
    },
    "tried": """
        SELECT coalesce(manager.reason_id, seller.reason_id, 0) AS reason, deal.status, deal.currency,
            deal.amount_minor AS amount,
            EXISTS (SELECT 1 FROM loss_event AS later WHERE later.deal_id = deal.id AND later.id > lost.id) AS again
        FROM loss_event AS lost JOIN deal ON deal.id = lost.deal_id
        LEFT JOIN loss_reason_link AS manager
            ON manager.loss_id = lost.id AND manager.voice = 'manager' AND manager.is_primary
        LEFT JOIN loss_reason_link AS seller
            ON seller.loss_id = lost.id AND seller.voice = 'seller' AND seller.is_primary
        WHERE lost.reopened_at IS NOT NULL AND deal.status <> 'invalid'
    """,
}  # fmt: skip
"""What a deal can have several of, 0 for those that have none, which the charts show as well."""
_INDEXED = (
    "facts (status, reason, month, stage, owner, currency, review, again, amount, ended, loss)",
    *(
        f"facts (status, {columns}, currency, amount)"
        for columns in ("reason", "reason, stage", "reason, owner", "stage", "owner", "month", "days", "touches")
    ),
    "facts (status, ended, loss)",
    "facts (cohort, status, currency, amount)",
    "competitor (competitor, status, currency, amount)",
    *(f"{name} (status, reason, {name}, currency, amount)" for name in ("competitor", "source", "tag")),
    "tried (reason, status, again, currency, amount)",
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
