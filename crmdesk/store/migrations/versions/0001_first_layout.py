"""The first layout of a workspace.

Revision: 0001
"""

from typing import Any

from alembic import op
from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ForeignKeyConstraint,
    Integer,
    PrimaryKeyConstraint,
    String,
    UniqueConstraint,
)
from sqlalchemy.schema import SchemaItem

revision = "0001"
down_revision = None

_SEARCH_OPTIONS = "content='', contentless_delete=1, tokenize='ascii', prefix='3'"


def upgrade() -> None:
    """Lay out the tables and the two search indexes."""
    _settings_and_stages()
    _tags_and_templates()
    _ladder_and_lists()
    _parties()
    _people()
    _deals()
    _timeline()
    _losses()
    _assignments()
    _journal()
    for name in ("touch_search", "name_search"):
        op.execute(f"CREATE VIRTUAL TABLE {name} USING fts5(terms, {_SEARCH_OPTIONS})")


def _settings_and_stages() -> None:
    _table(
        "setting",
        Column("key", String(60), nullable=False),
        Column("value", JSON, nullable=False),
        unique="key",
    )
    _table(
        "touch_kind",
        Column("touch_class", String(20), nullable=False),
        Column("quick", Integer),
        Column("key", String(60), nullable=False, index=True),
        Column("name", String, nullable=False),
        Column("position", Integer, nullable=False),
        Column("retired", Boolean, nullable=False),
    )
    _table(
        "stage",
        Column("probability", Integer, nullable=False),
        Column("rot_days", Integer),
        Column("exit_criteria", String, nullable=False),
        Column("key", String(60), nullable=False, index=True),
        Column("name", String, nullable=False),
        Column("position", Integer, nullable=False),
        Column("retired", Boolean, nullable=False),
    )
    _table(
        "loss_reason",
        Column("parent_id", Integer, index=True),
        Column("merged_into_id", Integer, index=True),
        Column("area", String(20), nullable=False),
        Column("win_back_days", Integer),
        Column("ask_win_back_date", Boolean, nullable=False),
        Column("ask_competitor", Boolean, nullable=False),
        Column("ask_note", Boolean, nullable=False),
        Column("system", Boolean, nullable=False),
        Column("key", String(60), nullable=False, index=True),
        Column("name", String, nullable=False),
        Column("position", Integer, nullable=False),
        Column("retired", Boolean, nullable=False),
        references={"parent_id": "loss_reason", "merged_into_id": "loss_reason"},
    )


def _tags_and_templates() -> None:
    _table(
        "tag_group",
        Column("family", String(40), nullable=False),
        Column("applies_to", String(20), nullable=False),
        Column("single_choice", Boolean, nullable=False),
        Column("pack", String(40), nullable=False),
        Column("key", String(60), nullable=False, index=True),
        Column("name", String, nullable=False),
        Column("position", Integer, nullable=False),
        Column("retired", Boolean, nullable=False),
    )
    _table(
        "tag",
        Column("group_id", Integer, nullable=False, index=True),
        Column("parent_id", Integer, index=True),
        Column("merged_into_id", Integer, index=True),
        Column("name_key", String, nullable=False, index=True),
        Column("key", String(60), nullable=False, index=True),
        Column("name", String, nullable=False),
        Column("position", Integer, nullable=False),
        Column("retired", Boolean, nullable=False),
        references={"group_id": "tag_group", "parent_id": "tag", "merged_into_id": "tag"},
    )
    _table(
        "template",
        Column("definition", JSON, nullable=False),
        Column("key", String(60), nullable=False, index=True),
        Column("name", String, nullable=False),
        Column("position", Integer, nullable=False),
        Column("retired", Boolean, nullable=False),
    )
    _table(
        "competitor",
        Column("name", String, nullable=False),
        Column("name_key", String, nullable=False),
        unique="name_key",
    )


def _ladder_and_lists() -> None:
    _table(
        "engagement_level",
        Column("level", Integer, nullable=False),
        Column("evidence", String, nullable=False),
        Column("decay_days", Integer, nullable=False),
        Column("key", String(60), nullable=False, index=True),
        Column("name", String, nullable=False),
        Column("position", Integer, nullable=False),
        Column("retired", Boolean, nullable=False),
    )
    _table(
        "smart_list",
        Column("key", String(60), nullable=False, index=True),
        Column("name", String, nullable=False),
        Column("position", Integer, nullable=False),
        Column("retired", Boolean, nullable=False),
    )


