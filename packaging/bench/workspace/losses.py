"""A loss in force of every lost deal: with a reason of the seller's, often one of the manager's, and competitors."""

from collections.abc import Iterator, Sequence
from random import Random
from typing import Any

from bench.workspace.table import Connection, fill, ids
from bench.workspace.times import DAY, OFFSET, local_day
from crmdesk.domain.ids import new_uid
from crmdesk.store.text.folding import fold

_COMPETITORS = 60


def fill_losses(connection: Connection, random: Random) -> None:
    """Fill the tables of losses, of their reasons and of competitors."""
    names = [f"{random.choice(('宏图', '远景', 'Apex', 'Vertex', '天成'))} {n}" for n in range(_COMPETITORS)]
    fill(connection, "competitor", "uid name name_key", ((new_uid(), name, fold(name)) for name in names))
    lost = connection.execute(
        "SELECT id, stage_id, amount_minor, currency, closed_at FROM deal WHERE status='lost' ORDER BY id"
    ).fetchall()
    owners = ids(connection, "member")
    fill(
        connection,
        "loss_event",
        "uid deal_id lost_at lost_offset lost_precision lost_day stage_id amount_minor currency note win_back "
        "win_back_on reviewed_at reviewed_by_id",
        (_loss(random, row, owners) for row in lost),
    )
    losses = ids(connection, "loss_event")
    reasons = ids(connection, "loss_reason", "key != 'not_recorded' AND merged_into_id IS NULL")
    fill(
        connection, "loss_reason_link", "uid loss_id reason_id voice weight is_primary", _links(random, losses, reasons)
    )
    rivals = ids(connection, "competitor")
    named = ((new_uid(), loss, _pick(random, rivals)) for loss in losses if random.random() < 0.6)
    fill(connection, "loss_competitor", "uid loss_id competitor_id", named)


def _loss(random: Random, row: Sequence[Any], owners: Sequence[int]) -> tuple[object, ...]:
    deal, stage, amount, currency, closed = row
    when: tuple[object, ...] = (None,) * 4
    if random.random() < 0.97:
        when = (closed, OFFSET, "second", local_day(closed))
    again = local_day(closed + random.randrange(30, 400) * DAY) if random.random() < 0.1 else None
    reviewed = (closed + DAY, random.choice(owners)) if random.random() < 0.3 else (None, None)
    return new_uid(), deal, *when, stage, amount, currency, "", "", again, *reviewed


def _links(random: Random, losses: Sequence[int], reasons: Sequence[int]) -> Iterator[tuple[object, ...]]:
    for loss in losses:
        yield new_uid(), loss, _pick(random, reasons), "seller", 1, 1
        if random.random() < 0.4:
            yield new_uid(), loss, _pick(random, reasons), "manager", 1, 1


def _pick(random: Random, keys: Sequence[int]) -> int:
    """One of the keys, the first ones oftener."""
    return keys[min(int(random.expovariate(4 / len(keys))), len(keys) - 1)]
