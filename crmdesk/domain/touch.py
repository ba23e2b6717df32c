"""The one timeline: everything that happened, or is planned to happen, with a customer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from crmdesk.domain.moment import Moment

# Folded words by which a next step names its kind, whatever the language of the workspace.
STEP_WORDS = {
    "call": ("call", "phone", "ring ", "电话"),
    "wechat": ("wechat", "微信"),
    "qq": ("qq",),
    "sms": ("sms", "短信", "简讯"),
    "email": ("mail", "邮件"),
    "visit": ("visit", "上门", "拜访"),
    "meeting": ("meet", "开会", "会议"),
    "dinner": ("dinner", "lunch", "吃饭", "宴请"),
}


# What the program notes by itself when a deal or a customer changes; nobody logs these.
AUTOMATIC_KINDS = frozenset({"lead", "stage", "value", "loss", "win", "hold", "reopen", "invalid"})


ORIGINAL = "original"
"""Where ``Touch.detail`` has the text with which an imported touch came, once that was corrected."""


class TouchStatus(StrEnum):
    """Whether a touch has happened."""

    PLANNED = "planned"
    DONE = "done"
    CANCELLED = "cancelled"


class Direction(StrEnum):
    """Who began it: the customer (in) or we (out)."""

    IN = "in"
    OUT = "out"
    NONE = ""


@dataclass(frozen=True, slots=True)
class TouchKind:
    """A kind of touch; ``touch_class`` is visit, communication, document or voice."""

    id: int
    uid: str
    key: str
    name: str
    touch_class: str
    quick: int | None


@dataclass(frozen=True, slots=True)
class TouchDraft:
    """A touch about to be added."""

    customer_id: int
    kind_id: int
    occurred_at: Moment
    recorded_at: Moment
    status: TouchStatus = TouchStatus.DONE
    direction: Direction = Direction.NONE
    contact_id: int | None = None
    deal_id: int | None = None
    actor_id: int | None = None
    recorded_by_id: int | None = None
    minutes: int | None = None
    title: str = ""
    body: str = ""
    detail: Mapping[str, Any] = field(default_factory=dict)
    source: str = ""
    source_key: str | None = None
    import_batch_id: int | None = None
    system: bool = False
    uid: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Touch:
    """A touch as the timeline shows it."""

    id: int
    uid: str
    kind: str
    kind_name: str
    touch_class: str
    status: TouchStatus
    direction: Direction
    occurred_at: Moment
    recorded_at: Moment
    actor: str
    recorded_by: str
    customer: str
    customer_uid: str
    contact: str
    deal: str
    deal_uid: str
    minutes: int | None
    title: str
    body: str
    detail: Mapping[str, Any]
    source: str
    system: bool
    pinned: bool
    extra: Mapping[str, str]


def status_at(occurred_at: Moment, now: Moment) -> TouchStatus:
    """What lies in the past is done; what lies ahead is planned. A day counts as past from its beginning."""
    return TouchStatus.PLANNED if occurred_at.utc > now.utc else TouchStatus.DONE
