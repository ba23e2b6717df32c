"""One import on its way, without a widget: read, understood, counted, done. All work happens off the window's thread.

What a person says on the way is kept in one frozen request; every change of it is worked out anew.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from crmdesk.domain.errors import CrmError
from crmdesk.exchange.tables.meaning.options import SheetChoices
from crmdesk.qt.tasks import Watch
from crmdesk.services.importing import DuplicatePolicy, ImportRequest, Understanding
from crmdesk.services.importing.sources import read_block, read_files
from crmdesk.ui.workbench import TABLES, Workbench

if TYPE_CHECKING:
    from crmdesk.exchange.tables.sheet import Sheet
    from crmdesk.services.importing import ImportResult

Result = TypeVar("Result")


class Phase(Enum):
    """What is being done."""

    READING = auto()
    LOOKING = auto()
    COUNTING = auto()
    IMPORTING = auto()


class ImportSession(QObject):
    """``understood`` and ``counted`` come again after each change; ``failed`` tells the error and the phase."""

    began = Signal(object)
    progressed = Signal(object, object)
    understood = Signal(object)
    counted = Signal(object)
    imported = Signal(object)
    failed = Signal(object, object)

    def __init__(self, bench: Workbench, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services, self._runner = bench.services, bench.runner
        self._sheets: tuple[Sheet, ...] = ()
        self._first: Understanding | None = None
        self.understanding: Understanding | None = None
        self.result: ImportResult | None = None
        self.request = ImportRequest(())

    @property
    def sheets(self) -> "tuple[Sheet, ...]":
        """What has been read."""
        return self._sheets

    def read(self, files: Sequence[Path]) -> None:
        """Begin with files that belong together."""
        chosen = tuple(files)
        self._begin(chosen, lambda watch: read_files(chosen, progress=watch.progress, cancelled=watch.cancelled))

    def read_text(self, text: str, name: str) -> None:
        """Begin with a block out of a spreadsheet; ``name`` is what it is called."""
        self._begin(
            (Path(name),), lambda watch: read_block(text, name, progress=watch.progress, cancelled=watch.cancelled)
        )

    def choose(self, position: int, choices: SheetChoices) -> None:
        """Read a sheet otherwise than before."""
        self._ask(replace(self.request, sheets={**self.request.sheets, position: choices}))
        self._look()

    def set_policy(self, policy: DuplicatePolicy) -> None:
        """Say what to do with rows that are there already."""
        self._ask(replace(self.request, on_duplicate=policy))
        self.count()

    def set_owner(self, owner: str) -> None:
        """Say whose the rows are that name nobody."""
        if owner != self.request.owner:
            self._ask(replace(self.request, owner=owner))
            self.count()

    def mean(self, reasons: Mapping[tuple[str, str], str]) -> None:
        """Say what words for loss reasons mean."""
        self._ask(replace(self.request, reasons={**self.request.reasons, **reasons}))
        self.count()

    def fix(self, sheet: int, row: int, column: int, text: str) -> None:
        """Let a cell say something else."""
        self._ask(replace(self.request, fixes={**self.request.fixes, (sheet, row, column): text}))
        self.count()

    def count(self) -> None:
        """Do everything and take it back again, to see what would happen."""
        request = replace(self.request, dry_run=True, in_detail=True)
        self._run(Phase.COUNTING, lambda watch: self._import(request, watch), self._counted)

    def carry_out(self) -> None:
        """Import."""
        request = replace(self.request, dry_run=False, in_detail=False)
        self._run(Phase.IMPORTING, lambda watch: self._import(request, watch), self._imported)

    @property
    def asks_for_reasons(self) -> bool:
        """Whether there are words for loss reasons of which nobody has said yet what they mean."""
        unknown = self.result.unknown_reasons if self.result is not None else ()
        return any(each.words not in self.request.reasons for each in unknown)

    def cancel(self) -> None:
        """Stop what is going on; nothing is then changed."""
        self._runner.cancel(TABLES)

    def _begin(self, files: tuple[Path, ...], work: "Callable[[Watch], tuple[Sheet, ...]]") -> None:
        self._sheets, self._first, self.understanding, self.result = (), None, None, None
        self._ask(ImportRequest(files))
        self._run(Phase.READING, work, self._read)

    def _ask(self, request: ImportRequest) -> None:
        self.request = request

    def _read(self, sheets: "tuple[Sheet, ...]") -> None:
        self._sheets = sheets
        self._look()

    def _look(self) -> None:
        request, sheets, service = self.request, self._sheets, self._services.import_preparation
        look = service.first_look if self._first is None else service.look
        self._run(Phase.LOOKING, lambda watch: look(sheets, request, watch.cancelled), self._looked)

    def _looked(self, found: Understanding) -> None:
        if self._first is None:
            self._first = found
            self._ask(replace(self.request, sheets=found.choices))
        self.understanding = replace(found, recalled=self._first.recalled)
        self.understood.emit(self.understanding)

    def _import(self, request: ImportRequest, watch: Watch) -> "ImportResult":
        return self._services.imports.import_sheets(
            self._sheets, request, progress=watch.progress, cancelled=watch.cancelled
        )

    def _counted(self, result: "ImportResult") -> None:
        self.result = result
        self.counted.emit(result)

    def _imported(self, result: "ImportResult") -> None:
        self.result = result
        self.imported.emit(result)

    def said(self) -> list[tuple[Sequence[str], SheetChoices]]:
        """What the person has settled of sheets, by the headers those had at first."""
        choices: Mapping[int, SheetChoices] = self.request.sheets
        readings = self._first.readings if self._first else ()
        return [(r.headers, choices[r.position]) for r in readings if r.position in choices and not r.own]

    def _run(self, phase: Phase, work: Callable[[Watch], Result], done: Callable[[Result], None]) -> None:
        def fail(error: CrmError) -> None:
            self.failed.emit(error, phase)

        self._runner.start(TABLES, work, done=done, failed=fail, progressed=self.progressed.emit)
        self.began.emit(phase)
