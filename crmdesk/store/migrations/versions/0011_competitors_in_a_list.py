"""Competitors retired, and merged into others.

Revision: 0011
"""

from alembic import op
from sqlalchemy import (
    Boolean,
    Column,
    ForeignKeyConstraint,
    Integer,
    PrimaryKeyConstraint,
    String,
    UniqueConstraint,
    text,
)

revision = "0011"
down_revision = "0010"

_KEPT = "id, uid, name, name_key, strengths, weaknesses"


def upgrade() -> None:
    """Build the table anew: SQLite cannot add a column with a key into another row as the mapped class declares it.

    What has been used as a key is not used again.
    """
    connection = op.get_bind()
    highest = connection.execute(text("SELECT seq FROM sqlite_sequence WHERE name = 'competitor'")).scalar()
    op.execute(f"CREATE TEMP TABLE kept AS SELECT {_KEPT} FROM competitor")  # noqa: S608  # names of our own
    op.drop_table("competitor")
    op.create_table(
        "competitor",
        Column("id", Integer, autoincrement=True, nullable=False),
        Column("uid", String(36), nullable=False),
        Column("name", String, nullable=False),
        Column("name_key", String, nullable=False),
        Column("strengths", String, nullable=False),
        Column("weaknesses", String, nullable=False),
        Column("retired", Boolean, nullable=False),
        Column("merged_into_id", Integer, index=True),
        PrimaryKeyConstraint("id", name="pk_competitor"),
        UniqueConstraint("uid", name="uq_competitor_uid"),
        UniqueConstraint("name_key", name="uq_competitor_name_key"),
        ForeignKeyConstraint(["merged_into_id"], ["competitor.id"], name="fk_competitor_merged_into_id"),
        sqlite_autoincrement=True,
    )
    op.execute(f"INSERT INTO competitor ({_KEPT}, retired) SELECT {_KEPT}, 0 FROM kept")  # noqa: S608
    op.execute("DROP TABLE kept")
    if highest is not None:
        op.execute("DELETE FROM sqlite_sequence WHERE name = 'competitor'")
        parameters = {"highest": highest}
        connection.execute(text("INSERT INTO sqlite_sequence (name, seq) VALUES ('competitor', :highest)"), parameters)
