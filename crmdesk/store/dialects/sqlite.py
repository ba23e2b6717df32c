"""SQLite through sqlcipher3: how a file is opened, what marks it as ours, and its full-text tables."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, NullPool, create_engine, event
from sqlalchemy.util import LRUCache
from sqlcipher3 import dbapi2 as sqlite

from crmdesk.store.text.name_order import name_order

# "crmd" in ASCII: tells the file from every other SQLite database (PRAGMA application_id).
APPLICATION_ID = 0x63726D64

_BUSY_MILLISECONDS = 5000
_PRAGMAS = (
    "PRAGMA foreign_keys=ON",
    "PRAGMA synchronous=FULL",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
    "PRAGMA mmap_size=0",
    "PRAGMA temp_store=MEMORY",
    # In KiB where negative. Indexes as large as this are written to all over while much is imported.
    "PRAGMA cache_size=-65536",
    f"PRAGMA busy_timeout={_BUSY_MILLISECONDS}",
)

# Tokens are made by ``store.text``; the ascii tokenizer leaves every character beyond ASCII inside its token.
SEARCH_TABLES = ("touch_search", "name_search")
SEARCH_DDL = tuple(
    f"CREATE VIRTUAL TABLE {name} USING fts5(terms, content='', contentless_delete=1, tokenize='ascii', prefix='3')"
    for name in SEARCH_TABLES
)

WRITES = {"crmdesk_writes": True}

# More than are in use; each takes some ten kilobytes.
_WRITTEN_OUT = 1000

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def library_version() -> str:
    """The version of SQLite in use."""
    return str(sqlite.sqlite_version)


def connect_raw(path: Path) -> Any:
    """A DB-API connection in autocommit mode with every safety setting on; the file must exist."""
    return connect(path, "rw")


def connect(path: Path, mode: str) -> Any:
    """``connect_raw`` with another mode, as https://www.sqlite.org/uri.html describes them."""
    raw = sqlite.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None)
    for pragma in _PRAGMAS:
        raw.execute(pragma)
    # For ORDER BY alone: with trusted_schema off, nothing in the file itself may call it.
    raw.create_function("name_order", 1, name_order, deterministic=True)
    return raw


def open_engine(path: Path) -> Engine:
    """An engine whose connections live as long as one piece of work and lock the file early when they will write."""
    model, written_out = _model()
    engine = Engine(
        NullPool(lambda: connect_raw(path), dialect=model.dialect),
        model.dialect,
        model.url,
        execution_options={"compiled_cache": written_out},
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("crmdesk_writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


@cache
def _model() -> tuple[Engine, LRUCache[Any, Any]]:
    """How statements are written as SQL, and those written already: both are the same whichever file is open."""
    model = create_engine(
        "sqlite+pysqlite://",
        module=sqlite,
        poolclass=NullPool,
        json_serializer=as_json,
        json_deserializer=from_json,
    )
    # The library learns at the first connection what it has to know of the database.
    model.connect().close()
    return model, LRUCache(_WRITTEN_OUT)


def as_json(value: Any) -> str:
    """JSON as a workspace keeps it: real characters, no blanks."""
    return "{}" if value == {} else _JSON.encode(value)


def from_json(text: str) -> Any:
    """What ``as_json`` wrote; most of it is empty, and thousands are read for one page."""
    return {} if text == "{}" else json.loads(text)


def create_file(path: Path) -> None:
    """Make an empty database marked as ours, in WAL mode.

    Raises FileExistsError when there is a file already.
    """
    path.touch(exist_ok=False)
    raw = connect_raw(path)
    try:
        raw.execute(f"PRAGMA application_id={APPLICATION_ID}")
        raw.execute("PRAGMA journal_mode=WAL")
    finally:
        raw.close()


def fold_log_in(path: Path) -> None:
    """Move what the write-ahead log holds into the file itself, so that the file alone is the workspace."""
    raw = connect_raw(path)
    try:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        raw.close()


def postpone_foreign_keys(connection: Connection) -> None:
    """Check foreign keys when the transaction ends instead of at each statement."""
    connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")


def highest_id(connection: Connection, table: str) -> int:
    """The highest key a table has ever given out, those of deleted rows included."""
    found = connection.exec_driver_sql("SELECT seq FROM sqlite_sequence WHERE name=?", (table,)).scalar()
    return int(found or 0)


def lagging_sequences(connection: Connection, used: Mapping[str, int]) -> list[str]:
    """Tables whose next key would be one that is or was in use; ``used`` has the highest such key of each table."""
    return [table for table, highest in used.items() if highest_id(connection, table) < highest]


def raise_sequence(connection: Connection, table: str, highest: int) -> None:
    """Let the next key of the table be above ``highest``."""
    connection.exec_driver_sql("DELETE FROM sqlite_sequence WHERE name=?", (table,))
    connection.exec_driver_sql("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (table, highest))
