"""Views kept, changed and taken away. Which may be is decided elsewhere."""

from typing import Any

from crmdesk.domain.ids import new_uid
from crmdesk.domain.pool_look import PoolLook, look_text
from crmdesk.domain.saved_view import Viewed
from crmdesk.store.schema import SavedViewRow
from crmdesk.store.text.folding import fold
from crmdesk.store.unit import Unit

LOST_POOL = "lost_pool"
"""The scope of a view of the failure pool."""


def add_view(unit: Unit, name: str, query: Viewed, *, position: int, owner_id: int | None) -> str:
    """Keep a view under a name, everybody's if it has no owner; returns its uid."""
    uid = new_uid()
    row = {"uid": uid, "name": name, "name_key": fold(name), "position": position, "owner_id": owner_id}
    unit.insert(SavedViewRow, [{**row, **_columns(query)}])
    return uid


def rename_view(unit: Unit, row_id: int, name: str) -> None:
    """Call a view otherwise."""
    unit.update(SavedViewRow, [{"id": row_id, "name": name, "name_key": fold(name)}])


def put_query(unit: Unit, row_id: int, query: Viewed) -> None:
    """Let a view show something else."""
    unit.update(SavedViewRow, [{"id": row_id, **_columns(query)}])


def delete_view(unit: Unit, row_id: int) -> None:
    """Keep a view no longer."""
    unit.delete(SavedViewRow, [row_id])


def _columns(query: Viewed) -> dict[str, Any]:
    if isinstance(query, PoolLook):
        return {"scope": LOST_POOL, "expression": look_text(query), "sort": "", "descending": False}
    return {
        "scope": query.scope.value,
        "expression": query.text,
        "sort": query.sort.value,
        "descending": query.descending,
    }
