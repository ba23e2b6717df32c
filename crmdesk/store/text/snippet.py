"""The part of a text around what was searched for, for one line of a result list. Knows nothing of the index."""

import unicodedata

from crmdesk.store.text.folding import fold_with_positions
from crmdesk.store.text.tokens import query_parts

_CUT = "…"


def snippet(text: str, query: str, width: int = 80) -> str:
    """At most ``width`` characters of the text (and … where it is cut) with the first hit in them, on one line.

    Without a hit, as for a number written in groups, it is the beginning of the text.
    """
    line = unicodedata.normalize("NFC", text)
    line = "".join(" " if character.isspace() else character for character in line).strip()
    if len(line) <= width:
        return line
    start, end = _first_hit(line, query)
    # A third of the room stands before the hit, the rest after it.
    begin = max(0, min(start - max(0, width - (end - start)) // 3, len(line) - width))
    part = line[begin : begin + width].strip()
    return (_CUT if begin else "") + part + (_CUT if begin + width < len(line) else "")


def _first_hit(line: str, query: str) -> tuple[int, int]:
    """Where the whole query stands first, else its piece that stands first; the beginning when none does."""
    folded, positions = fold_with_positions(line)
    whole, *pieces = query_parts(query) or [""]
    hits = [(folded.find(part), len(part)) for part in (pieces if whole not in folded else [whole])]
    found = min((hit for hit in hits if hit[0] >= 0), default=(0, 0))
    if found[1] == 0:
        return 0, 0
    return positions[found[0]], positions[found[0] + found[1] - 1] + 1
