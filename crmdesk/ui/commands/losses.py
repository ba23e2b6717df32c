"""Commands about the losses shown and those selected among them."""

from crmdesk.i18n import _
from crmdesk.ui.commands.command import LOSS, Command
from crmdesk.ui.commands.context import LOSSES, CommandContext


def _shown(context: CommandContext) -> bool:
    return context.is_open and context.screen == LOSSES


def _some(context: CommandContext) -> bool:
    return _shown(context) and context.losses_selected > 0


def _one(context: CommandContext) -> bool:
    return _shown(context) and context.losses_selected == 1


def losses_commands() -> tuple[Command, ...]:
    """In the order of the menu."""
    return (
        Command(
            "losses.open", _("Show on the timeline"), LOSS,
            _("Go to the customer, where the deal was lost"), "", "arrow-right", 0, _one,
        ),
        Command(
            "losses.win_back", _("Win back"), LOSS,
            _("Reopen the selected deals"), "Ctrl+Alt+R", "rotate-ccw", 1, _some,
        ),
        Command(
            "losses.change_reason", _("Change the reason…"), LOSS,
            _("Say anew why the selected deal was lost"), "Ctrl+Alt+L", "pencil", 1, _one,
        ),
        Command(
            "losses.review", _("Mark as reviewed"), LOSS,
            _("The lesson of the selected losses is learnt"), "Ctrl+Alt+V", "check", 1, _some,
        ),
        Command(
            "losses.unreview", _("Mark as not reviewed"), LOSS,
            _("The selected losses should be looked at again"), "", "", 1, _some,
        ),
        Command(
            "losses.copy", _("Copy the rows"), LOSS,
            _("Put the selected rows on the clipboard as a table"), "Ctrl+Shift+C", "copy", 2, _some,
        ),
        Command(
            "losses.export", _("Export these losses…"), LOSS,
            _("Write the table as it is shown to an Excel workbook"), "Ctrl+Shift+E", "sheet", 2, _shown,
        ),
        Command(
            "losses.clear", _("Show all losses"), LOSS,
            _("Give up everything the losses are narrowed down by"), "Ctrl+Alt+0", "list-x", 3, _shown,
        ),
        Command(
            "losses.replay", _("Replay at the right"), LOSS,
            _("Show or hide how the selected deal came to be lost"), "Ctrl+Alt+P", "panel-right", 3, _shown,
        ),
    )  # fmt: skip
