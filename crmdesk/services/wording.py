"""How things stand in the person's language: the words the command line and the window share.

Knows neither how they are laid out nor where they are shown.
"""

from crmdesk.domain.deal import DealStatus
from crmdesk.domain.defaults import AppliesTo
from crmdesk.domain.portrait import CustomerGroup
from crmdesk.domain.touch import Touch, TouchStatus
from crmdesk.i18n import _, pgettext


def deal_status_word(status: DealStatus) -> str:
    """How the deal stands."""
    return {
        DealStatus.OPEN: _("open"),
        DealStatus.WON: _("won"),
        DealStatus.LOST: _("lost"),
        DealStatus.HOLD: _("on hold"),
        DealStatus.INVALID: _("invalid"),
    }[status]


def holders_word(kind: AppliesTo) -> str:
    """What the tags of a group are put on, in the plural."""
    return {
        AppliesTo.CUSTOMER: _("customers"),
        AppliesTo.CONTACT: _("people at customers"),
        AppliesTo.DEAL: _("deals"),
    }[kind]


def touch_status_word(status: TouchStatus) -> str:
    """A word for what has not happened; nothing for what has."""
    return {TouchStatus.PLANNED: _("planned"), TouchStatus.CANCELLED: _("cancelled"), TouchStatus.DONE: ""}[status]


def touch_text(touch: Touch) -> str:
    """What a touch says: its title above its body."""
    return "\n".join(part for part in (touch.title, touch.body) if part)


def group_name(group: CustomerGroup) -> str:
    """What the customers of a group are called, as a heading."""
    return {
        CustomerGroup.SIGNED: pgettext("customer group", "Signed"),
        CustomerGroup.PROSPECTS: pgettext("customer group", "Prospects"),
        CustomerGroup.LOST: pgettext("customer group", "Lost"),
    }[group]


def group_words(group: CustomerGroup) -> str:
    """What the customers of a group are called within a sentence."""
    return {
        CustomerGroup.SIGNED: _("signed customers"),
        CustomerGroup.PROSPECTS: _("prospects"),
        CustomerGroup.LOST: _("lost customers"),
    }[group]
