"""Keeping text plain where Qt would guess whether it is markup, or read a sign in it as a key."""

from html import escape


def tool_tip(text: str) -> str:
    """A text for a tool tip, which Qt reads as markup whenever it looks like it."""
    return f"<p>{escape(text)}</p>" if text else ""


def caption(text: str) -> str:
    """A text for a button or a menu, in which Qt reads ``&`` as the mark of a key."""
    return text.replace("&", "&&")
