"""Commands about the tags of customers and those selected among them."""

from crmdesk.i18n import _
from crmdesk.ui.commands.command import PORTRAIT as MENU
from crmdesk.ui.commands.command import Command
from crmdesk.ui.commands.context import PORTRAIT, CommandContext


def _shown(context: CommandContext) -> bool:
    return context.is_open and context.screen == PORTRAIT


def _some(context: CommandContext) -> bool:
    return _shown(context) and context.tags_selected > 0


def portrait_commands() -> tuple[Command, ...]:
    """In the order of the menu."""
    return (
        Command(
            "portrait.open", _("Show these customers"), MENU,
            _("Go to the customers that have the selected tags"), "Ctrl+Alt+O", "users", 0, _some,
        ),
        Command(
            "portrait.save_view", _("Save as view…"), MENU,
            _("Keep the customers of the selected tags under a name"), "Ctrl+Alt+S", "bookmark", 0, _some,
        ),
        Command(
            "portrait.export", _("Customers to Excel…"), MENU,
            _("Write the customers of the selected tags to a workbook"), "Ctrl+Alt+X", "file-output", 0, _some,
        ),
        Command(
            "portrait.exchange", _("Exchange the groups"), MENU,
            _("Compare the second group with the first instead"), "Ctrl+Alt+G", "arrow-left-right", 1, _shown,
        ),
        Command(
            "portrait.all", _("Show all tags"), MENU,
            _("Give up everything the tags and customers are narrowed down by"), "Ctrl+Alt+A", "list-x", 1, _shown,
        ),
        Command(
            "portrait.reach", _("Clouds or reach"), MENU,
            _("Show whom the clouds leave out and if they narrow, or the clouds"), "Ctrl+Alt+4", "radar", 1, _shown,
        ),
        Command(
            "portrait.table", _("Table at the right"), MENU,
            _("Show or hide the table of all tags"), "Ctrl+Alt+T", "panel-right", 1, _shown,
        ),
        Command(
            "portrait.copy", _("Copy the tags"), MENU,
            _("Put the selected tags, or all, on the clipboard as a table"), "Ctrl+Alt+K", "copy", 2, _shown,
        ),
        Command(
            "portrait.picture", _("Clouds as a picture…"), MENU,
            _("Write the clouds as they are shown to a PNG or SVG file"), "Ctrl+Alt+I", "image", 2, _shown,
        ),
        Command(
            "portrait.odds_picture", _("Bars as a picture…"), MENU,
            _("Write what sets the groups apart to a PNG or SVG file"), "", "chart-column", 2, _shown,
        ),
        Command(
            "portrait.workbook", _("Portrait as a workbook…"), MENU,
            _("Write all tags with their numbers to an Excel workbook"), "Ctrl+Alt+W", "sheet", 2, _shown,
        ),
    )  # fmt: skip
