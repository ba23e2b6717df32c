"""Deals and how they were lost."""

from typing import Any

from sqlalchemy import BigInteger, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from crmdesk.store.schema.base import Record, day, instant, reference


class DealRow(Record):
    """An opportunity. Durations are derived from its stage moves on the timeline."""

    __tablename__ = "deal"
    __table_args__ = (
        Index("ix_deal_worth", "customer_id", "status", "currency", "amount_minor"),
        {"sqlite_autoincrement": True},
    )

    customer_id: Mapped[int] = reference("customer", index=False)
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(index=True)
    owner_id: Mapped[int | None] = reference("member")
    stage_id: Mapped[int | None] = reference("stage")
    status: Mapped[str] = mapped_column(String(8), index=True)
    amount_minor: Mapped[int | None] = mapped_column(BigInteger)
    currency: Mapped[str] = mapped_column(String(3))
    probability: Mapped[int | None]
    created_at: Mapped[int] = instant()
    created_offset: Mapped[int]
    created_precision: Mapped[str] = mapped_column(String(6))
    expected_close: Mapped[str | None] = day()
    closed_at: Mapped[int | None] = instant()
    closed_offset: Mapped[int | None]
    closed_precision: Mapped[str | None] = mapped_column(String(6))
    hold_until: Mapped[str | None] = day()
    external_id: Mapped[str] = mapped_column(default="", index=True)
    import_batch_id: Mapped[int | None] = reference("import_batch")
    extra: Mapped[dict[str, Any]]


class LossEventRow(Record):
    """One loss of a deal; a deal may be lost, won back and lost again. ``lost_at`` may be unknown.

    ``win_back`` is a verdict of ``domain.loss.WinBack``, ``finding`` what the manager's review found, ``lesson`` what
    would be done differently.
    """

    __tablename__ = "loss_event"

    deal_id: Mapped[int] = reference("deal")
    lost_at: Mapped[int | None] = instant()
    lost_offset: Mapped[int | None]
    lost_precision: Mapped[str | None] = mapped_column(String(6))
    lost_day: Mapped[str | None] = day(index=True)
    stage_id: Mapped[int | None] = reference("stage")
    amount_minor: Mapped[int | None] = mapped_column(BigInteger)
    currency: Mapped[str] = mapped_column(String(3))
    note: Mapped[str] = mapped_column(default="")
    win_back: Mapped[str] = mapped_column(String(8), default="")
    win_back_on: Mapped[str | None] = day(index=True)
    reviewed_at: Mapped[int | None] = instant()
    reviewed_by_id: Mapped[int | None] = reference("member")
    reopened_at: Mapped[int | None] = instant()
    touch_id: Mapped[int | None] = reference("touch")
    # Last, because a migration added them.
    win_back_why: Mapped[str] = mapped_column(default="", server_default="", sort_order=1)
    win_back_trigger: Mapped[str] = mapped_column(default="", server_default="", sort_order=1)
    finding: Mapped[str] = mapped_column(default="", server_default="", sort_order=1)
    lesson: Mapped[str] = mapped_column(default="", server_default="", sort_order=1)


class LossReasonLinkRow(Record):
    """A reason of a loss in one voice (seller, customer, manager); the primary one of a voice is what charts count."""

    __tablename__ = "loss_reason_link"
    __table_args__ = (
        Index("ix_loss_reason_link_counting", "loss_id", "is_primary", "voice", "reason_id"),
        {"sqlite_autoincrement": True},
    )

    loss_id: Mapped[int] = reference("loss_event", index=False)
    reason_id: Mapped[int] = reference("loss_reason")
    voice: Mapped[str] = mapped_column(String(8))
    weight: Mapped[int] = mapped_column(default=1)
    is_primary: Mapped[bool] = mapped_column(default=True)
    evidence_touch_id: Mapped[int | None] = reference("touch")


class LossCompetitorRow(Record):
    """A competitor that took part in a loss."""

    __tablename__ = "loss_competitor"

    loss_id: Mapped[int] = reference("loss_event")
    competitor_id: Mapped[int] = reference("competitor")


class WinReasonLinkRow(Record):
    """What spoke against a deal that was won all the same, from the vocabulary of loss reasons."""

    __tablename__ = "win_reason_link"

    deal_id: Mapped[int] = reference("deal")
    reason_id: Mapped[int] = reference("loss_reason")
    weight: Mapped[int] = mapped_column(default=1)
    is_primary: Mapped[bool] = mapped_column(default=True)
    evidence_touch_id: Mapped[int | None] = reference("touch")


class DealCompetitorRow(Record):
    """A competitor met in a deal, however it ends, with the price it asked where that is known."""

    __tablename__ = "deal_competitor"
    __table_args__ = (UniqueConstraint("deal_id", "competitor_id"), {"sqlite_autoincrement": True})

    deal_id: Mapped[int] = reference("deal", index=False)
    competitor_id: Mapped[int] = reference("competitor")
    price_minor: Mapped[int | None] = mapped_column(BigInteger)
    currency: Mapped[str] = mapped_column(String(3), default="")
