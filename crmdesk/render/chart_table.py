"""What a chart shows as a table of typed cells: for those who read it, copy it or take it out as a workbook.

Knows nothing of the chart, nor of where the table is shown.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from babel.numbers import format_decimal, format_percent

from crmdesk.domain.money import Money
from crmdesk.i18n import _, conventions
from crmdesk.insight.outcomes.stated import Share
from crmdesk.services.amounts import plain_amount_text
from crmdesk.services.wording import day_words


@dataclass(frozen=True, slots=True)
class Percent:
    """A ratio told in per cent (0.5 is 50 %); a ``signed`` one always with its sign."""

    value: float
    signed: bool = False


Cell: TypeAlias = str | int | float | Money | Share | Percent | date | None
"""None is what is not known or does not apply. Whole numbers are counts or days, others have one decimal."""

PlainCell: TypeAlias = str | int | Decimal | date | None

_NUMBERS = (int, float, Money, Share, Percent)


@dataclass(frozen=True, slots=True)
class ChartTable:
    """Rows of as many cells as there are headings.

    ``keys`` has for each row the key of the mark it stands for, as the figure's ``wish`` takes it; empty for none.
    A share of too few deals is told as its two counts, and is not known where only numbers are wanted.
    """

    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    keys: tuple[str, ...] = ()

    def is_number(self, column: int) -> bool:
        """Whether a column is one of numbers, which stand at the right."""
        known = [row[column] for row in self.rows if row[column] is not None]
        return bool(known) and all(isinstance(cell, _NUMBERS) for cell in known)

    def shares(self) -> frozenset[int]:
        """The columns of shares, which a workbook shows in per cent."""
        return frozenset(at for row in self.rows for at, cell in enumerate(row) if isinstance(cell, Share | Percent))

    def key(self, row: int) -> str:
        """The key of the mark a row stands for, empty for none."""
        return self.keys[row] if self.keys else ""


def cell_text(cell: Cell) -> str:
    """A cell as a person reads it."""
    match cell:
        case Money():
            return plain_amount_text(cell)
        case Share() | Percent():
            return _ratio_text(cell)
        case date():
            return day_words(cell)
        case int() | float():
            return format_decimal(cell, "#,##0" if isinstance(cell, int) else "#,##0.0", locale=conventions())
    return "—" if cell is None else cell


def plain_cell(cell: Cell) -> PlainCell:
    """A cell for a workbook or the clipboard: amounts in major units, shares as numbers from 0 to 1."""
    match cell:
        case Money():
            return cell.amount
        case Share():
            return _rounded(cell.rate) if cell.enough else None
        case Percent():
            return _rounded(cell.value)
        case float():
            return _rounded(cell)
        case _:
            return cell


def _ratio_text(ratio: Share | Percent) -> str:
    if isinstance(ratio, Share) and not ratio.enough:
        return _("{part} of {whole}").format(part=ratio.part, whole=ratio.whole)
    value = ratio.rate if isinstance(ratio, Share) else ratio.value
    text = format_percent(value, locale=conventions())
    return f"+{text}" if isinstance(ratio, Percent) and ratio.signed and value > 0 else text


def _rounded(value: float) -> Decimal:
    return Decimal(str(round(value, 4)))
