"""Sheets with their parts found, their columns planned and the way they are written settled; no cell is read yet."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from crmdesk.exchange.tables.continuations import join_continuations
from crmdesk.exchange.tables.meaning.formats import PlannedSheet, formats_of
from crmdesk.exchange.tables.meaning.headers import squash
from crmdesk.exchange.tables.meaning.layout import lay_out
from crmdesk.exchange.tables.meaning.mapping import Vocabulary, plan_sheet
from crmdesk.exchange.tables.meaning.options import InterpretationOptions
from crmdesk.exchange.tables.meaning.synonyms import Glossary
from crmdesk.exchange.tables.meaning.targets import ValueKind
from crmdesk.exchange.tables.meaning.values import Format
from crmdesk.exchange.tables.sheet import Cell, Sheet


def plan(
    position: int,
    sheet: Sheet,
    options: InterpretationOptions,
    glossary: Glossary,
    pause: Callable[[], None] = lambda: None,
) -> PlannedSheet:
    """A sheet with its parts and the plan of its columns; ``pause`` is called now and then.

    Raises ValidationError for a mapping to nothing.
    """
    choices = options.of_sheet(position)
    vocabulary = Vocabulary.of(glossary, choices.mapping)
    layout = lay_out(sheet, options.currency, vocabulary.knows, choices.header_row)
    if layout.header_row is not None:
        sheet = join_continuations(sheet, layout.header_row)
    pause()
    rows = [sheet.rows[index] for index in layout.body]
    cells = tuple(_column(rows, at, pause) for at in range(len(layout.headers)))
    columns = plan_sheet(f"{sheet.file} {sheet.name}", layout.headers, cells, vocabulary)
    return PlannedSheet(position, sheet, layout, columns, cells)


def _column(rows: Sequence[Sequence[Cell]], at: int, pause: Callable[[], None]) -> tuple[Cell, ...]:
    """The cells of a column; not by zip, which would hold up all other threads for as long as it takes."""
    pause()
    return tuple(row[at] if at < len(row) else None for row in rows)


def by_file(planned: Sequence[PlannedSheet]) -> list[list[PlannedSheet]]:
    """The sheets of each file together."""
    files: dict[str, list[PlannedSheet]] = {}
    for source in planned:
        files.setdefault(source.sheet.file, []).append(source)
    return list(files.values())


def all_formats(
    planned: Sequence[PlannedSheet], options: InterpretationOptions, glossary: Glossary
) -> dict[tuple[int, int], Format]:
    """The format of every column, by position of the sheet and of the column.

    Raises ImportRejectedError if an order of dates must be named.
    """
    formats: dict[tuple[int, int], Format] = {}
    for sources in by_file(planned):
        formats |= file_formats(sources, options, glossary.cells)
    return formats


def _squashed(said: Mapping[str, str]) -> dict[str, str]:
    return {squash(word): outcome for word, outcome in said.items()}


def file_formats(
    sources: Sequence[PlannedSheet], options: InterpretationOptions, words: Mapping[str, Mapping[str, str]]
) -> dict[tuple[int, int], Format]:
    """The formats of the sheets of one file, where what is said for one sheet holds for all.

    Raises ImportRejectedError if an order of dates must be named.
    """
    orders = [order for source in sources if (order := options.of_sheet(source.position).date_order)]
    formats = formats_of(sources, orders[0] if orders else None, options.currency, words)
    for source in sources:
        said = options.of_sheet(source.position).outcomes
        if not said:
            continue
        chosen = {**words, "outcome": {**words["outcome"], **_squashed(said)}}
        for column in source.plan.columns:
            if column.target.kind in (ValueKind.STATUS, ValueKind.STAGE):
                key = source.position, column.index
                formats[key] = replace(formats[key], words=chosen)
    return formats
