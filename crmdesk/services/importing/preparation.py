"""What comes before an import: how sheets would be read, and what a person has said about sheets with these headers.

What was said is kept in the workspace, by the set of headers, so that the next sheet of the same kind is read so too.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from crmdesk.exchange.tables.meaning.options import NO_CHOICES, SheetChoices
from crmdesk.exchange.tables.meaning.understanding import SheetReading, understand
from crmdesk.exchange.tables.sheet import Sheet
from crmdesk.exchange.tables.writing.error_rows import write_error_rows
from crmdesk.i18n import _
from crmdesk.services.collection import without_collection
from crmdesk.services.desk import Desk
from crmdesk.services.importing.request import ImportRequest, ImportResult
from crmdesk.services.importing.sources import reading_options, stopping
from crmdesk.store.queries.catalogue import settings
from crmdesk.store.repos.setting import put_settings

_KEY = "import."
# Nothing a person would take back: undoing the import it came with must not forget it.
_ACTOR = "crmdesk"


@dataclass(frozen=True, slots=True)
class Understanding:
    """How the sheets are read, by which choices, and which of them are read as last time."""

    readings: tuple[SheetReading, ...]
    choices: Mapping[int, SheetChoices]
    recalled: frozenset[int] = frozenset()

    @property
    def asks_date_order(self) -> bool:
        """Whether a person must say how dates are to be read."""
        return any(reading.asks_date_order for reading in self.readings)


class ImportPreparation:
    """Looking at sheets before they are imported."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @without_collection()
    def first_look(
        self, sheets: Sequence[Sheet], request: ImportRequest, cancelled: Callable[[], bool]
    ) -> Understanding:
        """The reading of sheets nobody has said anything of yet, but for what was said of such sheets before.

        Raises CancelledError on request.
        """
        found = self.look(sheets, request, cancelled)
        with self._desk.read() as source:
            facts = settings(source)
        known = {
            reading.position: _choices(facts[key])
            for reading in found.readings
            if not reading.own and (key := header_key(reading.headers)) in facts
        }
        if not known:
            return found
        again = self.look(sheets, replace(request, sheets=known), cancelled)
        return replace(again, recalled=frozenset(known))

    @without_collection()
    def look(self, sheets: Sequence[Sheet], request: ImportRequest, cancelled: Callable[[], bool]) -> Understanding:
        """The reading of sheets by what the request says of each."""
        readings = understand(sheets, reading_options(self._desk, request), stopping(cancelled))
        return Understanding(readings, dict(request.sheets))

    def remember(self, said: Iterable[tuple[Sequence[str], SheetChoices]]) -> None:
        """Keep what was said of sheets, by the headers they had at the first look."""
        with self._desk.read() as source:
            facts = settings(source)
        values = {header_key(headers): _kept(choices) for headers, choices in said if choices != NO_CHOICES}
        news = {key: value for key, value in values.items() if facts.get(key) != value}
        if news:
            with self._desk.workspace.unit(_("Remember how sheets are read"), _ACTOR) as unit:
                put_settings(unit, news)

    def save_failed_rows(self, result: ImportResult, path: Path) -> int:
        """Write the rows that failed as a workbook to be mended and imported again; returns how many.

        Raises StorageUnavailableError when it cannot be written.
        """
        return sum(write_error_rows(path, result.failed_rows).values())


def header_key(headers: Iterable[str]) -> str:
    """What a set of headers is known by, in whatever order they stand."""
    told = "\x1f".join(sorted({" ".join(header.split()).casefold() for header in headers}))
    return _KEY + hashlib.sha256(told.encode()).hexdigest()[:40]


def _kept(choices: SheetChoices) -> dict[str, Any]:
    return {
        "mapping": dict(choices.mapping),
        "header_row": choices.header_row,
        "date_order": choices.date_order,
        "outcomes": dict(choices.outcomes),
    }


def _choices(value: Any) -> SheetChoices:
    # What was kept before outcomes could be chosen has none.
    return SheetChoices(value["mapping"], value["header_row"], value["date_order"], value.get("outcomes", {}))
