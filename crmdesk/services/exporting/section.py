"""A sheet of the round-trip workbook: rows of named values under the columns that export and import share."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import time

from crmdesk.domain.moment import Moment, Precision
from crmdesk.exchange.tables.own_format import EXTRA_PREFIX, OWN_SHEETS, CellKind, OwnColumn, OwnSheet, clock_text
from crmdesk.exchange.tables.records import SheetKind
from crmdesk.exchange.tables.writing.output import ColumnKind, OutCell, OutColumn, OutSheet
from crmdesk.i18n import _, language

# The values of a row by the key of their column, and its extras by their header.
Entry = tuple[Mapping[str, OutCell], Mapping[str, str]]

_CODES = frozenset("external_id phones mobiles faxes emails wechat qq websites".split())
_NARROW = 12  # of what is there to be kept rather than read
_KINDS: Mapping[CellKind, ColumnKind] = {
    CellKind.NUMBER: "integer",
    CellKind.FLAG: "boolean",
    CellKind.DATE: "date",
    CellKind.MOMENT: "datetime",
}


@dataclass(frozen=True, slots=True)
class Section:
    """A sheet to be: its entries, how many they are, which extras occur in them, and what a column may hold."""

    kind: SheetKind
    count: int
    entries: Iterable[Entry]
    extras: tuple[str, ...] = ()
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """The sheet's name in the person's language."""
        return _own_sheet(self.kind).name(language())

    def out_sheet(self) -> OutSheet:
        """The sheet as it is written; ids and clocks are there for the way back only and stay out of sight."""
        own = _own_sheet(self.kind)
        shown = [column for column in own.columns if not _is_hidden(column)]
        columns = [self._column(column) for column in own.columns]
        if len(shown) < len(columns):
            first = own.columns.index(shown[0])
            columns[first] = replace(columns[first], comment=_way_back())
        columns += [OutColumn(EXTRA_PREFIX + header) for header in self.extras]
        rows = (
            (*(values[column.key] for column in own.columns), *(extra.get(header) for header in self.extras))
            for values, extra in self.entries
        )
        return OutSheet(self.title, tuple(columns), rows)

    def _column(self, column: OwnColumn) -> OutColumn:
        kind: ColumnKind = (
            "id"
            if _is_uid(column) or column.kind in (CellKind.PROOF, CellKind.KEY) or column.key in _CODES
            else _KINDS.get(column.kind, "text")
        )
        return OutColumn(
            column.header(language()),
            kind="money" if column.key == "amount" else kind,
            width=_NARROW if column.kind is CellKind.DETAIL else 0,
            hidden=_is_hidden(column),
            choices=self.choices.get(column.key, ()),
        )


def moment_cells(key: str, moment: Moment | None) -> dict[str, OutCell]:
    """A moment as its two columns: the wall clock (a bare day where no more is known), and what that cannot say."""
    if moment is None:
        return {key: None, f"{key}_clock": None}
    wall = moment.local.replace(tzinfo=None)
    is_day = moment.precision is Precision.DAY and wall.time() == time()
    return {key: wall.date() if is_day else wall, f"{key}_clock": clock_text(moment)}


def extra_headers(extras: Iterable[Mapping[str, str]]) -> tuple[str, ...]:
    """The headers of all extras in the order in which they first occur."""
    return tuple(dict.fromkeys(header for extra in extras for header in extra))


def _own_sheet(kind: SheetKind) -> OwnSheet:
    return next(sheet for sheet in OWN_SHEETS if sheet.kind is kind)


def _is_uid(column: OwnColumn) -> bool:
    return column.key.endswith("uid")


def _is_hidden(column: OwnColumn) -> bool:
    """Whether a column says nothing to a person."""
    return _is_uid(column) or column.kind in (CellKind.CLOCK, CellKind.PROOF, CellKind.KEY)


def _way_back() -> str:
    return _(
        "You may edit this file and import it again: hidden columns tell which row is which, so keep them and leave "
        "them empty in new rows."
    )
