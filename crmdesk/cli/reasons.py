"""Commands about the loss reasons: out into a file or a sheet, and in from one."""

from pathlib import Path

from crmdesk.cli import words
from crmdesk.cli.answer import Answer, Grid
from crmdesk.cli.arguments import Commands, Verbs
from crmdesk.cli.session import Session
from crmdesk.domain.reason_set import ReasonOutcome
from crmdesk.i18n import _, ngettext


def add_commands(commands: Commands) -> None:
    """Add the verbs, to the group before."""
    verbs = Verbs(commands.add("reasons", _("bring the loss reasons out and in"), None))
    out = verbs.add("export", _("write all loss reasons to a file or a sheet"), export_reasons)
    out.add_argument("out", metavar="OUT.json|.xlsx", type=Path, help=_("the file to write"))
    taken = verbs.add("import", _("take loss reasons in; nothing is deleted or renamed"), import_reasons)
    taken.add_argument(
        "file", metavar="IN", type=Path, help=_("a file that “reasons export” wrote, or a sheet like it")
    )
    taken.add_argument("--dry-run", action="store_true", help=_("say what would happen, write nothing"))
    taken.add_argument("--errors", metavar="OUT.xlsx", type=Path, help=_("write the rows that cannot be read here"))


def export_reasons(session: Session) -> Answer:
    """``reasons export``."""
    out: Path = session.options.out
    configuration = session.services().configuration
    name = configuration.company.company().name or _("Our loss reasons")
    count = len(configuration.reason_sets.write(name, None, out).reasons)
    told = ngettext("{n} loss reason saved as {file}.", "{n} loss reasons saved as {file}.", count)
    return Answer({"file": str(out), "reasons": count}, (told.format(n=words.count(count), file=out),))


def import_reasons(session: Session) -> Answer:
    """``reasons import``."""
    options = session.options
    sets = session.services().configuration.reason_sets
    found = sets.read(options.file)
    if options.errors is not None and found.issues:
        sets.save_failed_rows(found, options.errors)
    lines = sets.outlook(found.reasons) if options.dry_run else sets.take_in(found.reasons)[0]
    counts = {outcome.value: sum(line.outcome is outcome for line in lines) for outcome in ReasonOutcome}
    document = {
        **counts,
        "failed": len(found.issues),
        "rows": [{"reason": line.name, "above": line.above or None, "outcome": line.outcome.value} for line in lines],
        "issues": [{"row": issue.row, "reason": issue.reason} for issue in found.issues],
    }
    told = {
        _("New"): counts["new"],
        _("Changed"): counts["changed"],
        _("Unchanged"): counts["same"],
        _("Retired"): counts["retired"],
        _("Failed"): len(found.issues),
    }
    grid = Grid((), tuple((name, words.count(count)) for name, count in told.items()), numbers=frozenset({1}))
    issues = tuple(_("Row {n}: {reason}").format(n=issue.row, reason=issue.reason) for issue in found.issues)
    rehearsed = (_("Nothing was written; this is what would happen."),) if options.dry_run else ()
    return Answer(document, (*rehearsed, grid, *issues))
