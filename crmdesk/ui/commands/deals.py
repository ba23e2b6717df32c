"""Commands about the deal selected."""

from crmdesk.domain.deal import DealStatus
from crmdesk.i18n import _
from crmdesk.ui.commands.command import DEAL, Command, deal_is, has_customer

_GOING = (DealStatus.OPEN, DealStatus.HOLD)
_ENDED = (DealStatus.WON, DealStatus.LOST, DealStatus.INVALID, DealStatus.HOLD)


def deals_commands() -> tuple[Command, ...]:
    """In the order of the menu."""
    return (
        Command(
            "deal.new", _("New deal…"), DEAL,
            _("Add a deal to this customer"), "Ctrl+D", "briefcase", 0, has_customer,
        ),
        Command(
            "deal.move_on", _("Move to the next stage"), DEAL,
            _("Take the selected deal one stage further"), "Ctrl+M", "arrow-right", 1, deal_is(*_GOING),
        ),
        Command(
            "deal.move", _("Move to stage…"), DEAL,
            _("Take the selected deal to another stage"), "Ctrl+Shift+M", "milestone", 1, deal_is(*_GOING),
        ),
        Command(
            "deal.win", _("Won"), DEAL,
            _("Sign the selected deal"), "Ctrl+Shift+W", "trophy", 1, deal_is(*_GOING),
        ),
        Command(
            "deal.mark_lost", _("Lost…"), DEAL,
            _("Close the selected deal with a reason"), "Ctrl+Shift+L", "circle-x", 1, deal_is(*_GOING),
        ),
        Command(
            "deal.hold", _("On hold…"), DEAL,
            _("Put the selected deal aside until a day"), "Ctrl+Shift+H", "pause", 1, deal_is(*_GOING),
        ),
        Command(
            "deal.reopen", _("Reopen"), DEAL,
            _("Bring the selected deal back"), "Ctrl+Shift+R", "rotate-ccw", 2, deal_is(*_ENDED),
        ),
        Command(
            "deal.mark_invalid", _("Not a real deal"), DEAL,
            _("Take the selected deal out of every count"), "", "ban", 2, deal_is(*_GOING),
        ),
    )  # fmt: skip
