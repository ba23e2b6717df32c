"""A workspace written out row by row, so that two states can be compared; reads with the driver alone."""

import contextlib
import hashlib
from pathlib import Path
from typing import Any

from crmdesk.store.dialects import sqlite
from crmdesk.store.schema import Base

_JOURNAL = ("change_set", "change_row")

Dump = dict[str, dict[str, dict[str, Any]]]


def logical_dump(path: Path) -> Dump:
    """Every row by table and uid, foreign keys as uids, keys inside the file left out; without journal and index."""
    with contextlib.closing(sqlite.connect_raw(path)) as raw:
        tables = {table.name: table for table in Base.metadata.sorted_tables if table.name not in _JOURNAL}
        rows = {name: _rows(raw, name) for name in tables}
    uids = {name: {row["id"]: row["uid"] for row in found} for name, found in rows.items()}
    dump: Dump = {}
    for name, table in tables.items():
        targets = {key.parent.name: key.column.table.name for key in table.foreign_keys}
        dump[name] = {
            row["uid"]: {
                column: uids[targets[column]][value] if column in targets and value is not None else value
                for column, value in row.items()
                if column != "id"
            }
            for row in rows[name]
        }
    return dump


def journal_rows(path: Path) -> list[tuple[Any, ...]]:
    """The journal as it stands, in order."""
    with contextlib.closing(sqlite.connect_raw(path)) as raw:
        return [tuple(row) for name in _JOURNAL for row in raw.execute(f"SELECT * FROM {name} ORDER BY id")]


def execute(path: Path, *statements: str) -> None:
    """Change a workspace behind the program's back, foreign keys unchecked."""
    with contextlib.closing(sqlite.connect_raw(path)) as raw:
        raw.execute("PRAGMA foreign_keys=OFF")
        for statement in statements:
            raw.execute(statement)


def value_of(path: Path, query: str) -> Any:
    """The one value a query gives."""
    with contextlib.closing(sqlite.connect_raw(path)) as raw:
        return raw.execute(query).fetchone()[0]


def folder_hashes(folder: Path) -> dict[str, str]:
    """Every file in a folder by name, with a hash of its bytes."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir() if path.is_file()}


def _rows(raw: Any, table: str) -> list[dict[str, Any]]:
    cursor = raw.execute(f"SELECT * FROM {table}")
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]
