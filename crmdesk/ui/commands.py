"""Every command of the program in one table: menus, buttons and context menus are made from it.

A command is enabled by a pure function of a frozen context. Knows what can be asked for, not how it is done.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from crmdesk.domain.deal import DealStatus
from crmdesk.i18n import _

FILE, EDIT, VIEW, CUSTOMER, DEAL = "file", "edit", "view", "customer", "deal"
START, CUSTOMERS, LOSSES = "start", "customers", "losses"


@dataclass(frozen=True, slots=True)
class CommandContext:
    """What the window shows: the screen, what is selected, and what the journal can take back."""

    is_open: bool = False
    screen: str = START
    has_customer: bool = False
    deal_status: DealStatus | None = None
    can_undo: bool = False
    can_redo: bool = False
    came_from_losses: bool = False
    is_busy: bool = False


Handlers = Mapping[str, Callable[[], object]]
"""What each command does, by its id."""

Condition = Callable[[CommandContext], bool]


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a person can ask for; ``mode`` is set for those of which one of a group is always in force."""

    id: str
    title: str
    menu: str
    tip: str
    shortcut: str = ""
    icon: str = ""
    group: int = 0
    enabled_when: Condition = lambda _context: True
    mode: str | None = None


def _is_open(context: CommandContext) -> bool:
    return context.is_open


def _is_idle(context: CommandContext) -> bool:
    return context.is_open and not context.is_busy


def _has_customer(context: CommandContext) -> bool:
    return context.is_open and context.screen == CUSTOMERS and context.has_customer


def _deal_is(*statuses: DealStatus) -> Condition:
    return lambda context: _has_customer(context) and context.deal_status in statuses


_GOING = (DealStatus.OPEN, DealStatus.HOLD)
_ENDED = (DealStatus.WON, DealStatus.LOST, DealStatus.INVALID, DealStatus.HOLD)


def command_table() -> tuple[Command, ...]:
    """All commands in the order of the menus, titled in the active language."""
    return (*_file_commands(), *_edit_commands(), *_view_commands(), *_customer_commands(), *_deal_commands())


def menu_titles() -> dict[str, str]:
    """The menus in their order."""
    return {FILE: _("&File"), EDIT: _("&Edit"), VIEW: _("&View"), CUSTOMER: _("&Customer"), DEAL: _("&Deal")}


def _file_commands() -> tuple[Command, ...]:
    return (
        Command(
            "workspace.new", _("New workspace…"), FILE,
            _("Make a file for your customers"), "Ctrl+Shift+N", "file-plus",
            enabled_when=lambda context: not context.is_busy,
        ),
        Command(
            "workspace.open", _("Open…"), FILE,
            _("Open a workspace file"), "Ctrl+O", "folder-open",
            enabled_when=lambda context: not context.is_busy,
        ),
        Command(
            "workspace.import", _("Import a sheet…"), FILE,
            _("Bring in customers and deals from a table"), "Ctrl+I", "file-input", 1, _is_idle,
        ),
        Command(
            "workspace.export", _("Export a workbook…"), FILE,
            _("Write everything to an Excel workbook"), "Ctrl+E", "file-output", 1, _is_idle,
        ),
        Command(
            "program.quit", _("Quit"), FILE, _("Close the program"), "Ctrl+Q", group=2,
        ),
    )  # fmt: skip


def _edit_commands() -> tuple[Command, ...]:
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
            _("Find customers by anything"), "Ctrl+K", "search", 1, _is_open,
        ),
    )  # fmt: skip


def _view_commands() -> tuple[Command, ...]:
    return (
        Command(
            "view.customers", _("Customers"), VIEW,
            _("Everybody you sell to, and what happened"), "Ctrl+1", "users", 0, _is_open,
        ),
        Command(
            "view.losses", _("Lost pool"), VIEW,
            _("Why deals are lost"), "Ctrl+2", "chart-column", 0, _is_open,
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


def _customer_commands() -> tuple[Command, ...]:
    return (
        Command(
            "customer.new", _("New customer…"), CUSTOMER,
            _("Add a customer"), "Ctrl+N", "user-plus", 0, _is_open,
        ),
        Command(
            "touch.start", _("Log a touch"), CUSTOMER,
            _("Write down a call, a message or a visit"), "Ctrl+L", "zap", 1, _is_open,
        ),
        Command(
            "touch.save", _("Save the touch"), CUSTOMER,
            _("Put what you wrote on the timeline"), "Ctrl+Return", "check", 1, _has_customer,
        ),
    )  # fmt: skip


def _deal_commands() -> tuple[Command, ...]:
    return (
        Command(
            "deal.new", _("New deal…"), DEAL,
            _("Add a deal to this customer"), "Ctrl+D", "briefcase", 0, _has_customer,
        ),
        Command(
            "deal.win", _("Won"), DEAL,
            _("Sign the selected deal"), "Ctrl+Shift+W", "trophy", 1, _deal_is(*_GOING),
        ),
        Command(
            "deal.mark_lost", _("Lost…"), DEAL,
            _("Close the selected deal with a reason"), "Ctrl+Shift+L", "circle-x", 1, _deal_is(*_GOING),
        ),
        Command(
            "deal.reopen", _("Reopen"), DEAL,
            _("Bring the selected deal back"), "Ctrl+Shift+R", "rotate-ccw", 1, _deal_is(*_ENDED),
        ),
    )  # fmt: skip
