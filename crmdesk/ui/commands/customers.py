"""Commands about customers and their timeline."""

from crmdesk.i18n import _
from crmdesk.ui.commands.command import CUSTOMER, QUICK_NOTES, Command, has_customer, is_open
from crmdesk.ui.commands.context import CUSTOMERS, CommandContext

NUMBERED_TEMPLATES = range(1, 10)
"""Quick notes that have a key of their own, by their place in the row."""


NUMBERED_WAYS = range(1, 6)
"""The five quick ways of talking, by their place."""


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
            "customer.tag", _("Tags of the customers…"), CUSTOMER,
            _("Put tags on the selected customers, or take them off"), "", "tag", 0, has_customer,
        ),
        Command(
            "customer.owner", _("Owner of the customers…"), CUSTOMER,
            _("Give the selected customers to a colleague"), "", "user-pen", 0, has_customer,
        ),
        Command(
            "customer.copy", _("Copy customers"), CUSTOMER,
            _("Put the selected customers on the clipboard as a table (Ctrl+C in the list)"),
            "", "copy", 0, has_customer,
        ),
        Command(
            "customer.export", _("Export these customers…"), CUSTOMER,
            _("Write the selected customers, or all that are listed, to a file"), "", "file-output", 0, has_customer,
        ),
        Command(
            "customer.handover", _("Hand over or print…"), CUSTOMER,
            _("See the handover story and the customer sheet; print them, or save them as PDF or for the phone"),
            "Ctrl+P", "printer", 0, has_customer,
        ),
        Command(
            "customer.promptness", _("Answers and promises…"), CUSTOMER,
            _("How soon each of us answers, which enquiries wait, and how many promises are kept"),
            "", "gauge", 0, is_open,
        ),
        Command(
            "customer.delete", _("Delete customers"), CUSTOMER,
            _("Move the selected customers to the bin (Delete in the list)"), "", "trash-2", 0, has_customer,
        ),
        *_listing(),
        *_writing(),
    )  # fmt: skip


def _listing() -> tuple[Command, ...]:
    """Choosing who is listed."""
    return (
        Command(
            "customers.filter", _("Filter customers"), CUSTOMER,
            _("Find customers in the list by name, pinyin, phone or what you know of them"),
            "Ctrl+F", "search", 3, is_open,
        ),
        Command(
            "customers.show_all", _("Show all customers"), CUSTOMER,
            _("Give up every filter of the list"), "", "users", 3, is_open,
        ),
        Command(
            "customers.save_view", _("Save this view…"), CUSTOMER,
            _("Keep which customers are listed, and in which order, under a name"), "Ctrl+Alt+B", "bookmark", 3,
            _is_filtered,
        ),
    )  # fmt: skip


def _is_filtered(context: CommandContext) -> bool:
    """Some customers are listed, not all."""
    return context.screen == CUSTOMERS and context.are_customers_filtered


def _writing() -> tuple[Command, ...]:
    """Writing a touch down."""
    return (
        Command(
            "touch.quick_log", _("Log a touch"), CUSTOMER,
            _("Write down a call, a message or a visit, whatever is on the screen"), "Ctrl+L", "zap", 1,
        ),
        Command(
            "touch.start", _("Write on the timeline"), CUSTOMER,
            _("Go to where a touch with the customer shown is written down"), "Ctrl+T", "square-pen", 1, is_open,
        ),
        Command(
            "touch.save", _("Save the touch"), CUSTOMER,
            _("Put what you wrote on the timeline"), "Ctrl+Return", "check", 1, has_customer, also=("Ctrl+Enter",),
        ),
        Command(
            "touch.way", _("Choose the way"), CUSTOMER,
            _("Go to the ways of talking, where the digits choose"), "Alt+W", "messages-square", 1, has_customer,
        ),
        Command(
            "touch.next_step", _("Write the next step"), CUSTOMER,
            _("Say what is to be done next, and when"), "Alt+N", "flag", 1, has_customer,
        ),
        Command(
            "touch.kind", _("Kind of touch…"), CUSTOMER,
            _("Choose among all kinds of touches"), "Alt+K", "list", 1, has_customer,
        ),
        Command(
            "touch.template", _("Quick notes…"), CUSTOMER,
            _("Choose among all quick notes"), "Alt+0", "zap", 1, has_customer, inside=QUICK_NOTES,
        ),
        *(
            Command(
                f"touch.template_{number}", _("Quick note {n}").format(n=number), CUSTOMER,
                _("Fill in the quick note with this number"), f"Alt+{number}", "", 1, has_customer, inside=QUICK_NOTES,
            )
            for number in NUMBERED_TEMPLATES
        ),
    )  # fmt: skip