def _parties() -> None:
    _table(
        "member",
        Column("name", String, nullable=False),
        Column("name_key", String, nullable=False),
        Column("extra", JSON, nullable=False),
        unique="name_key",
    )
    _table(
        "import_batch",
        Column("kind", String(20), nullable=False),
        Column("files", String, nullable=False),
        Column("imported_at", BigInteger, nullable=False),
        Column("counts", JSON, nullable=False),
    )
    _table(
        "customer",
        Column("name", String, nullable=False),
        Column("name_key", String, nullable=False, index=True),
        Column("owner_id", Integer, index=True),
        Column("address", String, nullable=False),
        Column("city", String, nullable=False),
        Column("note", String, nullable=False),
        Column("external_id", String, nullable=False, index=True),
        Column("holding", Boolean, nullable=False),
        Column("created_at", BigInteger, nullable=False),
        Column("created_offset", Integer, nullable=False),
        Column("created_precision", String(6), nullable=False),
        Column("import_batch_id", Integer, index=True),
        Column("extra", JSON, nullable=False),
        references={"owner_id": "member", "import_batch_id": "import_batch"},
    )


def _people() -> None:
    _table(
        "contact",
        Column("customer_id", Integer, nullable=False, index=True),
        Column("name", String, nullable=False),
        Column("name_key", String, nullable=False, index=True),
        Column("title", String, nullable=False),
        Column("role", String, nullable=False),
        Column("external_id", String, nullable=False, index=True),
        Column("extra", JSON, nullable=False),
        references={"customer_id": "customer"},
    )
    _table(
        "contact_point",
        Column("customer_id", Integer, nullable=False, index=True),
        Column("contact_id", Integer, index=True),
        Column("kind", String(12), nullable=False),
        Column("value", String, nullable=False),
        Column("value_key", String, nullable=False, index=True),
        references={"customer_id": "customer", "contact_id": "contact"},
    )


def _deals() -> None:
    _table(
        "deal",
        Column("customer_id", Integer, nullable=False, index=True),
        Column("name", String, nullable=False),
        Column("name_key", String, nullable=False, index=True),
        Column("owner_id", Integer, index=True),
        Column("stage_id", Integer, index=True),
        Column("status", String(8), nullable=False, index=True),
        Column("amount_minor", BigInteger),
        Column("currency", String(3), nullable=False),
        Column("probability", Integer),
        Column("created_at", BigInteger, nullable=False),
        Column("created_offset", Integer, nullable=False),
        Column("created_precision", String(6), nullable=False),
        Column("expected_close", String(10)),
        Column("closed_at", BigInteger),
        Column("closed_offset", Integer),
        Column("closed_precision", String(6)),
        Column("hold_until", String(10)),
        Column("external_id", String, nullable=False, index=True),
        Column("import_batch_id", Integer, index=True),
        Column("extra", JSON, nullable=False),
        references={
            "customer_id": "customer",
            "owner_id": "member",
            "stage_id": "stage",
            "import_batch_id": "import_batch",
        },
    )
    op.create_index("ix_deal_customer_id_status", "deal", ["customer_id", "status"])


def _timeline() -> None:
    _table(
        "touch",
        Column("customer_id", Integer, nullable=False, index=True),
        Column("contact_id", Integer, index=True),
        Column("deal_id", Integer, index=True),
        Column("kind_id", Integer, nullable=False, index=True),
        Column("status", String(9), nullable=False),
        Column("direction", String(3), nullable=False),
        Column("occurred_at", BigInteger, nullable=False),
        Column("occurred_offset", Integer, nullable=False),
        Column("occurred_precision", String(6), nullable=False),
        Column("local_day", String(10), nullable=False, index=True),
        Column("due_at", BigInteger),
        Column("recorded_at", BigInteger, nullable=False),
        Column("recorded_offset", Integer, nullable=False),
        Column("actor_id", Integer, index=True),
        Column("recorded_by_id", Integer, index=True),
        Column("minutes", Integer),
        Column("title", String, nullable=False),
        Column("body", String, nullable=False),
        Column("detail", JSON, nullable=False),
        Column("source", String(20), nullable=False),
        Column("source_key", String(64)),
        Column("import_batch_id", Integer, index=True),
        Column("pinned", Boolean, nullable=False),
        Column("system", Boolean, nullable=False),
        Column("extra", JSON, nullable=False),
        references={
            "customer_id": "customer",
            "contact_id": "contact",
            "deal_id": "deal",
            "kind_id": "touch_kind",
            "actor_id": "member",
            "recorded_by_id": "member",
            "import_batch_id": "import_batch",
        },
    )
    op.create_index("ix_touch_customer_id_occurred_at_id", "touch", ["customer_id", "occurred_at", "id"])
    op.create_index("ix_touch_source_key", "touch", ["source_key"])
    op.create_index("ix_touch_status_due_at", "touch", ["status", "due_at"])


