"""Families of touches: which painter, icon and colours a kind has. Knows nothing of painting."""

from dataclasses import dataclass

from crmdesk.domain.touch import Touch
from crmdesk.qt.theme import Theme

_ICONS = {
    "reception": "door-open",
    "meeting": "presentation",
    "dinner": "utensils",
    "entertaining": "wine",
    "face": "handshake",
    "call": "phone",
    "sms": "message-square-text",
    "wechat": "messages-square",
    "qq": "message-circle-more",
    "chat": "message-square",
    "email": "mail",
    "profile": "file-badge",
    "brochure": "book-open",
    "quote": "receipt-text",
    "contract": "file-pen-line",
    "memo": "notebook-pen",
    "need": "target",
    "enquiry": "message-circle-question-mark",
    "feedback": "megaphone",
    "promise": "flag",
    "signal": "lightbulb",
    "pain": "frown",
    "objection": "hand",
    "referral": "share-2",
    "note": "sticky-note",
    "value": "trending-up",
    "stage": "arrow-right",
    "lead": "user-plus",
    "win": "trophy",
    "loss": "circle-x",
    "hold": "pause",
    "reopen": "rotate-ccw",
    "invalid": "ban",
}
_ICONS_OF_CLASSES = {
    "visit": "map-pin",
    "communication": "message-square",
    "document": "file-text",
    "voice": "message-square-quote",
}
_EVENTS = {"stage", "value", "win", "loss", "hold", "reopen", "invalid", "lead"}


@dataclass(frozen=True, slots=True)
class Ink:
    """The colours of a family: of its sign, and of the disc below it."""

    sign: str
    disc: str


def sign_of(touch: Touch) -> str:
    """The icon on the thread of time; a call that nobody took has its own."""
    return "phone-missed" if is_missed(touch) and touch.kind == "call" else icon_of(touch.kind, touch.touch_class)


def is_missed(touch: Touch) -> bool:
    """Whether nobody was reached."""
    return touch.touch_class == "communication" and touch.detail.get("answered") == "missed"


def icon_of(kind: str, touch_class: str) -> str:
    """The icon of a kind."""
    return _ICONS.get(kind) or _ICONS_OF_CLASSES.get(touch_class, "sticky-note")


def is_event(touch: Touch) -> bool:
    """Whether the program wrote it because a deal changed: one line, no card."""
    return touch.system and touch.kind in _EVENTS


def ink_of(touch: Touch, theme: Theme) -> Ink:
    """The colours of a touch."""
    if touch.kind == "win":
        return Ink(theme.positive, theme.chip_positive)
    if touch.kind == "loss" or is_missed(touch):
        return Ink(theme.negative, theme.chip_negative)
    if touch.kind in ("stage", "value"):
        return Ink(theme.accent, theme.chip_accent)
    return {
        "visit": Ink(theme.positive, theme.chip_positive),
        "communication": Ink(theme.accent, theme.chip_accent),
        "document": Ink(theme.warning, theme.chip_warning),
    }.get(touch.touch_class, Ink(theme.muted, theme.chip))
