"""How often, and when last, each quick-note template has been used; among the latest touches, or among all."""

from datetime import date

from sqlalchemy import func, select

from crmdesk.domain.listed import NoteUse
from crmdesk.store.schema import TouchRow
from crmdesk.store.workspace import Source

# Enough to see habits, and read in a moment however long the timelines are.
_LATELY = 2000


def template_uses(source: Source) -> dict[str, int]:
    """Uses by the template's key among the touches recorded last; unused ones are left out."""
    latest = select(TouchRow.detail).order_by(TouchRow.id.desc()).limit(_LATELY).subquery()
    key = latest.c.detail["template"].as_string()
    query = select(key, func.count()).where(key.is_not(None)).group_by(key)
    return {row[0]: row[1] for row in source.connection.execute(query)}


def all_template_uses(source: Source) -> dict[str, NoteUse]:
    """Uses by the template's key among all touches; reads every one, about a second for a million."""
    key = TouchRow.detail["template"].as_string()
    query = select(key, func.count(), func.max(TouchRow.local_day)).where(key.is_not(None)).group_by(key)
    return {row[0]: NoteUse(row[1], date.fromisoformat(row[2])) for row in source.connection.execute(query)}


def is_template_used(source: Source, key: str) -> bool:
    """Whether any touch was ever written with the template."""
    query = select(TouchRow.id).where(TouchRow.detail["template"].as_string() == key).limit(1)
    return source.connection.execute(query).first() is not None
