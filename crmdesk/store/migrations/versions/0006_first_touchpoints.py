"""How customers first came across us.

Revision: 0006
"""

from alembic import op
from sqlalchemy import Boolean, Column, ForeignKeyConstraint, Integer, PrimaryKeyConstraint, String, UniqueConstraint

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Lay out the table."""
    op.create_table(
        "first_touchpoint",
        Column("id", Integer, autoincrement=True, nullable=False),
        Column("uid", String(36), nullable=False),
        Column("customer_id", Integer, nullable=False),
        Column("channel_id", Integer, index=True),
        Column("happened", String(10), nullable=False),
        Column("saw", String, nullable=False),
        Column("forgotten", Boolean, nullable=False),
        PrimaryKeyConstraint("id", name="pk_first_touchpoint"),
        UniqueConstraint("uid", name="uq_first_touchpoint_uid"),
        UniqueConstraint("customer_id", name="uq_first_touchpoint_customer_id"),
        ForeignKeyConstraint(["customer_id"], ["customer.id"], name="fk_first_touchpoint_customer_id"),
        ForeignKeyConstraint(["channel_id"], ["tag.id"], name="fk_first_touchpoint_channel_id"),
        sqlite_autoincrement=True,
    )
