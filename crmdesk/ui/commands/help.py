"""Commands that explain the program."""

from crmdesk.i18n import _
from crmdesk.ui.commands.command import HELP, Command


def help_commands() -> tuple[Command, ...]:
    """In the order of the menu."""
    return (
        Command(
            "help.shortcuts", _("Keyboard shortcuts…"), HELP,
            _("Every command and its keys"), "F1", "keyboard", also=("Ctrl+/",),
        ),
        Command(
            "help.about", _("About crmdesk…"), HELP,
            _("The version, and whose work is in it"), "", "info", 1,
        ),
    )  # fmt: skip
