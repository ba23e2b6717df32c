"""Why the portrait has nothing to show, and what leads on from there."""

from crmdesk.domain.portrait import Portrait
from crmdesk.i18n import _
from crmdesk.qt.widgets.state_stack import StateStack
from crmdesk.ui.actions import Actions
from crmdesk.ui.portrait.portrait_wish import PortraitWish


def show_emptiness(states: StateStack, portrait: Portrait, wish: PortraitWish, actions: Actions) -> bool:
    """Say why there is nothing to show, if so."""
    if portrait.uses:
        return False
    if wish.is_narrowed:
        told = _("No customer that you chose to look at has a tag that you chose to look at.")
        states.show_empty("search", _("No tag fits"), told, actions.several("portrait.all"))
    elif sum(portrait.sizes.values()):
        told = _("Tag your customers by what they are and want: here you will see what those who sign have in common.")
        states.show_empty("tags", _("No customer has a tag yet"), told, actions.several("view.customers"))
    else:
        told = _("Once there are some with tags, you will see here what those who sign have in common.")
        first = actions.several("workspace.import", "customer.new")
        states.show_empty("component", _("No customers yet"), told, first)
    return True
