"""What a person and the workspace say about how sheets are to be read. Knows nothing of sheets themselves."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from crmdesk.exchange.tables.meaning.dates import DateOrder

NO_HEADERS: Final = -1
"""The header row of a sheet that has none."""


@dataclass(frozen=True, slots=True)
class SheetChoices:
    """What a person has settled for one sheet: header → target pairs, the row of the headers (from 0), date order.

    ``outcomes`` are the words of its statuses and stages that name an outcome (open, won, lost, invalid).
    Whatever is left open is found out.
    """

    mapping: Mapping[str, str] = field(default_factory=dict)
    header_row: int | None = None
    date_order: DateOrder | None = None
    outcomes: Mapping[str, str] = field(default_factory=dict)


NO_CHOICES: Final = SheetChoices()


@dataclass(frozen=True, slots=True)
class InterpretationOptions:
    """What the person and the workspace say: the currency of bare amounts, today, header → target pairs, date order.

    ``sheets`` are choices by the position of a sheet; they go before what is said for all.
    """

    currency: str
    today: date
    mapping: Mapping[str, str] = field(default_factory=dict)
    date_order: DateOrder | None = None
    sheets: Mapping[int, SheetChoices] = field(default_factory=dict)

    def of_sheet(self, position: int) -> SheetChoices:
        """What is settled for a sheet."""
        own = self.sheets.get(position, NO_CHOICES)
        return replace(own, mapping={**self.mapping, **own.mapping}, date_order=own.date_order or self.date_order)
