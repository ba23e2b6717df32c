"""Commands about how deals ended: what is said of it, what is learnt, and whether to try again."""

from crmdesk.domain.deal import DealStatus
from crmdesk.i18n import _
from crmdesk.ui.commands.command import DEAL, LOSS, TOUCH, Command, deal_is, has_customer
from crmdesk.ui.commands.context import LOSSES, CommandContext


def _quotable(context: CommandContext) -> bool:
    touches = context.touches
    return (
        has_customer(context)
        and context.has_lost_deal
        and touches.count == 1
        and touches.is_written
        and not touches.is_planned
    )


def _one_loss(context: CommandContext) -> bool:
    in_pool = context.is_open and context.screen == LOSSES and not context.are_deals_won
    return in_pool and context.losses_selected == 1


def _one_win(context: CommandContext) -> bool:
    in_pool = context.is_open and context.screen == LOSSES and context.are_deals_won
    return in_pool and context.losses_selected == 1


def outcomes_commands() -> tuple[Command, ...]:
    """In the order of their menus."""
    won, lost = deal_is(DealStatus.WON), deal_is(DealStatus.LOST)
    return (
        Command(
            "deal.spoke_against", _("What spoke against it…"), DEAL,
            _("Note in spite of what the selected deal was won"), "Ctrl+Shift+I", "trophy", 3, won,
        ),
        Command(
            "deal.change_reason", _("Why it was lost…"), DEAL,
            _("Say anew why the selected deal was lost"), "Ctrl+Shift+J", "pencil", 3, lost,
        ),
        Command(
            "deal.review", _("Review the loss…"), DEAL,
            _("Compare what was said of the loss, and note what is learnt"), "Ctrl+Shift+V", "eye", 3, lost,
        ),
        Command(
            "deal.plan_win_back", _("Win back later…"), DEAL,
            _("Say whether, when and after what to try again"), "Ctrl+Shift+U", "calendar-clock", 3, lost,
        ),
        Command(
            "deal.give_up", _("Never try again"), DEAL,
            _("The selected deal is not to be won back"), "", "ban", 3, lost,
        ),
        Command(
            "deal.competitors", _("Competitors…"), DEAL,
            _("Note whom we meet in the selected deal, and what they ask"), "Ctrl+Shift+P", "users-round", 3,
            deal_is(*DealStatus),
        ),
        Command(
            "touch.quote_customer", _("The customer's reason for the loss…"), TOUCH,
            _("Quote this as why the customer did not buy"), "Ctrl+Shift+G", "quote", 2, _quotable,
        ),
        Command(
            "losses.review_fully", _("Review…"), LOSS,
            _("Compare what was said of the loss, and note what is learnt"), "Ctrl+Alt+J", "eye", 1, _one_loss,
        ),
        Command(
            "losses.quote", _("Quote the customer…"), LOSS,
            _("Note why the customer says it did not buy"), "", "quote", 1, _one_loss,
        ),
        Command(
            "losses.spoke_against", _("What spoke against it…"), LOSS,
            _("Note in spite of what the selected deal was won"), "", "trophy", 1, _one_win,
        ),
    )  # fmt: skip
