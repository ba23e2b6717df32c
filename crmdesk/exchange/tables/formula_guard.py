"""Text that a spreadsheet would run as a formula when it opens a CSV file, made harmless and back again.

An apostrophe goes before text that begins with one of the marks below. Text that begins with apostrophes followed by
such a mark gets one more, so that taking one off always gives the original.
"""

import re

_GUARDED = re.compile("'*[=+\\-@\t\r\n\0＝＋－＠]")


def guarded(text: str) -> str:
    """The text as it may stand in a CSV file."""
    return f"'{text}" if _GUARDED.match(text) else text


def unguarded(text: str) -> str:
    """The inverse of ``guarded``."""
    return text[1:] if text.startswith("'") and _GUARDED.match(text) else text
