"""What is asked of an import, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from crmdesk.exchange.tables.meaning.dates import DateOrder
from crmdesk.exchange.tables.meaning.options import SheetChoices
from crmdesk.exchange.tables.records import CellIssue
from crmdesk.exchange.tables.writing.error_rows import FailedRows
from crmdesk.services.importing.outcomes import RowOutcome
from crmdesk.services.importing.reason_words import UnknownReason, Words


class DuplicatePolicy(StrEnum):
    """What to do with a row that is already there: bring it up to date, leave it alone, or add it once more."""

    UPDATE = "update"
    SKIP = "skip"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """Files that belong together, and how to read them.

    ``mapping`` overrides what a header means; ``owner`` is for rows that name none; ``me`` is who did what the rows
    tell without naming anybody; ``date_order`` is ymd, dmy or mdy; failed rows are written to ``errors``.
    ``sheets`` are a person's choices by the position of a sheet, ``fixes`` what is to stand in a cell instead, by
    sheet, row and column (all from 0), ``reasons`` what words for loss reasons mean: the uid of a reason, or
    ``reason_words.AS_NEW``. With ``in_detail`` the result says of each row what becomes of it.
    """

    files: tuple[Path, ...]
    dry_run: bool = False
    mapping: Mapping[str, str] = field(default_factory=dict)
    on_duplicate: DuplicatePolicy = DuplicatePolicy.UPDATE
    owner: str = ""
    me: str = ""
    date_order: DateOrder | None = None
    errors: Path | None = None
    sheets: Mapping[int, SheetChoices] = field(default_factory=dict)
    fixes: Mapping[tuple[int, int, int], str] = field(default_factory=dict)
    reasons: Mapping[Words, str] = field(default_factory=dict)
    in_detail: bool = False


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What came of an import; each row counts once, by its strongest effect.

    ``by_type`` counts created, updated and unchanged things per kind (customer, contact, deal, touch, loss, tag).
    ``batch`` is empty when nothing was written; ``notes`` are remarks about the files as a whole. ``failed_rows`` can
    be written as a workbook to be mended; ``outcomes`` are there if they were asked for, in the order of the files.
    ``new_stages`` are the names of those that the pipeline does not have before the import, ``unknown_reasons`` the
    words for loss reasons that meant nothing before it; unless somebody said what they mean they became new reasons.
    """

    kind: str
    read: int
    created: int
    updated: int
    unchanged: int
    skipped: int
    failed: int
    by_type: Mapping[str, Mapping[str, int]]
    issues: tuple[CellIssue, ...]
    batch: str
    notes: tuple[str, ...] = ()
    failed_rows: tuple[FailedRows, ...] = ()
    outcomes: tuple[RowOutcome, ...] = ()
    new_stages: tuple[str, ...] = ()
    unknown_reasons: tuple[UnknownReason, ...] = ()
