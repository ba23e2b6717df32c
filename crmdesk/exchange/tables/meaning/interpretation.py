"""Sheets to import rows: the whole way from cells to what each row says, with a report of how it was understood.

Pure: no file of the person is read and nothing of the workspace is known beyond the options.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from crmdesk.exchange.tables.meaning.dates import DateOrder
from crmdesk.exchange.tables.meaning.drafts import Draft
from crmdesk.exchange.tables.meaning.formats import PlannedSheet
from crmdesk.exchange.tables.meaning.options import InterpretationOptions
from crmdesk.exchange.tables.meaning.planning import all_formats, plan
from crmdesk.exchange.tables.meaning.rows import Place, SheetFacts, Siblings, continued, import_row
from crmdesk.exchange.tables.meaning.sheet_values import SheetValues, read_values
from crmdesk.exchange.tables.meaning.synonyms import read_glossary
from crmdesk.exchange.tables.meaning.targets import ValueKind
from crmdesk.exchange.tables.meaning.values import Format, text_of
from crmdesk.exchange.tables.records import CellIssue, ImportRow, SheetKind
from crmdesk.exchange.tables.sheet import Sheet
from crmdesk.i18n import _

# Sheets whose names others refer to by id come first.
_FIRST_KINDS = (SheetKind.MEMBERS, SheetKind.CUSTOMERS, SheetKind.CONTACTS)
_ROWS_BETWEEN_PAUSES = 500
_CONTINUING = ("/id", "/name", "/externalid", "/displayname")


@dataclass(frozen=True, slots=True)
class SheetReport:
    """How a sheet was understood. ``columns`` are (header, target); the target ``extra`` is kept as it is."""

    file: str
    name: str
    kind: SheetKind
    header_row: int | None
    columns: tuple[tuple[str, str], ...]
    date_order: DateOrder | None
    decimal_mark: str | None
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Interpretation:
    """The rows in the order of the files, a report for each sheet, and issues that belong to no row."""

    rows: tuple[ImportRow, ...]
    sheets: tuple[SheetReport, ...]
    issues: tuple[CellIssue, ...]


def interpret(
    sheets: Sequence[Sheet], options: InterpretationOptions, pause: Callable[[], None] = lambda: None
) -> Interpretation:
    """What the sheets of one import say. ``pause`` is called often, so that it can stop the work by raising.

    Raises ImportRejectedError if an order of dates must be named, ValidationError for a mapping to nothing.
    """
    glossary = read_glossary()
    planned = [plan(position, sheet, options, glossary, pause) for position, sheet in enumerate(sheets)]
    formats = all_formats(planned, options, glossary)
    pause()
    rows: dict[int, list[ImportRow]] = {}
    for source in sorted(planned, key=_reading_order):
        siblings = _siblings(planned, rows)
        facts = SheetFacts(source.plan.kind, source.plan.own, options.currency, options.today, siblings)
        rows[source.position] = list(_rows(source, facts, read_values(source, formats, pause), pause))
    return Interpretation(
        tuple(row for position in range(len(sheets)) for row in rows[position]),
        tuple(_report(source, formats) for source in planned),
        tuple(issue for source in planned for issue in _sheet_issues(source)),
    )


def _reading_order(planned: PlannedSheet) -> int:
    kind = planned.plan.kind
    return _FIRST_KINDS.index(kind) if kind in _FIRST_KINDS else len(_FIRST_KINDS)


def _siblings(planned: Sequence[PlannedSheet], done: Mapping[int, Sequence[ImportRow]]) -> Siblings:
    """The names that the rows read so far give to external ids."""
    kinds = {source.position: source.plan.kind for source in planned}
    names: dict[SheetKind, dict[str, str]] = {kind: {} for kind in _FIRST_KINDS}
    for position, rows in done.items():
        for row in rows:
            for thing in (row.member, row.customer, row.contact):
                if thing is not None and thing.external_id and thing.name and kinds[position] in names:
                    names[kinds[position]].setdefault(thing.external_id, thing.name)
    return Siblings(
        names[SheetKind.CUSTOMERS],
        names[SheetKind.CONTACTS],
        names[SheetKind.MEMBERS],
        SheetKind.CUSTOMERS in kinds.values(),
    )


def _rows(source: PlannedSheet, facts: SheetFacts, read: SheetValues, pause: Callable[[], None]) -> Iterator[ImportRow]:
    by_name = {column.target.name: column for column in read.columns}
    continues = any(h.key == "externalid" or h.key.endswith(_CONTINUING) for h in source.layout.headers)
    pending: ImportRow | None = None
    for place, values in enumerate(zip(*read.values, strict=True)):
        if place % _ROWS_BETWEEN_PAUSES == 0:
            pause()
        position = source.layout.body[place]
        cells = source.sheet.rows[position]
        where = Place(source.position, position, source.sheet.row_address(position))
        draft = Draft(read.columns, by_name, values, cells)
        if pending is not None and continues and draft.is_continuation:
            pending = continued(pending, draft)
            continue
        if pending is not None:
            yield pending
        issues = read.issues.get(place, ())
        if position == source.sheet.cut_row:
            reason = _("The file ends in the middle of this row.")
            issues = (*issues, CellIssue(where.where, text_of(cells[-1]), reason))
        pending = _with_remarks(import_row(draft, where, facts, issues), draft, source)
    if pending is not None:
        yield pending


def _with_remarks(row: ImportRow, draft: Draft, source: PlannedSheet) -> ImportRow:
    """The row with what is to be said of its cells, which keeps nothing out."""
    if not draft.remarks:
        return row
    remarks = (
        CellIssue(source.sheet.address(row.row, at), text, reason, fatal=False)
        for at, (text, reason) in sorted(draft.remarks.items())
    )
    return replace(row, issues=(*row.issues, *remarks))


def _report(source: PlannedSheet, formats: Mapping[tuple[int, int], Format]) -> SheetReport:
    by_kind: dict[ValueKind, Format] = {}
    for column in source.plan.columns:
        by_kind.setdefault(column.target.kind, formats[source.position, column.index])
    dates, amounts = by_kind.get(ValueKind.DATE), by_kind.get(ValueKind.AMOUNT)
    return SheetReport(
        source.sheet.file,
        source.sheet.name,
        source.plan.kind,
        source.layout.header_row,
        tuple((column.header.text, column.target.name) for column in source.plan.columns),
        dates.date_order if dates else None,
        amounts.decimal_mark if amounts else None,
        source.layout.notes,
    )


def _sheet_issues(source: PlannedSheet) -> Iterator[CellIssue]:
    """What a person should know of a sheet as a whole; nothing of it fails a row. An empty sheet of ours is no news."""
    if source.plan.own:
        return
    name = f"{source.sheet.file}, {source.sheet.name}" if source.sheet.name else source.sheet.file
    if not source.layout.body:
        yield CellIssue(name, "", _("This sheet holds no rows."), fatal=False)
    elif source.plan.kind is SheetKind.UNKNOWN:
        yield CellIssue(name, "", _("Nothing in this sheet speaks of customers, contacts or deals."), fatal=False)
