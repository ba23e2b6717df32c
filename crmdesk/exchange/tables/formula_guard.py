"""The apostrophe that keeps a spreadsheet from running text of a CSV file as a formula, taken off again.

Programs that write CSV put it before text that begins with one of the marks below, and one more before text that
begins with apostrophes followed by such a mark, so that taking one off always gives the original.
"""

import re

_GUARDED = re.compile("'*[=+\\-@\t\r\n\0＝＋－＠]")


def unguarded(text: str) -> str:
    """The text as it was before it was guarded; other text as it is."""
    return text[1:] if text.startswith("'") and _GUARDED.match(text) else text
