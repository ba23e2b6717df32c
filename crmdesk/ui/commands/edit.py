"""Commands to take back, do again, look back and find."""

from crmdesk.i18n import _
from crmdesk.ui.commands.command import EDIT, Command, is_idle, is_open


def edit_commands() -> tuple[Command, ...]:
    """In the order of the menu."""
    return (
        Command(
            "edit.undo", _("Undo"), EDIT,
            _("Take back the last change"), "Ctrl+Z", "undo-2",
            enabled_when=lambda context: context.can_undo,
        ),
        Command(
            "edit.redo", _("Redo"), EDIT,
            _("Do again what was taken back"), "Ctrl+Shift+Z", "redo-2",
            enabled_when=lambda context: context.can_redo, also=("Ctrl+Y",),
        ),
        Command(
            "edit.history", _("History…"), EDIT,
            _("See what was done, and go back to an earlier state"), "Ctrl+H", "history", 1, is_idle,
        ),
        Command(
            "edit.bin", _("Bin…"), EDIT,
            _("Bring back what was deleted"), "", "trash-2", 1, is_idle,
        ),
        Command(
            "edit.paste_table", _("Paste a table"), EDIT,
            _("Bring in the rows copied from a spreadsheet"), "Ctrl+V", "clipboard-paste", 2, is_idle,
        ),
        Command(
            "edit.search", _("Search everything"), EDIT,
            _("Find customers, deals, what happened, and commands"), "Ctrl+K", "search", 3, is_open,
        ),
    )  # fmt: skip
