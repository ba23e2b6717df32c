"""Whether a search finds exactly what LIKE finds, after notes were changed and deleted through the program."""

from random import Random
from typing import Any

from sqlalchemy import select

from bench.context import ME, SMALL, Context
from bench.results import Result
from bench.searched_notes import han_parts
from crmdesk.store.dialects.sqlite_search import matching_touches
from crmdesk.store.schema import TouchRow
from crmdesk.store.text.folding import fold
from crmdesk.store.text.tokens import match_query
from crmdesk.store.workspace import Workspace

_PARTS = 300
_EDITS = 400
_SEED = 11
_ALL = -1


def differences(context: Context) -> Result:
    """For how many random parts of notes, of 1 to 5 characters, both sides differ in any touch.

    LIKE reads texts folded as the program folds them: it finds a traditional character by its simplified form.
    """
    random = Random(_SEED)  # noqa: S311  # a sample
    workspace = context.services(context.copy(SMALL)).desk.workspace
    _edit(workspace, random)
    different = 0
    with workspace.read() as source:
        driver: Any = source.connection.connection.dbapi_connection
        driver.execute("CREATE TEMP TABLE folded (id INTEGER PRIMARY KEY, text TEXT)")
        rows = driver.execute("SELECT id, title, body FROM touch").fetchall()
        driver.executemany("INSERT INTO folded VALUES (?, ?)", ((row[0], fold(f"{row[1]}\n{row[2]}")) for row in rows))
        for part in han_parts(driver, random, _PARTS, (1, 2, 3, 4, 5)):
            like = driver.execute("SELECT id FROM folded WHERE text LIKE '%' || ? || '%'", (fold(part),)).fetchall()
            found = matching_touches(source.connection, match_query(part) or "", _ALL)
            different += {row[0] for row in like} != set(found)
        driver.execute("DROP TABLE folded")
    return Result("P8", f"{_PARTS} parts after {2 * _EDITS} edits and deletes", different, f"{different} differ")


def _edit(workspace: Workspace, random: Random) -> None:
    """Give some notes the text of others, and delete others."""
    with workspace.unit("Edit", ME) as unit:
        rows = unit.connection.execute(select(TouchRow.id, TouchRow.body)).all()
        chosen = random.sample(rows, min(2 * _EDITS, len(rows) // 2))
        changed, gone = chosen[::2], chosen[1::2]
        bodies = [f"{row.body[::-1]}，{random.choice(rows).body}" for row in changed]
        unit.update(TouchRow, [{"id": row.id, "body": body} for row, body in zip(changed, bodies, strict=True)])
        unit.delete(TouchRow, [row.id for row in gone])
