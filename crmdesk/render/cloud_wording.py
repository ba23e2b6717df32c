"""The words and numbers on a cloud of tags and on the bars beside it, in the active language."""

from math import exp

from babel.numbers import format_decimal

from crmdesk.domain.portrait import CustomerGroup, Portrait, TagUse
from crmdesk.i18n import _, conventions, ngettext
from crmdesk.insight.log_odds import Comparison, TagOdds
from crmdesk.render.pareto_wording import number, percent
from crmdesk.services.wording import group_name, group_words


def customers(n: int) -> str:
    """So many customers."""
    return ngettext("{n} customer", "{n} customers", n).format(n=number(n))


def word_tip(portrait: Portrait, use: TagUse, group: CustomerGroup) -> str:
    """A tag with how many customers of each group have it, the group at hand first."""
    others = [other for other in CustomerGroup if other is not group]
    told = [_share_line(portrait, use, one) for one in (group, *others)]
    return "\n".join((f"{use.tag.name} · {use.tag.group}", *told))


def _share_line(portrait: Portrait, use: TagUse, group: CustomerGroup) -> str:
    return _counted(group, use.counts[group], portrait.sizes[group])


def _counted(group: CustomerGroup, n: int, whole: int) -> str:
    share = percent(n / whole if whole else 0.0)
    return _("{group}: {n} of {all} ({share})").format(
        group=group_name(group), n=number(n), all=number(whole), share=share
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


def share_of(n: int, whole: int) -> str:
    """So many of a whole, with the share."""
    return _("{n} ({share})").format(n=number(n), share=percent(n / whole if whole else 0.0))


def comparison_title(comparison: Comparison) -> str:
    """What is compared."""
    return _("What sets {group} apart from {other}").format(
        group=group_words(comparison.group_a), other=group_words(comparison.group_b)
    )


def more_common(group: CustomerGroup, *, ahead: bool) -> str:
    """What bars to the right (``ahead``) or to the left tell."""
    if ahead:
        return _("more common among {group} →").format(group=group_words(group))
    return _("← more common among {group}").format(group=group_words(group))


def left_out(n: int) -> str:
    """How many tags found no room; nothing for none."""
    return ngettext("{n} more tag in the table", "{n} more tags in the table", n).format(n=number(n)) if n else ""


def odds_legend() -> str:
    """How the bars are to be read."""
    return _("Log-odds with 95 % interval · pale: may be chance · grey: too few customers to tell")


def times(ratio: float) -> str:
    """So many times as high, as a name of a place on an axis."""
    return _("{n}×").format(n=format_decimal(ratio, "#,##0.#" if ratio < 10 else "#,##0", locale=conventions()))


def odds_tip(comparison: Comparison, row: TagOdds) -> str:
    """A tag with its counts, and how much higher the odds are on which side."""
    group, odds, low, high = comparison.group_a, row.log_odds, row.low, row.high
    if odds < 0:
        group, odds, low, high = comparison.group_b, -odds, -high, -low
    told = _("The odds are {times} as high among {group} (95 %: {low} to {high}).").format(
        times=times(exp(odds)), group=group_words(group), low=times(exp(low)), high=times(exp(high))
    )
    sides = ((comparison.group_a, row.a, comparison.n_a), (comparison.group_b, row.b, comparison.n_b))
    counts = [_counted(side, n, whole) for side, n, whole in sides]
    doubt = [] if row.enough else [_("Too few customers to tell.")]
    return "\n".join((f"{row.tag.name} · {row.tag.group}", *counts, told, *doubt))


def comparison_summary(comparison: Comparison) -> str:
    """The whole comparison in words."""
    ahead = [row.tag.name for row in comparison.rows if row.enough and row.low > 0]
    behind = [row.tag.name for row in reversed(comparison.rows) if row.enough and row.high < 0]
    found = [
        _("More common among {group}: {tags}").format(group=group_words(group), tags=", ".join(tags))
        for group, tags in ((comparison.group_a, ahead), (comparison.group_b, behind))
        if tags
    ]
    return ". ".join((comparison_title(comparison), *(found or [_("No difference that is more than chance.")])))
