"""How often each quick-note template has been used lately."""

from sqlalchemy import func, select

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
