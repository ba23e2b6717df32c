"""Text as a workbook can hold it: what XML forbids written as ``_xHHHH_``, and cut where a cell is full.

Excel's own convention (ECMA-376, ST_Xstring): a literal ``_x0041_`` has its first underscore written ``_x005F_``.
Carriage returns are escaped too, since XML turns them into line feeds. Readers undo that convention, but leave alone
what stands for no character (U+FFFE, U+FFFF); that is therefore written in a second layer of the same kind, which
``unescaped`` takes off. So text comes back exactly as it was. A lone surrogate, which no file can hold, comes back as
its code, ``_xD800_``.
"""

import re

CELL_UNITS = 32_767
"""What a cell holds, counted in UTF-16 units of the escaped text."""

LONGEST_ESCAPE = 19
"""Units that one character can take."""

_CONTROLS = "\x00-\x08\x0b\x0c\x0d\x0e-\x1f"
_NO_CHARACTERS = "\ud800-\udfff\ufffe\uffff"
_NO_CHARACTER_CODE = "x[Ff]{3}[EeFf]_"
_ESCAPED = re.compile(
    f"[{_NO_CHARACTERS}{_CONTROLS}]"
    f"|_(?=(?:x005F_)*{_NO_CHARACTER_CODE})"
    f"|_(?=x[0-9A-Fa-f]{{4}}[_{_CONTROLS}{_NO_CHARACTERS}])"
)
_SECOND_LAYER = re.compile(f"_x005F_(?=(?:x005F_)*{_NO_CHARACTER_CODE})|_{_NO_CHARACTER_CODE}")
_NO_CHARACTER_AHEAD = re.compile(f"_(?:x005F_)*{_NO_CHARACTER_CODE}")


def pieces(text: str) -> list[str]:
    """The escaped text in as many pieces as it needs cells; each but the last is full."""
    if len(text) * LONGEST_ESCAPE <= CELL_UNITS:
        return [_ESCAPED.sub(_escape, text)]
    cut: list[str] = []
    units: list[str] = []
    size = 0
    for unit in _units(text):
        if size + _length(unit) > CELL_UNITS:
            cut.append("".join(units))
            units, size = [], 0
        units.append(unit)
        size += _length(unit)
    return [*cut, "".join(units)]


def is_full_piece(text: str) -> bool:
    """Whether text read from a cell fills it, so that a continuation may follow."""
    least = CELL_UNITS - LONGEST_ESCAPE
    return len(text) * LONGEST_ESCAPE > least and sum(map(_length, _units(text))) > least


def unescaped(text: str) -> str:
    """Text as a reader of workbooks gives it, with the second layer taken off."""
    if "_x" not in text:
        return text
    return _SECOND_LAYER.sub(lambda match: "_" if match[0] == "_x005F_" else chr(int(match[0][2:6], 16)), text)


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    if char != "_":
        code = f"_x{ord(char):04X}_"
        return f"_x005F{code}" if char >= "\ud800" else code
    layered = _NO_CHARACTER_AHEAD.match(match.string, match.start())
    return "_x005F_x005F_x005F_" if layered else "_x005F_"


def _units(text: str) -> list[str]:
    """Characters and whole escapes, none of which may be cut."""
    units: list[str] = []
    end = 0
    for match in _ESCAPED.finditer(text):
        units += text[end : match.start()]
        units.append(_escape(match))
        end = match.end()
    units += text[end:]
    return units


def _length(unit: str) -> int:
    return 2 if unit > "\uffff" else len(unit)
