"""The one timeline, and the imports that filled parts of it."""

from typing import Any

from sqlalchemy import Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from crmdesk.store.schema.base import Record, day, instant, reference


class ImportBatchRow(Record):
    """One import: what was read, when, and what became of it."""

    __tablename__ = "import_batch"

    kind: Mapped[str] = mapped_column(String(20))
    files: Mapped[str]
    imported_at: Mapped[int] = instant()
    counts: Mapped[dict[str, Any]]


class TouchRow(Record):
    """One happening with a customer; ordered by ``occurred_at``; charts group by ``local_day``."""

    __tablename__ = "touch"
    __table_args__ = (
        # All that is counted and ordered by, so that rows are read only to be shown.
        Index(
            "ix_touch_timeline",
            "customer_id",
            "occurred_at",
            "id",
            "kind_id",
            "status",
            "system",
            "local_day",
            "deal_id",
        ),
        Index(
            "ix_touch_undated",
            "customer_id",
            "local_day",
            "kind_id",
            "status",
            sqlite_where=text("json_extract(detail, '$.date_unknown')"),
        ),
        # Promises that nobody has settled yet, by the day they are due; few among all touches.
        Index(
            "ix_touch_promised",
            text("json_extract(detail, '$.due')"),
            sqlite_where=text(
                "json_extract(detail, '$.due') IS NOT NULL"
                " AND coalesce(json_extract(detail, '$.state'), 'open') = 'open'"
            ),
        ),
        Index("ix_touch_pinned", "customer_id", "occurred_at", sqlite_where=text("pinned")),
        Index("ix_touch_status_due_at", "status", "due_at"),
        Index("ix_touch_source_key", "source_key"),
        {"sqlite_autoincrement": True},
    )

    customer_id: Mapped[int] = reference("customer", index=False)
    contact_id: Mapped[int | None] = reference("contact")
    deal_id: Mapped[int | None] = reference("deal")
    kind_id: Mapped[int] = reference("touch_kind")
    status: Mapped[str] = mapped_column(String(9))
    direction: Mapped[str] = mapped_column(String(3), default="")
    occurred_at: Mapped[int] = instant()
    occurred_offset: Mapped[int]
    occurred_precision: Mapped[str] = mapped_column(String(6))
    local_day: Mapped[str] = day(index=True)
    due_at: Mapped[int | None] = instant()
    recorded_at: Mapped[int] = instant()
    recorded_offset: Mapped[int]
    actor_id: Mapped[int | None] = reference("member")
    recorded_by_id: Mapped[int | None] = reference("member")
    minutes: Mapped[int | None]
    title: Mapped[str] = mapped_column(default="")
    body: Mapped[str] = mapped_column(default="")
    detail: Mapped[dict[str, Any]]
    source: Mapped[str] = mapped_column(String(20), default="")
    source_key: Mapped[str | None] = mapped_column(String(64))
    import_batch_id: Mapped[int | None] = reference("import_batch")
    pinned: Mapped[bool] = mapped_column(default=False)
    system: Mapped[bool] = mapped_column(default=False)
    extra: Mapped[dict[str, Any]]
