"""Words that several charts of how deals end have in common. Knows nothing of where they stand."""

from crmdesk.i18n import _, ngettext
from crmdesk.insight.outcomes.stated import Share
from crmdesk.render.pareto_wording import number, percent


def lost_deals(n: int) -> str:
    """So many deals lost."""
    return ngettext("{n} lost", "{n} lost", n).format(n=number(n))


def won_deals(n: int) -> str:
    """So many deals won."""
    return ngettext("{n} won", "{n} won", n).format(n=number(n))


def rate_words(share: Share) -> str:
    """A rate with its interval; of too few deals only how many there are."""
    if not share.enough:
        return _("n = {n}: too few for a rate").format(n=number(share.whole))
    return _("{rate} (95% interval {low} to {high}), n = {n}").format(
        rate=percent(share.rate), low=percent(share.low), high=percent(share.high), n=number(share.whole)
    )
