"""Whole columns of whole numbers out of SQLite at once: a third of the time that rows as tuples take.

Knows nothing of what the numbers mean.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

_DAY = 86_400_000
_BEFORE_1970 = 62_135_596_800_000
"""Milliseconds from the first day of the calendar to the beginning of 1970."""


def number_columns(
    connection: Connection, columns: Mapping[str, str], source: str, given: Sequence[object] = ()
) -> dict[str, str]:
    """The numbers of each column as one text, separated by commas; an empty one for no rows.

    ``columns`` are expressions that are never NULL, ``source`` is what follows FROM, ``given`` the values of their
    question marks. The rows come in the same order in all of them: that of the keys of one table NOT INDEXED.
    """
    joined = ", ".join(f"group_concat({column})" for column in columns.values())
    found = connection.exec_driver_sql(f"SELECT {joined} FROM {source}", tuple(given)).one()  # noqa: S608  # literals
    return {name: text or "" for name, text in zip(columns, found, strict=True)}


def ordinal_of_moment(at: str, offset: str) -> str:
    """The local day of an instant in milliseconds as ``date.toordinal`` counts, 0 for NULL."""
    return f"coalesce(({at} + {offset} * 60000 + {_BEFORE_1970}) / {_DAY} + 1, 0)"


def day_end(at: str, offset: str) -> str:
    """The instant at which the local day of another ends, in milliseconds."""
    return f"({ordinal_of_moment(at, offset)} * {_DAY} - {_BEFORE_1970} - {offset} * 60000)"


def ordinal_of_day(day: str) -> str:
    """A calendar day kept as ISO text likewise."""
    return f"coalesce(CAST(julianday({day}) - 1721424.5 AS INTEGER), 0)"


def place_among(column: str, count: int) -> str:
    """The place, counted from 1, of a column's value among so many given ones."""
    places = " ".join(f"WHEN ? THEN {place}" for place in range(1, count + 1))
    return f"CASE {column} {places} ELSE 0 END" if places else "0"
