"""Who has a tag now, read off an index alone.

Revision: 0004
"""

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Put a wider index in the place of the one by tag."""
    op.drop_index("ix_tag_assignment_tag_id", "tag_assignment")
    op.create_index(
        "ix_tag_assignment_held", "tag_assignment", ["tag_id", "customer_id", "to_day", "contact_id", "deal_id"]
    )
