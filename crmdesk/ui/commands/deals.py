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
            "deal.win", _("Won"), DEAL,
            _("Sign the selected deal"), "Ctrl+Shift+W", "trophy", 1, deal_is(*_GOING),
        ),
        Command(
            "deal.mark_lost", _("Lost…"), DEAL,
            _("Close the selected deal with a reason"), "Ctrl+Shift+L", "circle-x", 1, deal_is(*_GOING),
        ),
        Command(
            "deal.reopen", _("Reopen"), DEAL,
            _("Bring the selected deal back"), "Ctrl+Shift+R", "rotate-ccw", 1, deal_is(*_ENDED),
        ),
    )  # fmt: skip
