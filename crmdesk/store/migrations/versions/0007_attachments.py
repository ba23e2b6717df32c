"""Files on touches.

Revision: 0007
"""

from alembic import op
from sqlalchemy import BigInteger, Column, ForeignKeyConstraint, Integer, PrimaryKeyConstraint, String, UniqueConstraint

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Lay out the table."""
    op.create_table(
        "attachment",
        Column("id", Integer, autoincrement=True, nullable=False),
        Column("uid", String(36), nullable=False),
        Column("touch_id", Integer, nullable=False, index=True),
        Column("name", String, nullable=False),
        Column("digest", String(64), nullable=False, index=True),
        Column("size", BigInteger, nullable=False),
        Column("media_type", String, nullable=False),
        Column("document", String(36), nullable=False, index=True),
        Column("version", Integer, nullable=False),
        Column("added_at", BigInteger, nullable=False),
        Column("added_offset", Integer, nullable=False),
        Column("added_by_id", Integer, index=True),
        PrimaryKeyConstraint("id", name="pk_attachment"),
        UniqueConstraint("uid", name="uq_attachment_uid"),
        ForeignKeyConstraint(["touch_id"], ["touch.id"], name="fk_attachment_touch_id"),
        ForeignKeyConstraint(["added_by_id"], ["member.id"], name="fk_attachment_added_by_id"),
        sqlite_autoincrement=True,
    )
