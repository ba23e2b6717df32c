"""The lists a company edits: kinds, stages, reasons, tags, templates, competitors."""

from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from crmdesk.store.schema.base import Record, reference


class _Listed(Record):
    """An entry of an ordered list with a stable key (empty for the user's own) and a name in the user's words."""

    __abstract__ = True

    key: Mapped[str] = mapped_column(String(60), index=True)
    name: Mapped[str]
    position: Mapped[int] = mapped_column(default=0)
    retired: Mapped[bool] = mapped_column(default=False)


class TouchKindRow(_Listed):
    """A kind of timeline entry; ``touch_class`` is visit, communication, document or voice."""

    __tablename__ = "touch_kind"

    touch_class: Mapped[str] = mapped_column(String(20))
    quick: Mapped[int | None]


class StageRow(_Listed):
    """A step of the pipeline."""

    __tablename__ = "stage"

    probability: Mapped[int] = mapped_column(default=0)
    rot_days: Mapped[int | None]
    exit_criteria: Mapped[str] = mapped_column(default="")


class LossReasonRow(_Listed):
    """A reason or, below it, a sub-reason, with what must be asked when it is given."""

    __tablename__ = "loss_reason"

    parent_id: Mapped[int | None] = reference("loss_reason")
    merged_into_id: Mapped[int | None] = reference("loss_reason")
    area: Mapped[str] = mapped_column(String(20), default="")
    win_back_days: Mapped[int | None]
    ask_win_back_date: Mapped[bool] = mapped_column(default=False)
    ask_competitor: Mapped[bool] = mapped_column(default=False)
    ask_note: Mapped[bool] = mapped_column(default=False)
    system: Mapped[bool] = mapped_column(default=False)


class TagGroupRow(_Listed):
    """A family of tags; ``applies_to`` is customer, contact or deal, ``colour`` a place in the palette of data."""

    __tablename__ = "tag_group"

    family: Mapped[str] = mapped_column(String(40), default="")
    applies_to: Mapped[str] = mapped_column(String(20), default="customer")
    single_choice: Mapped[bool] = mapped_column(default=False)
    pack: Mapped[str] = mapped_column(String(40), default="")
    # Last, because a migration added it.
    colour: Mapped[int | None] = mapped_column(sort_order=1)


class TagRow(_Listed):
    """A tag; ``name_key`` is the folded name, by which it is found."""

    __tablename__ = "tag"

    group_id: Mapped[int] = reference("tag_group")
    parent_id: Mapped[int | None] = reference("tag")
    merged_into_id: Mapped[int | None] = reference("tag")
    name_key: Mapped[str] = mapped_column(index=True)


class TemplateRow(_Listed):
    """A quick-note template; ``definition`` is what ``domain.template`` reads and writes."""

    __tablename__ = "template"

    definition: Mapped[dict[str, Any]]


class CompetitorRow(Record):
    """A competitor by name, with what is known of it; one that was merged into another is another word for that one."""

    __tablename__ = "competitor"

    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(unique=True)
    strengths: Mapped[str] = mapped_column(default="")
    weaknesses: Mapped[str] = mapped_column(default="")
    retired: Mapped[bool] = mapped_column(default=False)
    merged_into_id: Mapped[int | None] = reference("competitor")


class EngagementLevelRow(_Listed):
    """A rung of the engagement ladder."""

    __tablename__ = "engagement_level"

    level: Mapped[int]
    evidence: Mapped[str] = mapped_column(default="")
    decay_days: Mapped[int] = mapped_column(default=30)
