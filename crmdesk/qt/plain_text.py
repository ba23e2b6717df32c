"""Keeping text plain where Qt would guess whether it is markup, or read a sign in it as a key."""

import re

# The standard library's ``html`` takes as long to load as half of this package.
_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"})
_FIRST_ISOLATE, _LAST_ISOLATE = "\u2068", "\u2069"
_KEY = re.compile(r"\(&\w\)|&(?!&)")


def tool_tip(text: str) -> str:
    """A text for a tool tip, which Qt reads as markup whenever it looks like it; it may have several lines."""
    lines = text.translate(_MARKUP).split("\n")
    return f"<p>{'<br>'.join(lines)}</p>" if text else ""


def caption(text: str) -> str:
    """A text for a button or a menu, in which Qt reads ``&`` as the mark of a key."""
    return text.replace("&", "&&")


def without_key(title: str) -> str:
    """The title of a menu or an action without the mark of its key: “File” of “&File”, “文件” of “文件(&F)”."""
    return _KEY.sub("", title)


def isolated(name: str) -> str:
    """A name for the middle of a sentence: one written from right to left leaves what is around it as it is."""
    return f"{_FIRST_ISOLATE}{name}{_LAST_ISOLATE}"
