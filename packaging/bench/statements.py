"""The SQL that the program sends, to be sent again without the program."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, event

Statement = tuple[str, tuple[object, ...]]
"""SQL with its values."""


def sent(connection: Connection, work: Callable[[], object]) -> list[Statement]:
    """What ``work`` sends through a connection."""
    statements: list[Statement] = []

    def note(_connection: Any, _cursor: Any, sql: str, values: Any, _context: Any, _many: bool) -> None:  # noqa: FBT001
        statements.append((sql, values))

    event.listen(connection, "before_cursor_execute", note)
    try:
        work()
    finally:
        event.remove(connection, "before_cursor_execute", note)
    return statements
