"""Commands about customers and their timeline."""

from crmdesk.i18n import _
from crmdesk.ui.commands.command import CUSTOMER, Command, has_customer, is_open


def customers_commands() -> tuple[Command, ...]:
    """In the order of the menu."""
    return (
        Command(
            "customer.new", _("New customer…"), CUSTOMER,
            _("Add a customer"), "Ctrl+N", "user-plus", 0, is_open,
        ),
        Command(
            "touch.start", _("Log a touch"), CUSTOMER,
            _("Write down a call, a message or a visit"), "Ctrl+L", "zap", 1, is_open,
        ),
        Command(
            "touch.save", _("Save the touch"), CUSTOMER,
            _("Put what you wrote on the timeline"), "Ctrl+Return", "check", 1, has_customer,
        ),
    )  # fmt: skip
