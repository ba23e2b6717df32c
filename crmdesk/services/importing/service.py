"""Importing tables: read, understood, matched and written in one unit of work, or not at all.

A dry run does the very same and is rolled back at the end, so its counts are those of the real import.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from traceback import clear_frames
from typing import Protocol

from crmdesk.domain.errors import CrmError
from crmdesk.exchange.tables.meaning.interpretation import Interpretation, interpret
from crmdesk.exchange.tables.records import ImportRow, SheetKind
from crmdesk.exchange.tables.sheet import Sheet
from crmdesk.exchange.tables.writing.error_rows import FailedRows, write_error_rows
from crmdesk.i18n import _
from crmdesk.services.collection import let_go, let_go_of, without_collection
from crmdesk.services.desk import Desk
from crmdesk.services.importing.contacts import ContactStep
from crmdesk.services.importing.customers import CustomerStep
from crmdesk.services.importing.deals import DealStep
from crmdesk.services.importing.first_touches import FirstTouchStep
from crmdesk.services.importing.job import Job
from crmdesk.services.importing.ledger import Effect
from crmdesk.services.importing.lists import Kinds, Stages
from crmdesk.services.importing.losses import LossStep
from crmdesk.services.importing.members import MemberStep
from crmdesk.services.importing.outcomes import outcomes_of
from crmdesk.services.importing.reason_words import Reasons
from crmdesk.services.importing.request import ImportRequest, ImportResult
from crmdesk.services.importing.soundness import row_issues
from crmdesk.services.importing.sources import read_files, reading_options, stopping, with_fixes
from crmdesk.services.importing.tags import TagStep
from crmdesk.services.importing.touches import TouchStep
from crmdesk.services.importing.voices import VoiceStep
from crmdesk.store.queries.identities import identities
from crmdesk.store.queries.import_batches import ImportBatch, import_batches
from crmdesk.store.repos.batches import add_batch, finish_batch, forget_batch
from crmdesk.store.unit import Unit

Progress = Callable[[int, int | None], None]
Cancelled = Callable[[], bool]

_KIND = "table"
_STEPS, _KEEPING = 9, 3
"""What is to be done, and what keeping it takes beside that: journal and search index are written at the end."""


class _Step(Protocol):
    """One kind of thing that rows speak of."""

    def run(self) -> None:
        """Match all rows, then write what is new and what has changed."""


class ImportService:
    """Imports of tables."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @without_collection()
    def apply_import(self, request: ImportRequest, *, progress: Progress, cancelled: Cancelled) -> ImportResult:
        """Import files that belong together, as one change set.

        Raises ImportRejectedError when a file cannot be read and CancelledError on request; nothing is then written.
        """
        sheets = read_files(request.files, progress=progress, cancelled=cancelled)
        return self.import_sheets(sheets, request, progress=progress, cancelled=cancelled)

    @without_collection()
    def import_sheets(
        self, sheets: Sequence[Sheet], request: ImportRequest, *, progress: Progress, cancelled: Cancelled
    ) -> ImportResult:
        """``apply_import`` for what has been read already; the files of the request only give the import its name."""
        request = replace(request, me=request.me or self._desk.actor)
        sheets = with_fixes(sheets, request.fixes)
        progress(0, None)
        pause = stopping(cancelled)
        read = interpret(sheets, reading_options(self._desk, request), pause)
        pause()
        now = self._desk.clock.now().local
        checked = [_checked(row, self._desk.currency, now) for row in read.rows]
        pause()
        if not request.dry_run:
            self._desk.back_up("before-import", at_once=True)
        failed_rows = _failed_rows(sheets, read, [row for row in checked if row.failed])

        def hand_back() -> None:
            if request.errors is not None and failed_rows:
                write_error_rows(request.errors, failed_rows)

        issues = (*read.issues, *(issue for row in checked for issue in row.issues))
        notes = tuple(f"{sheet.file}: {note}" for sheet in read.sheets for note in sheet.notes)
        count, failed = len(checked), sum(row.failed for row in checked)
        del read
        try:
            result = self._write(request, checked, hand_back, progress, cancelled)
        except CrmError as error:
            # What was half done is held by the frames that the error came through.
            clear_frames(error.__traceback__)
            raise
        finally:
            let_go(checked)
        return replace(result, read=count, failed=failed, issues=issues, notes=notes, failed_rows=failed_rows)

    def past_imports(self, limit: int | None = None) -> list[ImportBatch]:
        """The imports of this workspace that are in force, the newest first."""
        with self._desk.read() as source:
            return import_batches(source, self._desk.actor, limit)

    def _write(
        self,
        request: ImportRequest,
        checked: Sequence[ImportRow],
        hand_back: Callable[[], None],
        progress: Progress,
        cancelled: Cancelled,
    ) -> ImportResult:
        names = ", ".join(file.name for file in request.files)
        rows = [row for row in checked if not row.failed]
        with self._desk.change(
            _("Import {files}").format(files=names), cancelled=cancelled, keep=not request.dry_run, is_long=True
        ) as unit:
            job = self._run(unit, request, rows, progress)
            result = _result(job)
            if request.in_detail:
                result = replace(result, outcomes=outcomes_of(job, checked))
            if job.ledger.has_changes:
                counts = {"created": result.created, "updated": result.updated, "unchanged": result.unchanged}
                batch = finish_batch(unit, job.batch_id, counts)
            else:
                batch = forget_batch(unit, job.batch_id)
            # Before anything is final: when they cannot be written the person must not lose sight of the failed rows.
            hand_back()
        progress(_STEPS + _KEEPING, _STEPS + _KEEPING)
        return replace(result, batch="" if request.dry_run else batch)

    def _run(self, unit: Unit, request: ImportRequest, rows: Sequence[ImportRow], progress: Progress) -> Job:
        batch_id = add_batch(unit, _KIND, [file.name for file in request.files])
        history = any(touch.uid for row in rows for touch in row.touches)
        job = Job(self._desk, unit, request, rows, batch_id, brings_history=history)
        job.skipped = {number for number, row in enumerate(rows) if row.kind is SheetKind.UNKNOWN}
        for done, step in enumerate(_steps(job)):
            unit.check_cancelled()
            progress(done, _STEPS + _KEEPING)
            step.run()
            let_go_of(step)
        progress(_STEPS, _STEPS + _KEEPING)
        return job


