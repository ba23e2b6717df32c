"""Competitors as a table: met, lost to, won against, the win rate in its interval, and how their prices compare."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSizeF

from crmdesk.i18n import _, ngettext
from crmdesk.insight.outcomes.rivals import PriceGap, Rival, Rivals
from crmdesk.qt.theme import Theme
from crmdesk.render import pareto_wording as wording
from crmdesk.render.chart_frame import framed
from crmdesk.render.chart_table import ChartTable, Percent, cell_text
from crmdesk.render.drawing import Drawing
from crmdesk.render.graphic import Graphic
from crmdesk.render.notes import lay_out_emptiness
from crmdesk.render.outcome_wording import lost_deals, rate_words, won_deals
from crmdesk.render.pareto_bars import one_line
from crmdesk.render.pareto_colours import LOST_HUE, WON_HUE
from crmdesk.render.row_table import NumberColumn, RowTable, lay_out_rates


def rivals_title(_figure: object) -> str:
    """What the chart is about."""
    return _("Competitors")


def rivals_notes(figure: Rivals) -> list[str]:
    """What a reader should keep in mind."""
    told = [_("Rate = won ÷ (won + lost), with its 95% interval"), _("Price gap: theirs against ours, median")]
    if figure.alone:
        words = ngettext("{n} deal without a known competitor", "{n} deals without a known competitor", figure.alone)
        told.append(words.format(n=wording.number(figure.alone)))
    return told


def rivals_table(figure: Rivals) -> ChartTable:
    """A row for each competitor."""
    headings = (
        _("Competitor"), _("Met"), _("Lost to"), _("Won against"), _("Still open"), _("Win rate"), _("At least"),
        _("At most"), _("Price gap"), _("Prices known"), _("Last seen"),
    )  # fmt: skip
    return ChartTable(
        headings,
        tuple(
            (
                one_line(row.name), row.met, row.lost, row.won.part, row.open, row.won,
                *((Percent(row.won.low), Percent(row.won.high)) if row.won.enough else (None, None)),
                None if row.gap.typical is None else Percent(row.gap.typical, signed=True), row.gap.n, row.last_seen,
            )
            for row in figure.rows
        ),
        tuple(row.key(won=False) for row in figure.rows),
    )  # fmt: skip


def draw_rivals(figure: Rivals, *, notes: Sequence[str], heading: str, theme: Theme, size: QSizeF) -> Graphic:
    """The key of a rate leads to the deals lost; the numbers of those lost and won have keys of their own."""

    def layout(area: QRectF) -> Drawing:
        if not figure.rows:
            return lay_out_emptiness(_("No competitor was met here."), area, theme)
        return _table(figure.rows, area, theme)

    return framed(
        layout,
        title=rivals_title(figure),
        heading=heading,
        notes=[*notes, *rivals_notes(figure)],
        facts=[_words(row) for row in figure.rows],
        tips=_tips(figure),
        theme=theme,
        size=size,
    )


def _table(rows: Sequence[Rival], area: QRectF, theme: Theme) -> Drawing:
    def numbers(heading: str, values: Sequence[int], rank: int) -> NumberColumn:
        return NumberColumn(heading, tuple(map(wording.number, values)), rank)

    lost = NumberColumn(
        _("Lost to"),
        tuple(wording.number(row.lost) for row in rows),
        keys=tuple(row.key(won=False) if row.lost else "" for row in rows),
        ink=theme.data_ink[LOST_HUE],
    )
    won = NumberColumn(
        _("Won against"),
        tuple(wording.number(row.won.part) for row in rows),
        keys=tuple(row.key(won=True) if row.won.part else "" for row in rows),
        ink=theme.data_ink[WON_HUE],
    )
    gap = NumberColumn(_("Price gap"), tuple(_gap_words(row.gap) for row in rows), rank=1)
    seen = NumberColumn(_("Last seen"), tuple(cell_text(row.last_seen) for row in rows), rank=3)
    before = (numbers(_("Met"), [row.met for row in rows], 2), lost, won)
    table = RowTable.fitted([one_line(row.name) for row in rows], before, (gap, seen), area, theme)
    rates = lay_out_rates(table, [row.won for row in rows], [row.rate_key for row in rows], _("Win rate against it"))
    return (*table.drawing(), *rates)


def _gap_words(gap: PriceGap) -> str:
    """The typical gap with the number of prices behind it; of too few prices only how many they are."""
    if gap.typical is None:
        return _("n = {n}").format(n=wording.number(gap.n)) if gap.n else "—"
    return _("{gap} (n = {n})").format(gap=cell_text(Percent(gap.typical, signed=True)), n=wording.number(gap.n))


def _words(row: Rival) -> str:
    met = ngettext("met in {n} deal", "met in {n} deals", row.met).format(n=wording.number(row.met))
    parts = [one_line(row.name), met, lost_deals(row.lost), won_deals(row.won.part), rate_words(row.won)]
    if row.gap.n:
        parts.append(_("price gap {gap}").format(gap=_gap_words(row.gap)))
    if row.last_seen:
        parts.append(_("last seen {day}").format(day=cell_text(row.last_seen)))
    return " · ".join(parts)


def _tips(figure: Rivals) -> dict[str, str]:
    tips = {}
    for row in figure.rows:
        tips[row.rate_key] = " · ".join((_words(row), _("opens the lost deals")))
        tips[row.key(won=False)] = " · ".join((one_line(row.name), lost_deals(row.lost)))
        tips[row.key(won=True)] = " · ".join((one_line(row.name), won_deals(row.won.part)))
    return tips
