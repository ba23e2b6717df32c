"""Samples of what can be searched for, and the price of one more note in the index."""

import re
from collections.abc import Sequence
from random import Random
from typing import Any

from sqlalchemy import insert

from bench.context import SMALL, Context
from bench.results import Result
from bench.timing import compare
from bench.workspace.times import END, OFFSET, local_day
from crmdesk.domain.ids import new_uid
from crmdesk.store import search
from crmdesk.store.guard import permitted
from crmdesk.store.schema import TouchRow
from crmdesk.store.workspace import Workspace

_HAN = re.compile("[一-鿿]+")
_NOTE = "客户说预算要等到下周才能确认，先发一份报价单和合同样本过去，再约时间见面谈技术方案 and the sample order"


def han_parts(driver: Any, random: Random, count: int, lengths: Sequence[int]) -> list[str]:
    """Random parts of random notes, of Chinese characters only."""
    highest = driver.execute("SELECT max(id) FROM touch").fetchone()[0]
    parts: list[str] = []
    while len(parts) < count:
        row = driver.execute("SELECT body FROM touch WHERE id=?", (random.randint(1, highest),)).fetchone()
        runs = _HAN.findall(row[0]) if row else []
        length = random.choice(lengths)
        run = random.choice(runs) if runs else ""
        if len(run) >= length:
            start = random.randrange(len(run) - length + 1)
            parts.append(run[start : start + length])
    return parts


def note_bytes(driver: Any) -> int:
    """How long all notes are together, in UTF-8."""
    total = driver.execute("SELECT sum(length(CAST(title AS BLOB)) + length(CAST(body AS BLOB))) FROM touch").fetchone()
    return int(total[0])


def one_note(context: Context) -> Result:
    """A touch written with its entry in the index, and without."""
    workspace = context.services(context.copy(SMALL)).desk.workspace
    taken = compare(
        lambda: _write(workspace, is_indexed=True),
        lambda: _write(workspace, is_indexed=False),
        rounds=context.rounds,
        repeat=20,
    )
    return taken.result("P9b", "one touch and its commit")


def _write(workspace: Workspace, *, is_indexed: bool) -> None:
    row = {
        "uid": new_uid(), "customer_id": 2, "kind_id": 1, "status": "done", "occurred_at": END,
        "occurred_offset": OFFSET,
        "occurred_precision": "second", "local_day": local_day(END), "recorded_at": END, "recorded_offset": OFFSET,
        "body": _NOTE, "detail": {}, "extra": {},
    }  # fmt: skip
    with workspace.transaction() as connection, permitted(connection):
        key = connection.execute(insert(TouchRow).values(**row)).inserted_primary_key
        if is_indexed and key is not None:
            search.reindex(connection, {"touch": [key[0]]}, [])
