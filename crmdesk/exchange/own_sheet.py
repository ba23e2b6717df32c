"""What the sheets of our own that people change have in common: columns found in any language, cells as plain texts.

Knows nothing of what is in them.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from crmdesk.domain.errors import ValidationError
from crmdesk.i18n import _

if TYPE_CHECKING:
    from crmdesk.exchange.tables.sheet import Sheet

YES = ("yes", "是", "是")
"""What stands in a cell that is on, in each of ``i18n.LANGUAGES``."""

Headers = Mapping[str, tuple[str, str, str]]
"""What columns are called in each of ``i18n.LANGUAGES``, by what they hold."""

Cells = Mapping[str, str]
"""The texts of a row by what they are."""


def columns_of(sheet: "Sheet", headers: Headers) -> dict[str, int]:
    """Where each column of a sheet stands, by what it holds; the headers are in its first row."""
    names = {name.casefold(): key for key, each in headers.items() for name in (key, *each)}
    found: dict[str, int] = {}
    for place, cell in enumerate(sheet.rows[0] if sheet.rows else ()):
        key = names.get(cell_text(cell).casefold())
        if key is not None:
            found.setdefault(key, place)
    return found


def cells_of(row: tuple[object, ...], columns: Mapping[str, int]) -> dict[str, str]:
    """The texts of a row."""
    return {key: cell_text(row[place]) if place < len(row) else "" for key, place in columns.items()}


def cell_text(cell: object) -> str:
    """What a cell says; a number that is whole without decimals."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()


def whole_number(text: str) -> int | None:
    """The number in a cell, None for an empty one.

    Raises ValidationError for anything else.
    """
    try:
        return int(text) if text else None
    except ValueError:
        raise ValidationError(_("“{text}” is not a whole number.").format(text=text)) from None
