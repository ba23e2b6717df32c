"""Commands that make a workspace and take care of it."""

from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import Any

from crmdesk.cli import words
from crmdesk.cli.answer import Answer, Block, Grid
from crmdesk.cli.arguments import Commands
from crmdesk.cli.job import job
from crmdesk.cli.self_test import test_itself
from crmdesk.cli.session import Session
from crmdesk.i18n import _

REFUSED = 3


def add_commands(commands: Commands) -> None:
    """Add the group."""
    commands.group(_("Workspace"))
    new = commands.add("new", _("create a workspace with the default lists in your language"), create)
    new.add_argument("path", metavar="PATH", type=Path, help=_("the file to create, such as sales.crmdesk"))
    new.add_argument("--demo", action="store_true", help=_("fill it with a sample company to try things with"))
    new.add_argument("--currency", metavar="CODE", default="CNY", help=_("the currency of amounts; CNY if not given"))
    new.add_argument(
        "--industry",
        metavar="PACK",
        action="append",
        default=[],
        help=_("an industry's lists besides; may be repeated"),
    )
    backup = commands.add("backup", _("make a verified copy"), back_up)
    backup.add_argument(
        "out", metavar="OUT", type=Path, nargs="?", help=_("the copy; beside the workspace if not given")
    )
    restore = commands.add("restore", _("make a workspace what a backup holds"), restore_backup)
    restore.add_argument("file", metavar="FILE", type=Path, help=_("the backup"))
    restore.add_argument("--to", metavar="PATH", type=Path, help=_("restore to this file instead of the workspace"))
    check = commands.add("check", _("look whether everything is in order"), check_order)
    check.add_argument("--repair", action="store_true", help=_("put right what can be, after a backup"))
    commands.add("self-test", _("do the main job in a scratch workspace and report versions"), test_itself)


def create(session: Session) -> Answer:
    """``new``."""
    from crmdesk.wiring import new_services

    options = session.options
    with ExitStack() as stack:
        services = new_services(
            options.path,
            session.clock,
            session.actor(),
            currency=options.currency,
            packs=tuple(options.industry),
            sample=stack.enter_context(job(_("Sample data"))) if options.demo else None,
        )
    size = services.demo.size()
    document = {"workspace": str(options.path), **asdict(size)}
    return Answer(document, (_("Created: {file}").format(file=options.path),))


def back_up(session: Session) -> Answer:
    """``backup``."""
    services = session.services()
    with job(_("Copying")) as watched:
        made = services.care.back_up(session.options.out, watched.step)
    return Answer({"file": str(made)}, (_("Written: {file}").format(file=made),))


def restore_backup(session: Session) -> Answer:
    """``restore``; the workspace may be missing or damaged."""
    from crmdesk.services.care import restore_backup as restore

    options = session.options
    target = options.to or session.workspace()
    with job(_("Restoring")) as watched:
        result = restore(options.file, target, session.clock, watched.step)
    return Answer(
        {"workspace": str(result.workspace), "restored_from": str(result.restored_from)},
        (_("Restored: {file}").format(file=result.workspace),),
    )


def check_order(session: Session) -> Answer:
    """``check``; something found that is still there afterwards ends with its own exit code."""
    care = session.services().care
    wanted = session.options.repair
    with job(_("Checking")) as watched:
        found = care.repair(watched.progress) if wanted else care.check(watched.step)
        left = care.check(watched.progress) if wanted and found else found
    rows: list[dict[str, Any]] = [
        {
            "code": finding.code,
            "count": finding.count,
            "message": finding.sentence,
            "repairable": finding.repairable,
        }
        for finding in found
    ]
    document = {"ok": not left, "n": len(rows), "rows": rows, "repaired": wanted and len(left) < len(found)}
    grid = Grid(
        (_("What is not in order"), _("Count"), _("Can be repaired")),
        tuple((row["message"], words.count(row["count"]), _("yes") if row["repairable"] else _("no")) for row in rows),
        numbers=frozenset({1}),
    )
    blocks: tuple[Block, ...] = (_("Everything is in order."),)
    if found:
        verdict = _("crmdesk check --repair puts right what can be.") if left else _("All of it was put right.")
        blocks = (grid, _("Not all of it can be put right.") if left and wanted else verdict)
    return Answer(document, blocks, REFUSED if left else 0)
