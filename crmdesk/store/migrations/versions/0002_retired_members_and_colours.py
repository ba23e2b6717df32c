"""Colleagues who have left, and colours of tag groups.

Revision: 0002
"""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add a column to each of the two tables, last, as the mapped classes declare them.

    SQLite itself adds it, so that no table is copied and no freed key is forgotten.
    """
    op.execute("ALTER TABLE member ADD COLUMN retired BOOLEAN DEFAULT 0 NOT NULL")
    op.execute("ALTER TABLE tag_group ADD COLUMN colour INTEGER")
