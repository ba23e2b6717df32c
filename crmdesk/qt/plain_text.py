"""Keeping text plain where Qt would guess whether it is markup, or read a sign in it as a key."""

import re
from unicodedata import category

# The standard library's ``html`` takes as long to load as half of this package.
_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"})
_HARMFUL = {"Cc", "Cf", "Cs", "Zl", "Zp"}
# Of emoji and of Persian words.
_JOINERS = {"\u200c", "\u200d"}
_UNSEEN = "\ufffd"
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


def foreign(text: str) -> str:
    """A name somebody else gave, with a visible sign for everything that would turn, hide or break what is around it.

    These are control and format characters, such as those that let “gpj.exe” read “exe.jpg”.
    """
    return "".join(_UNSEEN if category(sign) in _HARMFUL and sign not in _JOINERS else sign for sign in text)


def isolated(text: str) -> str:
    """A ``foreign`` name for the middle of a sentence: a name written from right to left leaves the rest as it is."""
    return f"{_FIRST_ISOLATE}{foreign(text)}{_LAST_ISOLATE}"
