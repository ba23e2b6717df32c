"""Names that must fit: in full, else by their first word, else abbreviated, else by their number."""

from collections.abc import Callable

_FEWEST_LETTERS, _MOST_LETTERS = 3, 5


def shortened(text: str, number: int, room: float, width: Callable[[str], float]) -> str:
    """The longest form of a text that is at most ``room`` wide, as ``width`` measures; at last its number."""
    whole = text.split(" · ", 1)
    forms = [text, whole[0], whole[0].split()[0] if whole[0].split() else ""]
    for form in forms:
        if form and width(form) <= room:
            return form
    word = forms[-1]
    for length in range(min(len(word) - 1, _MOST_LETTERS), _FEWEST_LETTERS - 1 if word.isascii() else 0, -1):
        short = f"{word[:length]}." if word.isascii() else word[:length]
        if width(short) <= room:
            return short
    return str(number)
