"""Who there is: colleagues, customers, the people at them, how to reach them, and what they are tagged with."""

from typing import Any

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from crmdesk.store.schema.base import Record, day, instant, reference


class MemberRow(Record):
    """A colleague: owns customers and deals, does and records touches. A retired one is no longer offered."""

    __tablename__ = "member"

    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(unique=True)
    extra: Mapped[dict[str, Any]]
    retired: Mapped[bool] = mapped_column(default=False, server_default=text("0"))


class CustomerRow(Record):
    """A company or a person we sell to. ``holding`` marks the one that keeps rows without a customer."""

    __tablename__ = "customer"

    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(index=True)
    owner_id: Mapped[int | None] = reference("member")
    address: Mapped[str] = mapped_column(default="")
    city: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    external_id: Mapped[str] = mapped_column(default="", index=True)
    holding: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[int] = instant(index=True)
    created_offset: Mapped[int]
    created_precision: Mapped[str] = mapped_column(String(6))
    import_batch_id: Mapped[int | None] = reference("import_batch")
    extra: Mapped[dict[str, Any]]


class ContactRow(Record):
    """A person at a customer."""

    __tablename__ = "contact"

    customer_id: Mapped[int] = reference("customer")
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(index=True)
    title: Mapped[str] = mapped_column(default="")
    role: Mapped[str] = mapped_column(default="")
    external_id: Mapped[str] = mapped_column(default="", index=True)
    extra: Mapped[dict[str, Any]]


class ContactPointRow(Record):
    """A phone number or address of a customer or of one person there; ``value_key`` is its comparable form."""

    __tablename__ = "contact_point"

    customer_id: Mapped[int] = reference("customer")
    contact_id: Mapped[int | None] = reference("contact")
    kind: Mapped[str] = mapped_column(String(12))
    value: Mapped[str]
    value_key: Mapped[str] = mapped_column(index=True)


class TagAssignmentRow(Record):
    """A tag on a customer, or on one of its people or deals, from a day until (exclusive) another."""

    __tablename__ = "tag_assignment"
    __table_args__ = (
        # Who has a tag now is read off this alone; as it begins with the tag, it also finds the children of one.
        Index("ix_tag_assignment_held", "tag_id", "customer_id", "to_day", "contact_id", "deal_id"),
        {"sqlite_autoincrement": True},
    )

    tag_id: Mapped[int] = mapped_column(ForeignKey("tag.id"))
    customer_id: Mapped[int] = reference("customer")
    contact_id: Mapped[int | None] = reference("contact")
    deal_id: Mapped[int | None] = reference("deal")
    touch_id: Mapped[int | None] = reference("touch")
    by_id: Mapped[int | None] = reference("member")
    from_day: Mapped[str] = day()
    to_day: Mapped[str | None] = day()


class FirstTouchpointRow(Record):
    """How a customer first came across us, at most one answer for each; ``happened`` is a day, a month or a year.

    ``forgotten`` is an answer too: the customer was asked and does not remember.
    """

    __tablename__ = "first_touchpoint"

    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"), unique=True)
    channel_id: Mapped[int | None] = reference("tag")
    happened: Mapped[str] = day()
    saw: Mapped[str]
    forgotten: Mapped[bool]
