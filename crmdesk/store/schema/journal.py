"""Every change ever made, as one record of change sets and their rows."""

from typing import Any

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from crmdesk.store.schema.base import Base, Record, instant, reference


class ChangeSetRow(Record):
    """One operation: what it was called, who did it, when. ``target_id`` is what an undo or redo took back."""

    __tablename__ = "change_set"

    kind: Mapped[str] = mapped_column(String(4))
    label: Mapped[str]
    actor: Mapped[str] = mapped_column(index=True)
    at: Mapped[int] = instant()
    offset: Mapped[int]
    target_id: Mapped[int | None] = reference("change_set")
    row_count: Mapped[int]


class ChangeRow(Base):
    """One row of one table before and after; foreign keys as uids, columns that are NULL left out."""

    __tablename__ = "change_row"

    change_set_id: Mapped[int] = reference("change_set")
    table_name: Mapped[str] = mapped_column(String(40))
    row_id: Mapped[int]
    row_uid: Mapped[str] = mapped_column(String(36), index=True)
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
