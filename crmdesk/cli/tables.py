"""Commands that bring tables in and out."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crmdesk.cli import words
from crmdesk.cli.answer import Answer, Block, Grid
from crmdesk.cli.arguments import Commands, add_filter, split_at_commas
from crmdesk.cli.job import job
from crmdesk.cli.session import Session
from crmdesk.domain.errors import ValidationError
from crmdesk.domain.file_failures import failure_words
from crmdesk.i18n import _, ngettext

if TYPE_CHECKING:
    from crmdesk.services.importing import ImportResult, UnknownReason

_ISSUES_SHOWN = 20


def add_commands(commands: Commands) -> None:
    """Add the group."""
    commands.group(_("Tables in and out"))
    parser = commands.add("import", _("bring in customers, deals and more from tables; all or nothing"), import_files)
    parser.add_argument(
        "files", metavar="FILE", nargs="+", type=Path, help=_("tables that belong together: .xlsx, .xls, .ods, .csv")
    )
    parser.add_argument(
        "--as",
        dest="kind",
        metavar="KIND",
        choices=("auto", "table"),
        default="auto",
        help=_("what the files are: auto or table"),
    )
    parser.add_argument("--dry-run", action="store_true", help=_("count what would happen, write nothing"))
    parser.add_argument(
        "--mapping",
        metavar="FILE",
        type=Path,
        help=_("a JSON file that says what headers mean: {example}").format(example='{"header": "target"}'),
    )
    parser.add_argument(
        "--on-duplicate",
        choices=("update", "skip", "new"),
        default="update",
        help=_("what to do with rows that are there already"),
    )
    parser.add_argument("--owner", metavar="NAME", default="", help=_("the owner of rows that name none"))
    parser.add_argument("--me", metavar="NAME", default="", help=_("who did what the rows tell without naming anybody"))
    parser.add_argument(
        "--date-order", choices=("ymd", "dmy", "mdy"), help=_("how dates such as 3/4/26 are to be read")
    )
    parser.add_argument(
        "--errors", metavar="OUT.xlsx", type=Path, help=_("write the failed rows with the reasons here")
    )
    export = commands.add("export", _("write a workbook"), export_workbook)
    export.add_argument("out", metavar="OUT.xlsx", type=Path, help=_("the workbook to write"))
    export.add_argument(
        "--what",
        metavar="SHEETS",
        action="append",
        default=[],
        help=_("only these sheets, such as customers,deals,losses"),
    )
    add_filter(export)


def import_files(session: Session) -> Answer:
    """``import``."""
    from crmdesk.services.importing import DuplicatePolicy, ImportRequest

    options = session.options
    request = ImportRequest(
        files=tuple(options.files),
        dry_run=options.dry_run,
        mapping=_mapping(options.mapping) if options.mapping else {},
        on_duplicate=DuplicatePolicy(options.on_duplicate),
        owner=options.owner,
        me=options.me,
        date_order=options.date_order,
        errors=options.errors,
    )
    services = session.services()
    with job(_("Importing")) as watched:
        result = services.imports.apply_import(request, progress=watched.progress, cancelled=watched.cancelled)
    return Answer(_document(result), tuple(_blocks(result, dry_run=request.dry_run)))


def export_workbook(session: Session) -> Answer:
    """``export``."""
    options = session.options
    services = session.services()
    with job(_("Exporting")) as watched:
        rows = services.exports.export(
            options.out,
            what=split_at_commas(options.what),
            expression=options.filter,
            progress=watched.progress,
            cancelled=watched.cancelled,
        )
    grid = Grid(
        (_("Sheet"), _("Rows")),
        tuple((sheet, words.count(number)) for sheet, number in rows.items()),
        numbers=frozenset({1}),
    )
    return Answer({"rows": dict(rows)}, (grid, _("Written: {file}").format(file=options.out)))


def _mapping(file: Path) -> dict[str, str]:
    try:
        mapping = json.loads(file.read_text("utf-8-sig"))
    except OSError as error:
        raise ValidationError(
            _("The mapping “{file}” cannot be read: {reason}.").format(file=file, reason=failure_words(error)),
            field="mapping",
        ) from error
    except (ValueError, RecursionError) as error:
        raise ValidationError(_("The mapping “{file}” is not JSON.").format(file=file), field="mapping") from error
    if not isinstance(mapping, dict) or not all(isinstance(target, str) for target in mapping.values()):
        raise ValidationError(
            _("The mapping “{file}” must be one object that names a target for each header.").format(file=file),
            field="mapping",
        )
    return mapping


def _document(result: "ImportResult") -> dict[str, Any]:
    return {
        "kind": result.kind,
        "read": result.read,
        "created": result.created,
        "updated": result.updated,
        "unchanged": result.unchanged,
        "skipped": result.skipped,
        "failed": result.failed,
        "by_type": {name: dict(counts) for name, counts in result.by_type.items()},
        "issues": [{"where": issue.where, "value": issue.value, "reason": issue.reason} for issue in result.issues],
        "notes": list(result.notes),
        "unknown_reasons": [_unknown_reason(unknown) for unknown in result.unknown_reasons],
        "batch": result.batch or None,
    }


def _unknown_reason(unknown: "UnknownReason") -> dict[str, Any]:
    return {"reason": unknown.reason, "subreason": unknown.subreason or None, "rows": unknown.rows}


def _unknown_reasons(result: "ImportResult") -> list[Block]:
    """Words for loss reasons that nobody here knew, so that whoever imports can make them words for others."""
    if not result.unknown_reasons:
        return []
    rows = tuple((one.reason, one.subreason, words.count(one.rows)) for one in result.unknown_reasons)
    grid = Grid((_("New loss reason"), _("Sub-reason"), _("Rows")), rows, numbers=frozenset({2}))
    return [grid]


def _blocks(result: "ImportResult", *, dry_run: bool) -> list[Block]:
    blocks: list[Block] = [_("Nothing was written; this is what would happen.")] if dry_run else []
    blocks.append(
        Grid(
            (),
            (
                (_("Rows read"), words.count(result.read)),
                (_("Created"), words.count(result.created)),
                (_("Updated"), words.count(result.updated)),
                (_("Unchanged"), words.count(result.unchanged)),
                (_("Skipped"), words.count(result.skipped)),
                (_("Failed"), words.count(result.failed)),
            ),
            numbers=frozenset({1}),
        )
    )
    blocks.append(_types(result))
    blocks += _unknown_reasons(result)
    blocks += result.notes
    if result.issues:
        blocks += _issues(result)
    return blocks


def _types(result: "ImportResult") -> Grid:
    names = {
        "customer": _("Customers"),
        "contact": _("People"),
        "deal": _("Deals"),
        "touch": _("Touches"),
        "loss": _("Losses"),
        "tag": _("Tags"),
    }
    columns = ("created", "updated", "unchanged")
    return Grid(
        ("", _("Created"), _("Updated"), _("Unchanged")),
        tuple(
            (names.get(kind, kind), *(words.count(counts.get(column, 0)) for column in columns))
            for kind, counts in result.by_type.items()
        ),
        numbers=frozenset({1, 2, 3}),
    )


def _issues(result: "ImportResult") -> list[Block]:
    shown = result.issues[:_ISSUES_SHOWN]
    blocks: list[Block] = [
        Grid(
            (_("Where"), _("Value"), _("What is wrong")),
            tuple((issue.where, issue.value, issue.reason) for issue in shown),
        )
    ]
    left = len(result.issues) - len(shown)
    if left:
        blocks.append(
            ngettext(
                "{n} more; --json lists them all, --errors writes the failed rows.",
                "{n} more; --json lists them all, --errors writes the failed rows.",
                left,
            ).format(n=words.count(left))
        )
    return blocks
