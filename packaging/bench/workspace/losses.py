"""How deals ended: losses with reasons in three voices and competitors; what spoke against those that were won."""

from collections.abc import Iterator, Sequence
from random import Random
from typing import Any

from bench.workspace.table import Connection, fill, ids
from bench.workspace.times import DAY, OFFSET, local_day
from crmdesk.domain.ids import new_uid
from crmdesk.store.text.folding import fold

_COMPETITORS = 60
_TRIED_AGAIN = 25
"""Every how manieth deal was lost before and taken up again."""
_LOSS = (
    "uid deal_id lost_at lost_offset lost_precision lost_day stage_id amount_minor currency note win_back "
    "win_back_on reviewed_at reviewed_by_id"
)


def fill_losses(connection: Connection, random: Random) -> None:
    """Fill the tables of losses, of their reasons, of competitors, and of what spoke against won deals."""
    names = [f"{random.choice(('宏图', '远景', 'Apex', 'Vertex', '天成'))} {n}" for n in range(_COMPETITORS)]
    rows = ((new_uid(), name, fold(name), "", "", 0) for name in names)
    fill(connection, "competitor", "uid name name_key strengths weaknesses retired", rows)
    lost = connection.execute(
        "SELECT id, stage_id, amount_minor, currency, closed_at FROM deal WHERE status='lost' ORDER BY id"
    ).fetchall()
    again = connection.execute(
        "SELECT id, stage_id, amount_minor, currency, created_at FROM deal"
        " WHERE status <> 'invalid' AND id % ? = 0 ORDER BY id",
        (_TRIED_AGAIN,),
    ).fetchall()
    owners = ids(connection, "member")
    # What was tried again comes first, for a later loss is one more.
    fill(
        connection, "loss_event", f"{_LOSS} reopened_at", ((*_loss(random, row, owners), row[4] + DAY) for row in again)
    )
    fill(connection, "loss_event", _LOSS, (_loss(random, row, owners) for row in lost))
    losses = ids(connection, "loss_event")
    reasons = ids(connection, "loss_reason", "key != 'not_recorded' AND merged_into_id IS NULL")
    fill(
        connection, "loss_reason_link", "uid loss_id reason_id voice weight is_primary", _links(random, losses, reasons)
    )
    rivals = ids(connection, "competitor")
    named = ((new_uid(), loss, _pick(random, rivals)) for loss in losses if random.random() < 0.6)
    fill(connection, "loss_competitor", "uid loss_id competitor_id", named)
    others = connection.execute(
        "SELECT id, status, amount_minor FROM deal WHERE status != 'lost' ORDER BY id"
    ).fetchall()
    met = ((new_uid(), deal, _pick(random, rivals), _price(random, amount), "CNY") for deal, _, amount in others)
    kept = (row for row in met if random.random() < 0.4)
    fill(connection, "deal_competitor", "uid deal_id competitor_id price_minor currency", kept)
    won = [deal for deal, status, _amount in others if status == "won" and random.random() < 0.5]
    fill(
        connection,
        "win_reason_link",
        "uid deal_id reason_id weight is_primary",
        ((new_uid(), deal, _pick(random, reasons), 1, 1) for deal in won),
    )


def _loss(random: Random, row: Sequence[Any], owners: Sequence[int]) -> tuple[object, ...]:
    deal, stage, amount, currency, closed = row
    when: tuple[object, ...] = (None,) * 4
    if random.random() < 0.97:
        when = (closed, OFFSET, "second", local_day(closed))
    again = local_day(closed + random.randrange(30, 400) * DAY) if random.random() < 0.1 else None
    verdict = random.choice(("yes", "maybe", "closed")) if random.random() < 0.2 else ""
    reviewed = (closed + DAY, random.choice(owners)) if random.random() < 0.3 else (None, None)
    return new_uid(), deal, *when, stage, amount, currency, "", verdict, again, *reviewed


def _links(random: Random, losses: Sequence[int], reasons: Sequence[int]) -> Iterator[tuple[object, ...]]:
    for loss in losses:
        yield new_uid(), loss, _pick(random, reasons), "seller", 1, 1
        if random.random() < 0.4:
            yield new_uid(), loss, _pick(random, reasons), "manager", 1, 1
        if random.random() < 0.2:
            yield new_uid(), loss, _pick(random, reasons), "customer", 1, 1


def _price(random: Random, amount: int | None) -> int | None:
    return None if amount is None or random.random() < 0.5 else int(amount * random.uniform(0.7, 1.4))


def _pick(random: Random, keys: Sequence[int]) -> int:
    """One of the keys, the first ones oftener."""
    return keys[min(int(random.expovariate(4 / len(keys))), len(keys) - 1)]