def _losses() -> None:
    _table(
        "loss_event",
        Column("deal_id", Integer, nullable=False, index=True),
        Column("lost_at", BigInteger),
        Column("lost_offset", Integer),
        Column("lost_precision", String(6)),
        Column("lost_day", String(10), index=True),
        Column("stage_id", Integer, index=True),
        Column("amount_minor", BigInteger),
        Column("currency", String(3), nullable=False),
        Column("note", String, nullable=False),
        Column("win_back", String(8), nullable=False),
        Column("win_back_on", String(10), index=True),
        Column("reviewed_at", BigInteger),
        Column("reviewed_by_id", Integer, index=True),
        Column("reopened_at", BigInteger),
        Column("touch_id", Integer, index=True),
        references={"deal_id": "deal", "stage_id": "stage", "reviewed_by_id": "member", "touch_id": "touch"},
    )
    _table(
        "loss_reason_link",
        Column("loss_id", Integer, nullable=False, index=True),
        Column("reason_id", Integer, nullable=False, index=True),
        Column("voice", String(8), nullable=False),
        Column("weight", Integer, nullable=False),
        Column("is_primary", Boolean, nullable=False),
        Column("evidence_touch_id", Integer, index=True),
        references={"loss_id": "loss_event", "reason_id": "loss_reason", "evidence_touch_id": "touch"},
    )
    _table(
        "loss_competitor",
        Column("loss_id", Integer, nullable=False, index=True),
        Column("competitor_id", Integer, nullable=False, index=True),
        references={"loss_id": "loss_event", "competitor_id": "competitor"},
    )


def _assignments() -> None:
    _table(
        "tag_assignment",
        Column("tag_id", Integer, nullable=False, index=True),
        Column("customer_id", Integer, nullable=False, index=True),
        Column("contact_id", Integer, index=True),
        Column("deal_id", Integer, index=True),
        Column("touch_id", Integer, index=True),
        Column("by_id", Integer, index=True),
        Column("from_day", String(10), nullable=False),
        Column("to_day", String(10)),
        references={
            "tag_id": "tag",
            "customer_id": "customer",
            "contact_id": "contact",
            "deal_id": "deal",
            "touch_id": "touch",
            "by_id": "member",
        },
    )


def _journal() -> None:
    _table(
        "change_set",
        Column("kind", String(4), nullable=False),
        Column("label", String, nullable=False),
        Column("actor", String, nullable=False, index=True),
        Column("at", BigInteger, nullable=False),
        Column("offset", Integer, nullable=False),
        Column("target_id", Integer, index=True),
        Column("row_count", Integer, nullable=False),
        references={"target_id": "change_set"},
    )
    _bare_table(
        "change_row",
        Column("change_set_id", Integer, nullable=False, index=True),
        Column("table_name", String(40), nullable=False),
        Column("row_id", Integer, nullable=False),
        Column("row_uid", String(36), nullable=False, index=True),
        Column("before", JSON),
        Column("after", JSON),
        references={"change_set_id": "change_set"},
    )


def _table(
    name: str, *columns: Column[Any], unique: str | None = None, references: dict[str, str] | None = None
) -> None:
    uids = UniqueConstraint("uid", name=f"uq_{name}_uid")
    others = [UniqueConstraint(unique, name=f"uq_{name}_{unique}")] if unique else []
    uid: Column[Any] = Column("uid", String(36), nullable=False)
    _bare_table(name, uid, *columns, uids, *others, references=references)


def _bare_table(name: str, *items: SchemaItem, references: dict[str, str] | None = None) -> None:
    op.create_table(
        name,
        Column("id", Integer, autoincrement=True, nullable=False),
        *items,
        *(
            ForeignKeyConstraint([column], [f"{target}.id"], name=f"fk_{name}_{column}")
            for column, target in (references or {}).items()
        ),
        PrimaryKeyConstraint("id", name=f"pk_{name}"),
        sqlite_autoincrement=True,
    )
