"""Commands about the losses shown and those selected among them."""

from crmdesk.i18n import _
from crmdesk.ui.commands.command import LOSS, POOL_FORM, Command, Mode
from crmdesk.ui.commands.context import LOSSES, CommandContext


def _shown(context: CommandContext) -> bool:
    return context.is_open and context.screen == LOSSES


def _some(context: CommandContext) -> bool:
    return _shown(context) and context.losses_selected > 0


def _some_lost(context: CommandContext) -> bool:
    return _some(context) and not context.are_deals_won


def _one(context: CommandContext) -> bool:
    return _shown(context) and context.losses_selected == 1


def losses_commands() -> tuple[Command, ...]:
    """In the order of the menu."""
    return (*_deeds(), *_lessons(), *_copies(), *_forms(), *_looks())


def _deeds() -> tuple[Command, ...]:
    """What is done to the deals selected."""
    return (
        Command(
            "losses.open", _("Show on the timeline"), LOSS,
            _("Go to the customer, where the deal was lost"), "", "arrow-right", 0, _one,
        ),
        Command(
            "losses.win_back", _("Win back"), LOSS,
            _("Reopen the selected deals"), "Ctrl+Alt+R", "rotate-ccw", 1, _some_lost,
        ),
        Command(
            "losses.change_reason", _("Change the reason…"), LOSS,
            _("Say anew why the selected deals were lost"), "Ctrl+Alt+L", "pencil", 1, _some_lost,
        ),
        Command(
            "losses.owner", _("Change the owner…"), LOSS,
            _("Give the selected deals to a colleague"), "Ctrl+Alt+U", "user-pen", 1, _some,
        ),
        Command(
            "losses.plan", _("Plan another try…"), LOSS,
            _("Say whether, when or after what to try the selected deals again"),
            "Ctrl+Alt+D", "calendar-clock", 1, _some_lost,
        ),
        Command(
            "losses.discard", _("Never try again"), LOSS,
            _("Take the selected deals out of the win-back queue for good"), "Ctrl+Alt+N", "ban", 1, _some_lost,
        ),
    )  # fmt: skip


def _lessons() -> tuple[Command, ...]:
    """What is learnt from the deals selected."""
    return (
        Command(
            "losses.review", _("Mark as reviewed"), LOSS,
            _("The lesson of the selected losses is learnt"), "Ctrl+Alt+V", "check", 1, _some_lost,
        ),
        Command(
            "losses.agree", _("Agree with the salesperson"), LOSS,
            _("Review the selected losses: the reasons the salespeople gave are the right ones"),
            "", "check-check", 1, _some_lost,
        ),
        Command(
            "losses.unreview", _("Mark as not reviewed"), LOSS,
            _("The selected losses should be looked at again"), "", "", 1, _some_lost,
        ),
    )  # fmt: skip


def _copies() -> tuple[Command, ...]:
    """What becomes of the deals elsewhere."""
    return (
        Command(
            "losses.copy", _("Copy the rows"), LOSS,
            _("Put the selected rows on the clipboard as a table"), "Ctrl+Shift+C", "copy", 2, _some,
        ),
        Command(
            "losses.export", _("Export these losses…"), LOSS,
            _("Write the table as it is shown to an Excel workbook"), "Ctrl+Shift+E", "sheet", 2, _shown,
        ),
    )  # fmt: skip


def _looks() -> tuple[Command, ...]:
    """What is shown."""
    return (
        Command(
            "losses.won", _("Won instead of lost deals"), LOSS,
            _("Show the won deals with what spoke against them, or the lost ones again"),
            "Ctrl+Alt+H", "trophy", 3, _shown,
        ),
        Command(
            "losses.save_view", _("Save this view of the pool…"), LOSS,
            _("Keep filter, period, chart and form under a name"), "", "bookmark", 3, _shown,
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


def _forms() -> tuple[Command, ...]:
    """The forms in which the deals are shown."""
    return (
        Command(
            "losses.list", _("List"), LOSS,
            _("Show the deals as a table"), "Ctrl+Alt+1", "list", 3, _shown, mode=Mode(POOL_FORM, "list"),
        ),
        Command(
            "losses.board", _("Board by reason"), LOSS,
            _("Show the deals as cards, by their reasons"), "Ctrl+Alt+2", "columns-3", 3, _shown,
            mode=Mode(POOL_FORM, "board"),
        ),
        Command(
            "losses.queue", _("Win-back queue"), LOSS,
            _("Show whom to ask next"), "Ctrl+Alt+3", "rotate-ccw", 3, _shown, mode=Mode(POOL_FORM, "queue"),
        ),
    )  # fmt: skip
