"""Writes that would escape the journal are refused, whoever sends them.

Every INSERT, UPDATE or DELETE must come from inside ``permitted``: the unit of work's three write functions, the
journal, the search index and the migrations. Anything else is a bug and raises.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Engine, event

_PERMIT = "crmdesk_permit"
# What a statement says in passing: comments, texts, quoted names.
_ASIDE = re.compile(r"""--[^\n]*|/\*.*?(?:\*/|\Z)|'[^']*'|"[^"]*"|`[^`]*`|\[[^]]*]""", re.DOTALL)
_WRITE = re.compile(r"[\s;]*(?:INSERT|UPDATE|DELETE|REPLACE)\b", re.IGNORECASE)
_WITH = re.compile(r"[\s;]*WITH\b.*\)\s*(?:INSERT|UPDATE|DELETE|REPLACE)\b", re.IGNORECASE | re.DOTALL)


class UnjournalledWriteError(RuntimeError):
    """Data was about to be changed outside a unit of work."""


def refuse_unjournalled_writes(engine: Engine) -> None:
    """Watch every statement of the engine's connections."""

    @event.listens_for(engine, "before_cursor_execute")
    def _check(
        connection: Connection, _cursor: Any, statement: str, _parameters: Any, _context: Any, _many: Any
    ) -> None:
        if not connection.info.get(_PERMIT) and _changes_data(statement):
            raise UnjournalledWriteError(statement.split("(", 1)[0])


@contextmanager
def permitted(connection: Connection) -> Iterator[None]:
    """Let statements through that change data, for the length of the block."""
    before = connection.info.get(_PERMIT, False)
    connection.info[_PERMIT] = True
    try:
        yield
    finally:
        connection.info[_PERMIT] = before


@lru_cache(maxsize=1000)
def _changes_data(statement: str) -> bool:
    said = _ASIDE.sub(" ", statement)
    return bool(_WRITE.match(said) or _WITH.match(said))
