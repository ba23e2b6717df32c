"""Promises found by the day they are due, and the words among the facts of touches found by the search.

Revision: 0008
"""

import json

from alembic import op
from sqlalchemy import text

from crmdesk.store.dialects import sqlite_search
from crmdesk.store.text.tokens import index_terms

revision = "0008"
down_revision = "0007"

_WORDS = (
    "place", "their_people", "our_people", "sent_to", "purpose", "verbatim", "evidence", "solution", "answer", "why",
)  # fmt: skip


def upgrade() -> None:
    """Add the index; index anew the few touches that have such words already."""
    op.create_index(
        "ix_touch_promised",
        "touch",
        [text("json_extract(detail, '$.due')")],
        sqlite_where=text(
            "json_extract(detail, '$.due') IS NOT NULL AND coalesce(json_extract(detail, '$.state'), 'open') = 'open'"
        ),
    )
    connection = op.get_bind()
    rows = connection.execute(text("SELECT id, title, body, detail FROM touch WHERE detail <> '{}'"))
    terms = []
    for row_id, title, body, detail in rows.all():
        told = [value for key, value in json.loads(detail).items() if key in _WORDS and isinstance(value, str)]
        if told:
            terms.append((row_id, index_terms("\n".join([title, body, *told]))))
    sqlite_search.replace(connection, "touch_search", [row_id for row_id, _terms in terms], terms)
