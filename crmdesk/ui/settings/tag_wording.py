"""What the pages about tags say: who has them, and what a merge would do."""

from crmdesk.domain.defaults import AppliesTo
from crmdesk.domain.listed import TagMerge
from crmdesk.i18n import _, ngettext
from crmdesk.ui import wording


def holders(kind: AppliesTo, count: int) -> str:
    """So many customers, people or deals."""
    told = {
        AppliesTo.CUSTOMER: ngettext("{count} customer", "{count} customers", count),
        AppliesTo.CONTACT: ngettext("{count} person", "{count} people", count),
        AppliesTo.DEAL: ngettext("{count} deal", "{count} deals", count),
    }[kind]
    return told.format(count=wording.number(count))


def outlook(merge: TagMerge) -> str:
    """What a merge would do."""
    if not merge.holders:
        moving = _("Nobody has “{name}” now.").format(name=merge.name)
    elif merge.both:
        moving = _("{holders} move to “{into}”; {both} of them have both.").format(
            holders=holders(merge.applies_to, merge.holders), into=merge.into, both=wording.number(merge.both)
        )
    else:
        moving = _("{holders} move to “{into}”.").format(
            holders=holders(merge.applies_to, merge.holders), into=merge.into
        )
    word = _("“{name}” becomes another word for it.").format(name=merge.name)
    return f"{moving} {word}"


def kinds() -> dict[AppliesTo, str]:
    """What a group can be for."""
    return {
        AppliesTo.CUSTOMER: _("Customers"),
        AppliesTo.CONTACT: _("People at customers"),
        AppliesTo.DEAL: _("Deals"),
    }
