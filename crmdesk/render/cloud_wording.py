"""The words and numbers on a cloud of tags and on the bars beside it, in the active language."""

from crmdesk.domain.portrait import CustomerGroup, Portrait, TagUse
from crmdesk.i18n import _, ngettext
from crmdesk.render.pareto_wording import number, percent


def group_name(group: CustomerGroup) -> str:
    """What the customers of a group are called, as a heading."""
    return {
        CustomerGroup.SIGNED: _("Signed"),
        CustomerGroup.PROSPECTS: _("Prospects"),
        CustomerGroup.LOST: _("Lost"),
    }[group]


def customers(n: int) -> str:
    """So many customers."""
    return ngettext("{n} customer", "{n} customers", n).format(n=number(n))


def word_tip(portrait: Portrait, use: TagUse, group: CustomerGroup) -> str:
    """A tag with how many customers of each group have it, the group at hand first."""
    others = [other for other in CustomerGroup if other is not group]
    told = [_share_line(portrait, use, one) for one in (group, *others)]
    return "\n".join((f"{use.tag.name} · {use.tag.group}", *told))


def _share_line(portrait: Portrait, use: TagUse, group: CustomerGroup) -> str:
    return _("{group}: {n} of {all} ({share})").format(
        group=group_name(group),
        n=number(use.counts[group]),
        all=number(portrait.sizes[group]),
        share=percent(portrait.share(use, group)),
    )


def cloud_summary(portrait: Portrait, group: CustomerGroup, uses: tuple[TagUse, ...]) -> str:
    """The whole cloud in words, the most frequent tag first."""
    having = sorted((use for use in uses if use.counts[group]), key=lambda use: -use.counts[group])
    told = [f"{use.tag.name} {percent(portrait.share(use, group))}" for use in having]
    return ". ".join((group_name(group), customers(portrait.sizes[group]), ", ".join(told)))


def emptiness(portrait: Portrait, group: CustomerGroup) -> str:
    """Why there is no word in a cloud."""
    if portrait.sizes[group]:
        return _("None of these customers has a tag.")
    return {
        CustomerGroup.SIGNED: _("Nobody has signed yet."),
        CustomerGroup.PROSPECTS: _("There are no prospects."),
        CustomerGroup.LOST: _("No customer has been lost."),
    }[group]
