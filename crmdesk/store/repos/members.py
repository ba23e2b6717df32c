"""Colleagues by name."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select

from crmdesk.domain.customer import checked_name
from crmdesk.store.schema import MemberRow
from crmdesk.store.text.folding import fold
from crmdesk.store.unit import Unit


def ensure(unit: Unit, names: Iterable[str]) -> dict[str, int]:
    """The colleagues with these names, added where they are new; names as given, without the empty ones."""
    wanted = {name: checked_name(name, "owner") for name in names if name.strip()}
    keys = {name: fold(trimmed) for name, trimmed in wanted.items()}
    known = {row.name_key: row.id for row in unit.connection.execute(select(MemberRow.name_key, MemberRow.id))}
    new: dict[str, str] = {}
    for name, key in keys.items():
        if key not in known:
            new.setdefault(key, wanted[name])
    ids = unit.insert(MemberRow, [{"name": name, "name_key": key} for key, name in new.items()])
    known.update(zip(new, ids, strict=True))
    return {name: known[key] for name, key in keys.items()}


def ensure_one(unit: Unit, name: str) -> int:
    """The colleague with this name, added when new."""
    return ensure(unit, [name])[name]


def add_facts(unit: Unit, facts: Mapping[int, Mapping[str, Any]]) -> None:
    """Add free-form facts to colleagues."""
    if not facts:
        return
    query = select(MemberRow.id, MemberRow.extra).where(MemberRow.id.in_(list(facts)))
    rows = [{"id": row.id, "extra": {**row.extra, **facts[row.id]}} for row in unit.connection.execute(query)]
    unit.update(MemberRow, rows)
