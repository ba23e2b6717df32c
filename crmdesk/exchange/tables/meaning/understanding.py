"""How sheets would be read, column by column, and how sure that is: what a person checks before an import.

Pure: knows neither the workspace nor the screen.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from crmdesk.domain.errors import ImportRejectedError
from crmdesk.exchange.tables.meaning.content import share_that_looks_like
from crmdesk.exchange.tables.meaning.dates import DateOrder
from crmdesk.exchange.tables.meaning.endings import Undecided, undecided_endings
from crmdesk.exchange.tables.meaning.formats import PlannedSheet
from crmdesk.exchange.tables.meaning.layout import is_blank
from crmdesk.exchange.tables.meaning.mapping import Column
from crmdesk.exchange.tables.meaning.options import InterpretationOptions, SheetChoices
from crmdesk.exchange.tables.meaning.planning import by_file, file_formats, plan
from crmdesk.exchange.tables.meaning.sheet_values import read_column
from crmdesk.exchange.tables.meaning.synonyms import Glossary, read_glossary
from crmdesk.exchange.tables.meaning.targets import ValueKind
from crmdesk.exchange.tables.meaning.values import Format, reader_for, text_of
from crmdesk.exchange.tables.records import SheetKind
from crmdesk.exchange.tables.sheet import Cell, Sheet

_SAMPLES = 3
_MEASURED = 300
_FIRST_ROWS = 12
_WIDEST = 60
_ORDERS: tuple[DateOrder, ...] = ("ymd", "dmy", "mdy")
_MEASURABLE = (ValueKind.DATE, ValueKind.AMOUNT, ValueKind.PERCENT, ValueKind.FLAG)
_NEARLY_ALL, _HALF = 90, 50


class Evidence(StrEnum):
    """Why a column is read as what it is."""

    OWN = "own"  # crmdesk wrote the sheet
    CHOSEN = "chosen"  # a person said so
    HEADER = "header"  # the header is a word for it
    CONTENT = "content"  # the cells look like it
    TAKEN = "taken"  # another column is read as what this one would be
    NONE = "none"  # nothing tells; it is kept as it is


class Certainty(StrEnum):
    """How sure the reading of a column is."""

    CERTAIN = "certain"
    LIKELY = "likely"
    GUESS = "guess"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class ColumnReading:
    """A column, the name of what it is read as, and why. ``fit`` is the percentage of cells that can be read so."""

    index: int
    header: str
    target: str
    samples: tuple[str, ...]
    evidence: Evidence
    certainty: Certainty
    fit: int | None = None


@dataclass(frozen=True, slots=True)
class SheetReading:
    """How a sheet would be read. ``top`` are its first rows as text, from which a person can choose the headers.

    ``undecided`` are closing days without an outcome.
    ``asks_date_order`` is set while its dates can be read in more than one way; ``has_dates`` if the order matters.
    """

    position: int
    file: str
    name: str
    kind: SheetKind
    own: bool
    rows: int
    header_row: int | None
    top: tuple[tuple[str, ...], ...]
    columns: tuple[ColumnReading, ...]
    notes: tuple[str, ...]
    has_dates: bool
    asks_date_order: bool
    date_order: DateOrder | None
    choices: SheetChoices
    undecided: tuple[Undecided, ...] = ()

    @property
    def headers(self) -> tuple[str, ...]:
        """What the columns are called."""
        return tuple(column.header for column in self.columns)


def understand(
    sheets: Sequence[Sheet], options: InterpretationOptions, pause: Callable[[], None] = lambda: None
) -> tuple[SheetReading, ...]:
    """The reading of each sheet. ``pause`` is called between sheets and can stop the work by raising.

    Raises ValidationError for a mapping to nothing.
    """
    glossary = read_glossary()
    planned = []
    for position, sheet in enumerate(sheets):
        pause()
        planned.append(plan(position, sheet, options, glossary))
    readings: list[SheetReading] = []
    for sources in by_file(planned):
        pause()
        formats, settled = _formats(sources, options, glossary)
        readings += [_reading(source, options, glossary, formats, settled=settled) for source in sources]
    return tuple(sorted(readings, key=lambda reading: reading.position))


def _formats(
    sources: Sequence[PlannedSheet], options: InterpretationOptions, glossary: Glossary
) -> tuple[Mapping[tuple[int, int], Format], bool]:
    """The formats of a file, and whether the order of its dates is settled."""
    try:
        return file_formats(sources, options, glossary.cells), True
    except ImportRejectedError:
        for order in _ORDERS:
            choices = {source.position: SheetChoices(date_order=order) for source in sources}
            supposed = InterpretationOptions(options.currency, options.today, sheets=choices)
            try:
                return file_formats(sources, supposed, glossary.cells), False
            except ImportRejectedError:
                continue
        raise


def _reading(
    source: PlannedSheet,
    options: InterpretationOptions,
    glossary: Glossary,
    formats: Mapping[tuple[int, int], Format],
    *,
    settled: bool,
) -> SheetReading:
    choices = options.of_sheet(source.position)
    own = source.plan.own
    columns = tuple(_column(source, column, choices, glossary, formats) for column in source.plan.columns)
    dated = [
        formats[source.position, column.index].date_order
        for column in source.plan.columns
        if column.target.kind is ValueKind.DATE and source.texts(column)
    ]
    return SheetReading(
        source.position,
        source.sheet.file,
        source.sheet.name,
        source.plan.kind,
        own,
        len(source.layout.body),
        source.layout.header_row,
        tuple(tuple(_short(text_of(cell)) for cell in row) for row in source.sheet.rows[:_FIRST_ROWS]),
        columns,
        source.layout.notes,
        bool(dated) and not own,
        bool(dated) and not own and not settled,
        next(filter(None, dated), None) if settled else None,
        choices,
        undecided_endings(source, formats),
    )


def _column(
    source: PlannedSheet,
    column: Column,
    choices: SheetChoices,
    glossary: Glossary,
    formats: Mapping[tuple[int, int], Format],
) -> ColumnReading:
    cells = list(_filled(source, column))
    evidence = _evidence(source, column, choices, glossary)
    fit = None if evidence is Evidence.OWN else _fit(column, cells, formats[source.position, column.index])
    return ColumnReading(
        column.index,
        column.header.text,
        column.target.name,
        tuple(dict.fromkeys(_short(text) for cell in cells if (text := text_of(cell))))[:_SAMPLES],
        evidence,
        _certainty(evidence, fit, by_place=_is_own_word(column, glossary)),
        fit,
    )


def _filled(source: PlannedSheet, column: Column) -> Iterator[Cell]:
    found = 0
    for cell in source.cells[column.index]:
        if not is_blank(cell):
            yield cell
            found += 1
            if found == _MEASURED:
                return


def _evidence(source: PlannedSheet, column: Column, choices: SheetChoices, glossary: Glossary) -> Evidence:
    if source.plan.own:
        return Evidence.OWN
    if column.header.text in choices.mapping:
        return Evidence.CHOSEN
    known = column.header.key in glossary.headers
    if column.target.name == "extra":
        return Evidence.TAKEN if known else Evidence.NONE
    return Evidence.HEADER if known else Evidence.CONTENT


def _is_own_word(column: Column, glossary: Glossary) -> bool:
    """Whether the header is a word such as “Name”, which means something else on another sheet."""
    synonym = glossary.headers.get(column.header.key)
    return synonym is not None and synonym.target.startswith("own.") and not column.header.about


def _fit(column: Column, cells: Sequence[Cell], form: Format) -> int | None:
    """The percentage of cells that can be read as what the column is read as; None where anything can."""
    if not cells:
        return None
    if column.target.kind in _MEASURABLE:
        _values, problems = read_column(cells, reader_for(column.target, form))
        return round(100 * (1 - len(problems) / len(cells)))
    return share_that_looks_like(column.target, [text_of(cell) for cell in cells])


def _certainty(evidence: Evidence, fit: int | None, *, by_place: bool) -> Certainty:
    if evidence in (Evidence.NONE, Evidence.TAKEN):
        return Certainty.KEPT
    if evidence in (Evidence.OWN, Evidence.CHOSEN):
        return Certainty.CERTAIN
    if fit is not None and fit < _HALF:
        return Certainty.GUESS
    doubtful = by_place or evidence is Evidence.CONTENT or (fit is not None and fit < _NEARLY_ALL)
    return Certainty.LIKELY if doubtful else Certainty.CERTAIN


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _WIDEST else f"{line[: _WIDEST - 1]}…"