def _steps(job: Job) -> Iterator[_Step]:
    """The steps in their order, each made when its turn has come."""
    known = identities(job.unit)
    stages, reasons = Stages(job.unit), Reasons(job.unit, job.request.reasons)
    job.unknown_reasons = reasons.unknown(job.rows)
    job.new_stages = stages.added
    # These look at what was there before the others wrote anything.
    touches, tags = TouchStep(job, Kinds(job.unit)), TagStep(job)
    yield MemberStep(job)
    yield CustomerStep(job, known)
    yield ContactStep(job, known)
    yield DealStep(job, known, stages, reasons)
    yield LossStep(job, stages, reasons)
    yield touches
    yield tags
    yield FirstTouchStep(job)
    yield VoiceStep(job, reasons)


def _checked(row: ImportRow, currency: str, now: datetime) -> ImportRow:
    found = row_issues(row, currency, now)
    return replace(row, issues=(*row.issues, *found)) if found else row


def _result(job: Job) -> ImportResult:
    skipped = len(job.skipped)
    created, updated = job.ledger.rows_with(Effect.CREATED), job.ledger.rows_with(Effect.UPDATED)
    return ImportResult(
        kind=_KIND,
        read=0,
        created=created,
        updated=updated,
        unchanged=len(job.rows) - skipped - created - updated,
        skipped=skipped,
        failed=0,
        by_type=job.ledger.by_type(),
        issues=(),
        batch="",
        new_stages=tuple(job.new_stages),
        unknown_reasons=job.unknown_reasons,
    )


def _failed_rows(sheets: Sequence[Sheet], read: Interpretation, failed: Sequence[ImportRow]) -> tuple[FailedRows, ...]:
    reasons: dict[int, dict[int, list[str]]] = {}
    for row in failed:
        fatal = [issue.reason for issue in row.issues if issue.fatal]
        reasons.setdefault(row.sheet, {})[row.row] = fatal
    return tuple(
        FailedRows(sheets[position], read.sheets[position].header_row, of_sheet)
        for position, of_sheet in sorted(reasons.items())
    )
