"""Commands to take back, do again and find."""

from crmdesk.i18n import _
from crmdesk.ui.commands.command import EDIT, Command, is_open


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
            enabled_when=lambda context: context.can_redo,
        ),
        Command(
            "edit.search", _("Search"), EDIT,
            _("Find customers by anything"), "Ctrl+K", "search", 1, is_open,
        ),
    )  # fmt: skip
