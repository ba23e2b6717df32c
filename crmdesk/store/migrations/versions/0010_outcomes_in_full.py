"""What is learnt of a loss, what spoke against a deal that was won, and the competitors met in deals.

Revision: 0010
"""

from alembic import op
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKeyConstraint,
    Integer,
    PrimaryKeyConstraint,
    String,
    UniqueConstraint,
)

revision = "0010"
down_revision = "0009"

_TEXTS = {
    "loss_event": ("win_back_why", "win_back_trigger", "finding", "lesson"),
    "competitor": ("strengths", "weaknesses"),
}


def upgrade() -> None:
    """Add the columns last, as the mapped classes declare them, and the tables."""
    for table, columns in _TEXTS.items():
        for column in columns:
            op.execute(f"ALTER TABLE {table} ADD COLUMN {column} VARCHAR DEFAULT '' NOT NULL")
    op.create_table(
        "win_reason_link",
        Column("id", Integer, autoincrement=True, nullable=False),
        Column("uid", String(36), nullable=False),
        Column("deal_id", Integer, nullable=False, index=True),
        Column("reason_id", Integer, nullable=False, index=True),
        Column("weight", Integer, nullable=False),
        Column("is_primary", Boolean, nullable=False),
        Column("evidence_touch_id", Integer, index=True),
        PrimaryKeyConstraint("id", name="pk_win_reason_link"),
        UniqueConstraint("uid", name="uq_win_reason_link_uid"),
        ForeignKeyConstraint(["deal_id"], ["deal.id"], name="fk_win_reason_link_deal_id"),
        ForeignKeyConstraint(["reason_id"], ["loss_reason.id"], name="fk_win_reason_link_reason_id"),
        ForeignKeyConstraint(["evidence_touch_id"], ["touch.id"], name="fk_win_reason_link_evidence_touch_id"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "deal_competitor",
        Column("id", Integer, autoincrement=True, nullable=False),
        Column("uid", String(36), nullable=False),
        Column("deal_id", Integer, nullable=False),
        Column("competitor_id", Integer, nullable=False, index=True),
        Column("price_minor", BigInteger),
        Column("currency", String(3), nullable=False),
        PrimaryKeyConstraint("id", name="pk_deal_competitor"),
        UniqueConstraint("deal_id", "competitor_id", name="uq_deal_competitor_deal_id_competitor_id"),
        UniqueConstraint("uid", name="uq_deal_competitor_uid"),
        ForeignKeyConstraint(["deal_id"], ["deal.id"], name="fk_deal_competitor_deal_id"),
        ForeignKeyConstraint(["competitor_id"], ["competitor.id"], name="fk_deal_competitor_competitor_id"),
        sqlite_autoincrement=True,
    )
