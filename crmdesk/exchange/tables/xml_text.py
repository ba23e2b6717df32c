"""Text as a workbook can hold it: what XML forbids written as ``_xHHHH_``, and cut where a cell is full.

Excel's own convention (ECMA-376, ST_Xstring): a literal ``_x0041_`` has its first underscore written ``_x005F_``.
Carriage returns are escaped too, since XML turns them into line feeds; so text comes back exactly as it was.
"""

import re

CELL_UNITS = 32_767
"""What a cell holds, counted in UTF-16 units of the escaped text."""

LONGEST_ESCAPE = 7
"""Units that one character can take."""

_FORBIDDEN = "\x00-\x08\x0b\x0c\x0d\x0e-\x1f\ud800-\udfff\ufffe\uffff"
_ESCAPED = re.compile(f"[{_FORBIDDEN}]|_(?=x[0-9A-Fa-f]{{4}}[_{_FORBIDDEN}])")


def pieces(text: str) -> list[str]:
    """The escaped text in as many pieces as it needs cells; each but the last is full."""
    if len(text) * LONGEST_ESCAPE <= CELL_UNITS:
        return [_escape(text)]
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
    return len(text) * LONGEST_ESCAPE > CELL_UNITS and sum(map(_length, _units(text))) > CELL_UNITS - LONGEST_ESCAPE


def _escape(text: str) -> str:
    return _ESCAPED.sub(lambda match: f"_x{ord(match[0]):04X}_", text)


def _units(text: str) -> list[str]:
    """Characters and whole escapes, none of which may be cut."""
    units: list[str] = []
    end = 0
    for match in _ESCAPED.finditer(text):
        units += text[end : match.start()]
        units.append(_escape(match[0]) if match[0] != "_" else "_x005F_")
        end = match.end()
    units += text[end:]
    return units


def _length(unit: str) -> int:
    return 2 if unit > "\uffff" else len(unit)
