"""Commands about what was done: listing it, taking it back, doing it again."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from crmdesk.cli import records, words
from crmdesk.cli.answer import Answer, Grid
from crmdesk.cli.arguments import Commands, whole_number
from crmdesk.cli.session import Session
from crmdesk.i18n import _

if TYPE_CHECKING:
    from crmdesk.services.history import HistoryEntry


def add_commands(commands: Commands) -> None:
    """Add the group."""
    commands.group(_("History"))
    history = commands.add("history", _("list what was done, the newest first"), list_history)
    history.add_argument("--limit", metavar="N", type=whole_number, help=_("at most so many"))
    undo = commands.add("undo", _("take back your newest change"), undo_changes)
    undo.add_argument("--to", metavar="ID", type=whole_number, help=_("take back everything down to this change"))
    commands.add("redo", _("do again what was taken back last"), redo_change)


def list_history(session: Session) -> Answer:
    """``history``."""
    return _answer(session.services().history.history(session.options.limit))


def undo_changes(session: Session) -> Answer:
    """``undo``: the changes taken back, the newest first."""
    history = session.services().history
    last = session.options.to
    done = [history.undo()] if last is None else history.undo_to(last)
    taken_back = {target.id for target, _changes in done}
    return _answer([entry for entry in history.history() if entry.id in taken_back])


def redo_change(session: Session) -> Answer:
    """``redo``: the change as it has been done again."""
    history = session.services().history
    history.redo()
    mine = (entry for entry in history.history() if entry.kind == "redo" and entry.actor == session.actor())
    return _answer([next(mine)])


def _answer(entries: "Sequence[HistoryEntry]") -> Answer:
    rows = [
        {
            "id": entry.id,
            "label": entry.label,
            "actor": entry.actor,
            "at": records.time_text(entry.at),
            "rows": entry.rows,
            "kind": entry.kind,
        }
        for entry in entries
    ]
    kinds = {"do": "", "undo": _("taken back"), "redo": _("done again")}
    grid = Grid(
        (_("Id"), _("When"), _("Who"), _("Kind"), _("What"), _("Rows")),
        tuple(
            (str(entry.id), words.time(entry.at), entry.actor, kinds[entry.kind], entry.label, words.count(entry.rows))
            for entry in entries
        ),
        numbers=frozenset({0, 5}),
    )
    return Answer(records.listed(rows), (grid,))
