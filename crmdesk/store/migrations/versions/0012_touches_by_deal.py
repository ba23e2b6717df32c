"""The index of the timeline knows the deal of a touch, so that touches before a loss are counted from it alone.

Revision: 0012
"""

from alembic import op

revision = "0012"
down_revision = "0011"

_INDEX = "ix_touch_timeline"


def upgrade() -> None:
    """Build the index anew with one column more."""
    op.drop_index(_INDEX, "touch")
    op.create_index(
        _INDEX,
        "touch",
        ["customer_id", "occurred_at", "id", "kind_id", "status", "system", "local_day", "deal_id"],
    )
