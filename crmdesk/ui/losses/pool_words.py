"""What is wished of the lost pool in words: for chips above the table, for the small print of charts, for exports."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from datetime import date

from crmdesk.domain.loss import NOT_RECORDED
from crmdesk.domain.loss_pool import Dimension, Tally
from crmdesk.i18n import _, ngettext
from crmdesk.insight.loss_board import Entry, LossBoard
from crmdesk.ui import wording
from crmdesk.ui.losses.facet_rows import review_names


def tally_text(tally: Tally) -> str:
    """How many deals, and what they were worth in each currency."""
    deals = ngettext("{n} deal", "{n} deals", tally.n).format(n=wording.number(tally.n))
    return " · ".join(part for part in (deals, wording.amounts(tally.money())) if part)


def wishes(board: LossBoard) -> dict[Dimension, str]:
    """What is wished of each dimension but the period, in words; nothing for a dimension of which all is wanted."""
    wanted = board.wanted
    reasons = [entry for entry in board.reasons if entry.uid in wanted.reasons]
    found = {
        Dimension.REASON: _names(reasons),
        Dimension.MONTH: _month(board),
        Dimension.OWNER: _names(entry for entry in board.owners if entry.uid in wanted.owners),
        Dimension.STAGE: _names(entry for entry in board.stages if entry.uid in wanted.stages),
        Dimension.REVIEW: ", ".join(name for review, name in review_names().items() if review in wanted.reviews),
    }
    return {dimension: words for dimension, words in found.items() if words}


def _month(board: LossBoard) -> str:
    """The month, quarter or year narrowed down to, as the chart calls it."""
    if not board.wanted.month:
        return ""
    # Only needed once a chart has been drawn, which loads its large libraries.
    from crmdesk.render.time_axis import span_name

    trend, month = board.trend, board.wanted.month
    return next((span_name(trend.step, span) for span in trend.spans if span.key == month), month)


def _names(entries: Iterable[Entry]) -> str:
    return ", ".join(_("Not recorded") if entry.uid == NOT_RECORDED else entry.name for entry in entries)


def chart_notes(board: LossBoard, period: str, *, n: int, besides: Dimension) -> list[str]:
    """What a chart counts, under which wishes but those it shows itself, and what it leaves out."""
    counted = ngettext("{n} loss", "{n} losses", n).format(n=wording.number(n))
    shown = {Dimension.REASON, besides}
    others = [words for dimension, words in wishes(board).items() if dimension not in shown]
    notes = [" · ".join((counted, period, *others))]
    unknown = board.reason(NOT_RECORDED)
    missing = unknown.tally.n if unknown else 0
    notes.append(ngettext("{n} not recorded", "{n} not recorded", missing).format(n=wording.number(missing)))
    notes.append(
        ngettext("{n} with an unknown date", "{n} with an unknown date", board.undated.n).format(
            n=wording.number(board.undated.n)
        )
    )
    return notes


def amount_notes(shown: Tally, currency: str) -> list[str]:
    """In which currency a chart adds up amounts, and what it leaves out for that."""
    others = wording.amounts(money for money in shown.money() if money.currency != currency)
    told = _("Amounts in {currency}").format(currency=currency)
    if others:
        told = _("Amounts in {currency}, without {others}").format(currency=currency, others=others)
    if not shown.unpriced:
        return [told]
    unpriced = ngettext("{n} without an amount", "{n} without an amount", shown.unpriced)
    return [told, unpriced.format(n=wording.number(shown.unpriced))]


def before_words(before: LossBoard) -> str:
    """How many were lost in the period that is compared with, and of which days it is."""
    n = sum(entry.tally.n for entry in before.reasons_in(""))
    counted = ngettext("{n} loss", "{n} losses", n).format(n=wording.number(n))
    days = _("{since} to {until}").format(since=_day(before.wanted.since), until=_day(before.wanted.until))
    return _("before: {counted}, {days}").format(counted=counted, days=days)


def figure_notes(board: LossBoard, period: str, *, n: int, undated: int, own: AbstractSet[Dimension]) -> list[str]:
    """How many deals a figure counts, of which period, under which wishes but those it shows itself."""
    counted = ngettext("{n} deal", "{n} deals", n).format(n=wording.number(n))
    others = [words for dimension, words in wishes(board).items() if dimension not in own]
    unknown = ngettext("{n} with an unknown date", "{n} with an unknown date", undated)
    return [" · ".join((counted, period, *others)), *([unknown.format(n=wording.number(undated))] if undated else [])]


def _day(value: date | None) -> str:
    return wording.day(value, date.min)
