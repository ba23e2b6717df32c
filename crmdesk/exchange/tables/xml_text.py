"""Text as a workbook can hold it: what XML forbids written as ``_xHHHH_``, and cut where a cell is full.

Excel's own convention (ECMA-376, ST_Xstring): a literal ``_x0041_`` has its first underscore written ``_x005F_``.
Carriage returns are escaped too, since XML turns them into line feeds. Readers undo that convention, but leave alone
what stands for no character (U+FFFE, U+FFFF); that is therefore written in a second layer of the same kind, which
``unescaped`` takes off. So text comes back exactly as it was. A lone surrogate, which no file can hold, comes back as
its code, ``_xD800_``.
"""

import re
from bisect import bisect_right

CELL_UNITS = 32_767
"""What a cell holds, counted in UTF-16 units of the escaped text."""

LONGEST_ESCAPE = 19
"""Units that one character can take."""

_CONTROLS = "\x00-\x08\x0b\x0c\x0d\x0e-\x1f"
_NO_CHARACTERS = "\ud800-\udfff\ufffe\uffff"
_SECOND_CODE = "x(?:005F|FFFE|FFFF)"
_FIRST_LAYER = re.compile(f"[{_CONTROLS}]|_(?=x[0-9A-Fa-f]{{4}}[_{_CONTROLS}])")
_SECOND_LAYER = re.compile(f"[{_NO_CHARACTERS}]|_(?={_SECOND_CODE}[_{_NO_CHARACTERS}])")
_SECOND_LAYER_CODE = re.compile(f"_{_SECOND_CODE}_")


def pieces(text: str) -> list[str]:
    """The escaped text in as many pieces as it needs cells; each but the last is full."""
    if len(text) * LONGEST_ESCAPE <= CELL_UNITS:
        return [_escaped(text)]
    cut: list[str] = []
    while text:
        lengths = range(1, min(len(text), CELL_UNITS) + 1)
        fitting = bisect_right(lengths, CELL_UNITS, key=lambda length: _units(text[:length]))
        cut.append(_escaped(text[:fitting]))
        text = text[fitting:]
    return cut


def is_full_piece(text: str) -> bool:
    """Whether text read from a cell fills it, so that a continuation may follow."""
    # The next character did not fit, and may have made the escape of the one before it longer too.
    least = CELL_UNITS - 2 * LONGEST_ESCAPE
    return len(text) * LONGEST_ESCAPE > least and _units(text) > least


def unescaped(text: str) -> str:
    """Text as a reader of workbooks gives it, with the second layer taken off."""
    if "_x" not in text:
        return text
    return _SECOND_LAYER_CODE.sub(lambda match: chr(int(match[0][2:6], 16)), text)


def _escaped(text: str) -> str:
    return _FIRST_LAYER.sub(_code, _SECOND_LAYER.sub(_code, text))


def _code(match: re.Match[str]) -> str:
    return f"_x{ord(match[0]):04X}_"


def _units(text: str) -> int:
    return len(_escaped(text).encode("utf-16-le")) // 2
