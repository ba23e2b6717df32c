"""What is wished of the lost pool in words: for chips above the table, for the small print of charts, for exports."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from crmdesk.domain.loss import NOT_RECORDED
from crmdesk.domain.loss_pool import Dimension, Tally, none_of, said_by
from crmdesk.i18n import _, ngettext
from crmdesk.insight.loss_board import Entry, LossBoard
from crmdesk.insight.outcomes.stated import Stated
from crmdesk.services.wording import voice_names
from crmdesk.ui import wording
from crmdesk.ui.losses.facet_rows import review_names
from crmdesk.ui.losses.pool_wishes import without


def tally_text(tally: Tally) -> str:
    """How many deals, and what they were worth in each currency."""
    deals = ngettext("{n} deal", "{n} deals", tally.n).format(n=wording.number(tally.n))
    return " · ".join(part for part in (deals, wording.amounts(tally.money())) if part)


def sums_text(board: LossBoard) -> str:
    """How many deals fit, what they were worth, and how many of them have no amount."""
    parts = [tally_text(board.total)]
    if board.total.unpriced:
        unpriced = ngettext("{n} without an amount", "{n} without an amount", board.total.unpriced)
        parts.append(unpriced.format(n=wording.number(board.total.unpriced)))
    return " · ".join(parts)


def wishes(board: LossBoard) -> dict[Dimension, str]:
    """What is wished of each dimension but the period, in words; nothing for a dimension of which all is wanted."""
    wanted = board.wanted
    reasons = [entry for entry in board.reasons if entry.uid in wanted.reasons]
    found = {
        Dimension.REASON: _names(reasons),
        Dimension.MONTH: _month(board),
        Dimension.OWNER: _names(entry for entry in board.owners if entry.uid in wanted.owners),
        Dimension.STAGE: _names(entry for entry in board.stages if entry.uid in wanted.stages),
        Dimension.COMPETITOR: _names(entry for entry in board.competitors if entry.uid in wanted.competitors),
        Dimension.SOURCE: _names(entry for entry in board.sources if entry.uid in wanted.sources),
        Dimension.TAG: ", ".join(_tags(board)),
        Dimension.COHORT: _("created {month}").format(month=wanted.cohort) if wanted.cohort else "",
        Dimension.DAYS: _span(wanted.days, _days),
        Dimension.TOUCHES: _span(wanted.touches, _touches),
        Dimension.VOICE: ", ".join(_voices(board)),
        Dimension.REVIEW: ", ".join(name for review, name in review_names().items() if review in wanted.reviews),
    }
    return {dimension: words for dimension, words in found.items() if words}


def _tags(board: LossBoard) -> Iterator[str]:
    """The tags wished for by name, and the groups of which no tag is wished."""
    for group in board.tags:
        for tag in group.tags:
            if tag.uid in board.wanted.tags:
                yield _("no {group}").format(group=group.name) if tag.uid == none_of(group.uid) else tag.name


def _voices(board: LossBoard) -> Iterator[str]:
    """What is wished of each voice; that it names any reason where no more is wished."""
    for voice, name in voice_names().items():
        prefix = said_by(voice)
        uids = {one.removeprefix(prefix) for one in board.wanted.voices if one.startswith(prefix)}
        if "" in uids:
            yield _("{voice}: any reason").format(voice=name)
        elif uids:
            reasons = " / ".join(entry.name for entry in board.reasons if entry.uid in uids)
            yield _("{voice}: {reason}").format(voice=name, reason=reasons)


def _month(board: LossBoard) -> str:
    """The month, quarter or year narrowed down to, as the chart calls it."""
    if not board.wanted.month:
        return ""
    # Only needed once a chart has been drawn, which loads its large libraries.
    from crmdesk.render.time_axis import span_name

    trend, month = board.trend, board.wanted.month
    return next((span_name(trend.step, span) for span in trend.spans if span.key == month), month)


def _days(span: str, most: int) -> str:
    return ngettext("open {n} day", "open {n} days", most).format(n=span)


def _touches(span: str, most: int) -> str:
    return ngettext("{n} touch in the last 30 days", "{n} touches in the last 30 days", most).format(n=span)


def _span(span: tuple[int, int | None] | None, words: Callable[[str, int], str]) -> str:
    """A number from the least to the most in words; open above without the most."""
    if span is None:
        return ""
    least, most = span
    if most is None:
        return words(_("{n} or more").format(n=wording.number(least)), least)
    shown = wording.number(least) if least == most else f"{wording.number(least)}–{wording.number(most)}"
    return words(shown, most)


def _names(entries: Iterable[Entry]) -> str:
    return ", ".join(_("Not recorded") if entry.uid == NOT_RECORDED else entry.name for entry in entries)


def chart_notes(board: LossBoard, period: str, *, n: int, besides: Dimension) -> list[str]:
    """What a chart counts, under which wishes but those it shows itself, and what it leaves out."""
    counted = _counted(n, won=board.wanted.won)
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
    counted = _counted(n, won=before.wanted.won)
    days = _("{since} to {until}").format(since=_day(before.wanted.since), until=_day(before.wanted.until))
    return _("before: {counted}, {days}").format(counted=counted, days=days)


def figure_notes(board: LossBoard, period: str, stated: Stated) -> list[str]:
    """How many deals a figure counts, of which period, under which of the wishes."""
    counted = ngettext("{n} deal", "{n} deals", stated.n).format(n=wording.number(stated.n))
    heeded = (words for dimension, words in wishes(board).items() if without(stated.wanted, dimension) != stated.wanted)
    unknown = ngettext("{n} with an unknown date", "{n} with an unknown date", stated.undated)
    undated = [unknown.format(n=wording.number(stated.undated))] if stated.undated else []
    return [" · ".join((counted, period, *heeded)), *undated]


def _counted(n: int, *, won: bool) -> str:
    # Only needed once a chart is drawn, which loads its large libraries.
    from crmdesk.render.pareto_wording import counted

    return counted(n, won=won)


def _day(value: date | None) -> str:
    return wording.day(value, date.min)
