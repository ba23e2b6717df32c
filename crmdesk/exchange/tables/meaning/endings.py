"""Closing days without an outcome, counted before an import by the words that stand beside them.

Pure: knows neither the workspace nor the screen.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from crmdesk.domain.deal import DealStatus
from crmdesk.exchange.tables.meaning.deal_rows import DAYS_OF_CLOSING, FLAGS
from crmdesk.exchange.tables.meaning.formats import PlannedSheet
from crmdesk.exchange.tables.meaning.outcomes import Signs, Word, outcome_of
from crmdesk.exchange.tables.meaning.sheet_values import read_column
from crmdesk.exchange.tables.meaning.values import Format, reader_for
from crmdesk.exchange.tables.records import SheetKind

_SIGNS = ("status", "stage", "probability", *FLAGS)
_GOING = (None, DealStatus.OPEN, DealStatus.HOLD)


@dataclass(frozen=True, slots=True)
class Undecided:
    """How many rows have a closing day in the column of ``header`` but no outcome, and under which words of theirs."""

    header: str
    rows: int
    words: tuple[tuple[str, int], ...]


def undecided_endings(source: PlannedSheet, formats: Mapping[tuple[int, int], Format]) -> tuple[Undecided, ...]:
    """One for each column of closing days some of whose rows have no outcome."""
    if source.plan.own or source.plan.kind is not SheetKind.DEALS:
        return ()
    columns = {c.target.field: c for c in source.plan.columns if c.target.owner == "deal"}
    days = columns.keys() & DAYS_OF_CLOSING
    if not days:
        return ()
    read = {
        field: read_column(
            source.cells[columns[field].index],
            reader_for(columns[field].target, formats[source.position, columns[field].index]),
        )[0]
        for field in columns.keys() & {*days, *_SIGNS}
    }
    told = [field for field in _SIGNS if field in read]
    found: dict[str, Counter[str]] = {}
    for place in range(len(source.layout.body)):
        ended = [day for day in days if read[day][place] is not None]
        if ended:
            said: dict[str, Any] = {field: read[field][place] for field in told}
            signs = Signs(**said)
            outcome = outcome_of(signs)
            if outcome.status in _GOING and not outcome.contradiction:
                for day in ended:
                    found.setdefault(day, Counter())[_word(signs.status or signs.stage)] += 1
    return tuple(
        Undecided(columns[day].header.text, words.total(), tuple(words.most_common())) for day, words in found.items()
    )


def _word(word: Word | None) -> str:
    return word.text if word else ""
