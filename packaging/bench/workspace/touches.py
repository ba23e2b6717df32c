"""What happened: one customer has very much, the others by a Pareto law; most is noted on the day, some much later."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from random import Random

from bench.workspace.notes import Notes
from bench.workspace.table import Connection, fill, ids
from bench.workspace.times import DAY, END, OFFSET, SPAN, local_day
from crmdesk.domain.ids import new_uid

BUSIEST = 1
"""The key of the customer with the most touches."""

_MOST = 10_000

_KINDS = "call call call wechat wechat visit email sms meeting need feedback quote note".split()
_TALKS = ("call", "wechat", "email", "sms")
_PARETO = 1.2
_LATE_SHARE = 0.2
_PLANNED_SHARE = 0.005


def fill_touches(connection: Connection, random: Random, notes: Notes, count: int) -> None:
    """Fill the table of touches, which has none of these customers yet."""
    kinds = dict(connection.execute("SELECT key, id FROM touch_kind").fetchall())
    customers = ids(connection, "customer", "NOT holding")
    deals: dict[int, list[int]] = {}
    for deal, customer in connection.execute("SELECT id, customer_id FROM deal"):
        deals.setdefault(customer, []).append(deal)
    fill(
        connection,
        "touch",
        "uid customer_id deal_id kind_id status direction occurred_at occurred_offset occurred_precision local_day "
        "due_at recorded_at recorded_offset actor_id recorded_by_id minutes title body detail source pinned system "
        "extra",
        _touches(random, notes, kinds, deals, _whose(random, customers, count), ids(connection, "member")),
    )


def _whose(random: Random, customers: Sequence[int], count: int) -> Sequence[int]:
    """The customers of all touches, in the order in which they are noted."""
    busiest = min(_MOST, count // 10)
    weights = list(accumulate(random.paretovariate(_PARETO) for _customer in customers[1:]))
    whose = random.choices(customers[1:], cum_weights=weights, k=count - busiest) + [customers[0]] * busiest
    random.shuffle(whose)
    return whose


def _touches(
    random: Random,
    notes: Notes,
    kinds: Mapping[str, int],
    deals: Mapping[int, Sequence[int]],
    whose: Sequence[int],
    members: Sequence[int],
) -> Iterator[tuple[object, ...]]:
    step = SPAN // max(len(whose), 1)
    for place, (customer, note) in enumerate(zip(whose, notes.draw(len(whose)), strict=True)):
        recorded = END - SPAN + place * step
        kind = random.choice(_KINDS)
        is_planned = random.random() < _PLANNED_SHARE and customer != BUSIEST
        at = END + random.randrange(60 * DAY) if is_planned else recorded
        if not is_planned and random.random() < _LATE_SHARE:
            at -= random.randrange(400 * DAY)
        deal = random.choice(deals[customer]) if customer in deals and random.random() < 0.5 else None
        member = members[customer % len(members)]
        yield (
            new_uid(), customer, deal, kinds[kind], "planned" if is_planned else "done",
            random.choice(("in", "out")) if kind in _TALKS else "", at, OFFSET, "second", local_day(at),
            at if is_planned else None, recorded, OFFSET, member, member,
            random.randrange(1, 40) if kind == "call" else None, "", note, "{}", "", 0, 0, "{}",
        )  # fmt: skip
