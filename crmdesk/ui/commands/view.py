"""Commands that lead to a screen or change how the window looks."""

from crmdesk.i18n import _
from crmdesk.ui.commands.command import VIEW, Command, is_open
from crmdesk.ui.commands.context import CUSTOMERS


def view_commands() -> tuple[Command, ...]:
    """In the order of the menu."""
    return (
        Command(
            "view.customers", _("Customers"), VIEW,
            _("Everybody you sell to, and what happened"), "Ctrl+1", "users", 0, is_open,
        ),
        Command(
            "view.losses", _("Lost pool"), VIEW,
            _("Why deals are lost"), "Ctrl+2", "chart-column", 0, is_open,
        ),
        Command(
            "view.back", _("Back to chart"), VIEW,
            _("Return to the lost deals as you left them"), "Alt+Left", "arrow-left", 0,
            lambda context: context.came_from_losses and context.screen == CUSTOMERS,
        ),
        Command(
            "view.as_system", _("Light or dark as the system"), VIEW,
            _("Follow the system's colours"), group=1, mode="",
        ),
        Command(
            "view.light", _("Light"), VIEW,
            _("Dark text on light ground"), group=1, mode="light",
        ),
        Command(
            "view.dark", _("Dark"), VIEW,
            _("Light text on dark ground"), group=1, mode="dark",
        ),
    )  # fmt: skip
