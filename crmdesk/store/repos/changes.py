"""Changes to many rows of a table, to each its own columns."""

from collections.abc import Mapping
from typing import Any

from crmdesk.store.schema.base import Base
from crmdesk.store.text.folding import fold
from crmdesk.store.unit import Unit


def change_rows(unit: Unit, model: type[Base], changes: Mapping[int, Mapping[str, Any]]) -> None:
    """Set columns of rows by id; with a name its key for look-ups changes too."""
    by_columns: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for row_id, columns in changes.items():
        row = {"id": row_id, **columns}
        if "name" in row:
            row["name_key"] = fold(row["name"])
        by_columns.setdefault(tuple(sorted(row)), []).append(row)
    for rows in by_columns.values():
        unit.update(model, rows)
