"""The rows of the list of customers that the window shows before anything else of the program is loaded.

It reads with the driver alone, for the window does not wait for SQLAlchemy, and only what a row of the list shows.
``queries.customer_page`` reads the same records; a test compares them. Changes nothing, not even the log of the file.
"""

from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlite

from crmdesk.domain.customer_list import CustomerLine
from crmdesk.domain.customer_record import Customer, CustomerStatus
from crmdesk.domain.money import Money, totals
from crmdesk.store.migrations import NEWEST
from crmdesk.store.times import moment

# Who shows these rows shows them again in a second; until then another program's lock is no reason to wait.
_BUSY_MILLISECONDS = 20

_LAYOUT = "SELECT (SELECT user_version FROM pragma_user_version), (SELECT max(id) FROM change_set)"

_CUSTOMERS = """
SELECT c.id, c.uid, c.name, m.name, c.holding, c.created_at, c.created_offset, c.created_precision,
  EXISTS (SELECT 1 FROM deal d WHERE d.customer_id = c.id AND d.status = 'won'),
  EXISTS (SELECT 1 FROM deal d JOIN loss_event l ON l.deal_id = d.id WHERE d.customer_id = c.id),
  (SELECT max(t.occurred_at) FROM touch t WHERE t.customer_id = c.id AND t.status = 'done' AND t.system = 0)
FROM customer c LEFT JOIN member m ON m.id = c.owner_id WHERE c.id IN ({ids})
"""

_STEPS = """
SELECT customer_id, occurred_at, occurred_offset, occurred_precision, CASE title WHEN '' THEN body ELSE title END
FROM touch WHERE customer_id IN ({ids}) AND status || '' = 'planned' ORDER BY due_at DESC, id DESC
"""

_DEALS = """
SELECT d.customer_id, d.amount_minor, d.currency, s.name FROM deal d LEFT JOIN stage s ON s.id = d.stage_id
WHERE d.customer_id IN ({ids}) AND d.status IN ('open', 'hold') ORDER BY s.position DESC NULLS LAST, d.id
"""


def first_lines(path: Path, change: int, ids: Sequence[int]) -> Mapping[int, CustomerLine]:
    """Rows by id, if ``change`` is still the newest there; none if it is not, or the file cannot be read."""
    try:
        with closing(sqlite.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)) as raw:
            raw.execute(f"PRAGMA busy_timeout={_BUSY_MILLISECONDS}")
            raw.execute("PRAGMA trusted_schema=OFF")
            raw.execute("BEGIN")
            return _lines(raw, ids) if raw.execute(_LAYOUT).fetchone() == (NEWEST, change) else {}
    except (sqlite.Error, ValueError):
        # Whatever is wrong with the file is said when it is opened, in a moment.
        return {}


def _lines(raw: Any, ids: Sequence[int]) -> dict[int, CustomerLine]:
    def rows(query: str) -> list[tuple[Any, ...]]:
        found: list[tuple[Any, ...]] = raw.execute(query.format(ids=",".join("?" * len(ids))), ids).fetchall()
        return found

    # The first is read last, and stays.
    steps = {customer: (moment(*when), text) for customer, *when, text in rows(_STEPS)}
    deals: dict[int, list[tuple[Any, ...]]] = {}
    for customer, *deal in rows(_DEALS):
        deals.setdefault(customer, []).append(tuple(deal))
    return {row[0]: _line(row, steps.get(row[0], (None, "")), deals.get(row[0], [])) for row in rows(_CUSTOMERS)}


def _line(row: tuple[Any, ...], step: tuple[Any, str], deals: Sequence[tuple[Any, ...]]) -> CustomerLine:
    row_id, uid, name, owner, holding, created_at, offset, precision, won, lost, touched_at = row
    status = CustomerStatus.LOST if lost and not deals else CustomerStatus.PROSPECT
    customer = Customer(
        id=row_id,
        uid=uid,
        name=name,
        owner=owner or "",
        status=CustomerStatus.SIGNED if won else status,
        phones=(),
        emails=(),
        tags=(),
        address="",
        city="",
        note="",
        source="",
        external_id="",
        holding=bool(holding),
        created_at=moment(created_at, offset, precision),
        last_touch_at=moment(touched_at, offset) if touched_at is not None else None,
        next_step_at=step[0],
        next_step=step[1],
        extra={},
    )
    worth = (Money(minor, currency) for minor, currency, _stage in deals if minor is not None)
    stage = next((stage for _minor, _currency, stage in deals if stage), "")
    return CustomerLine(customer, stage, tuple(totals(worth).values()), has_open_deal=bool(deals))
