"""Views of the customers that are kept under a name, in place of a table that nothing was ever in.

Revision: 0003
"""

from alembic import op
from sqlalchemy import Boolean, Column, ForeignKeyConstraint, Integer, PrimaryKeyConstraint, String, UniqueConstraint

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Drop the one table and lay out the other."""
    op.drop_table("smart_list")
    op.create_table(
        "saved_view",
        Column("id", Integer, autoincrement=True, nullable=False),
        Column("uid", String(36), nullable=False),
        Column("name", String, nullable=False),
        Column("name_key", String, nullable=False, index=True),
        Column("position", Integer, nullable=False),
        Column("owner_id", Integer, index=True),
        Column("scope", String(20), nullable=False),
        Column("expression", String, nullable=False),
        Column("sort", String(20), nullable=False),
        Column("descending", Boolean, nullable=False),
        PrimaryKeyConstraint("id", name="pk_saved_view"),
        UniqueConstraint("uid", name="uq_saved_view_uid"),
        ForeignKeyConstraint(["owner_id"], ["member.id"], name="fk_saved_view_owner_id"),
        sqlite_autoincrement=True,
    )
