"""The few touches with a pin found without looking into the others.

Revision: 0009
"""

from alembic import op
from sqlalchemy import text

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add the index."""
    op.create_index("ix_touch_pinned", "touch", ["customer_id", "occurred_at"], sqlite_where=text("pinned"))
