"""The words and numbers on a Pareto chart, in the active language. Knows nothing of where they stand."""

from babel.numbers import format_decimal, format_percent

from crmdesk.domain.money import Money
from crmdesk.i18n import _, conventions, ngettext
from crmdesk.insight.losses import LossTable
from crmdesk.render.pareto_bars import Bars, Measure
from crmdesk.services.amounts import amount_text, short_amount_text

_FEW = 20
"""With fewer losses, the 95 % interval of a share is wider than ± 20 points: order may be chance."""


def number(value: int) -> str:
    """A whole number with the language's separators."""
    return format_decimal(value, locale=conventions())


def percent(share: float) -> str:
    """A share in whole per cent."""
    return format_percent(share, locale=conventions())


def amount(money: Money) -> str:
    """An amount in full."""
    return amount_text(money)


def value(measure: Measure, minor_or_count: int, currency: str) -> str:
    """What stands at a bar or on its axis."""
    if measure == "count":
        return number(minor_or_count)
    return short_amount_text(Money(minor_or_count, currency))


def change(measure: Measure, now: int, before: int, currency: str) -> str:
    """What has changed since the period before, with its sign."""
    if now == before:
        return "±0"
    sign = "+" if now > before else "−"
    return f"{sign}{value(measure, abs(now - before), currency)}"


def axis_title(measure: Measure, currency: str, *, won: bool) -> str:
    """What the bars measure, of deals won or lost."""
    if won:
        return _("Won deals") if measure == "count" else _("Amount won ({currency})").format(currency=currency)
    return _("Losses") if measure == "count" else _("Amount lost ({currency})").format(currency=currency)


def counted(n: int, *, won: bool) -> str:
    """So many losses, or won deals."""
    words = ngettext("{n} won deal", "{n} won deals", n) if won else ngettext("{n} loss", "{n} losses", n)
    return words.format(n=number(n))


def facts(table: LossTable) -> str:
    """How many losses of what worth the chart is about."""
    losses = counted(table.n, won=False)
    amounts = [amount(money) for money in (table.amount, *table.other_currencies) if money.minor]
    unknown = ngettext("{n} not recorded", "{n} not recorded", table.not_recorded).format(n=number(table.not_recorded))
    return " · ".join([losses, *amounts, *([unknown] if table.not_recorded else [])])


def finding(table: LossTable, bars: Bars) -> str:
    """What the chart shows, in one sentence; empty where there is nothing to be said."""
    if table.n and not bars.bars:
        return emptiness(table)
    if not bars.vital or len(bars.bars) < 3 or bars.vital == len(bars.bars):
        return ""
    share = percent(bars.bars[bars.vital - 1].cumulative)
    return ngettext(
        "The largest of {all} makes up {share} of the total.",
        "The {n} largest of {all} make up {share} of the total.",
        bars.vital,
    ).format(n=bars.vital, all=len(bars.bars), share=share)


def notes(table: LossTable) -> str:
    """What a reader should keep in mind."""
    said = []
    if table.overlap:
        said.append(_("One loss can stand in several bars; shares are of the bars' sum."))
    if 0 < table.n < _FEW:
        said.append(_("So few losses cannot tell a pattern from chance."))
    return " ".join(said)


def emptiness(table: LossTable) -> str:
    """Why there is no bar."""
    if not table.n:
        return _("No deal was lost here.")
    return _("Nothing is recorded yet by which these losses could be grouped.")
