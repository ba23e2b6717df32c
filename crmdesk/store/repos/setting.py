"""Facts about the workspace, written."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from crmdesk.store.schema import SettingRow
from crmdesk.store.unit import Unit


def put_settings(unit: Unit, facts: Mapping[str, Any]) -> None:
    """Keep facts under their keys, in place of what was kept there."""
    query = select(SettingRow.key, SettingRow.id).where(SettingRow.key.in_(list(facts)))
    known = {row.key: row.id for row in unit.connection.execute(query)}
    unit.update(SettingRow, [{"id": known[key], "value": value} for key, value in facts.items() if key in known])
    unit.insert(SettingRow, [{"key": key, "value": value} for key, value in facts.items() if key not in known])
