"""Commands about customers and their timeline."""

from crmdesk.i18n import _
from crmdesk.ui.commands.command import CUSTOMER, Command, has_customer, is_open

NUMBERED_TEMPLATES = range(1, 10)
"""Quick notes that have a key of their own, by their place in the row."""


def customers_commands() -> tuple[Command, ...]:
    """In the order of the menu."""
    return (
        Command(
            "customer.new", _("New customer…"), CUSTOMER,
            _("Add a customer"), "Ctrl+N", "user-plus", 0, is_open,
        ),
        Command(
            "customer.rename", _("Rename customer"), CUSTOMER,
            _("Correct the name of this customer"), "Shift+F2", "pencil", 0, has_customer,
        ),
        Command(
            "touch.start", _("Log a touch"), CUSTOMER,
            _("Write down a call, a message or a visit"), "Ctrl+L", "zap", 1, is_open,
        ),
        Command(
            "touch.save", _("Save the touch"), CUSTOMER,
            _("Put what you wrote on the timeline"), "Ctrl+Return", "check", 1, has_customer, also=("Ctrl+Enter",),
        ),
        Command(
            "touch.next_step", _("Write the next step"), CUSTOMER,
            _("Say what is to be done next, and when"), "Alt+N", "flag", 1, has_customer,
        ),
        Command(
            "touch.template", _("Quick notes…"), CUSTOMER,
            _("Choose among all quick notes"), "Alt+0", "zap", 2, has_customer,
        ),
        *(
            Command(
                f"touch.template_{number}", _("Quick note {n}").format(n=number), CUSTOMER,
                _("Fill in the quick note with this number"), f"Alt+{number}", "", 2, has_customer,
            )
            for number in NUMBERED_TEMPLATES
        ),
    )  # fmt: skip
