"""Whether it pays to ask again, by the reason of the loss: how many were tried again, and how those ended."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSizeF

from crmdesk.i18n import _
from crmdesk.insight.outcomes.win_backs import WinBackRow, WinBacks
from crmdesk.qt.theme import Theme
from crmdesk.render import pareto_wording as wording
from crmdesk.render.chart_frame import framed
from crmdesk.render.chart_table import ChartTable, Percent
from crmdesk.render.drawing import Drawing
from crmdesk.render.graphic import Graphic
from crmdesk.render.notes import lay_out_emptiness
from crmdesk.render.outcome_wording import rate_words
from crmdesk.render.pareto_colours import LOST_HUE, WON_HUE
from crmdesk.render.reason_heading import aside_notes, heading_tips, headings, reason_name, title_inside
from crmdesk.render.row_table import NumberColumn, RowTable, lay_out_rates
from crmdesk.services.amounts import plain_amount_text, short_amount_text

_LOSSES, _RATE = "losses", "rate"


def win_backs_title(figure: WinBacks) -> str:
    """What the chart is about."""
    return title_inside(_("Win-back by reason"), figure.inside_name)


def win_backs_notes(figure: WinBacks) -> list[str]:
    """How the rate is meant, and what it is all together."""
    return [
        _("All: {rate}").format(rate=rate_words(figure.total.rate)),
        *aside_notes(figure.rows),
        _("Rate = won back ÷ (won back + lost again)"),
        _("each loss counts, also of a deal lost twice"),
    ]


def win_backs_table(figure: WinBacks) -> ChartTable:
    """A row for each reason, and one for all."""
    headings = (
        _("Reason"), _("Losses"), _("Tried again"), _("Won back"), _("Still open"), _("Lost again"),
        _("Win-back rate"), _("At least"), _("At most"), _("Recovered"),
    )  # fmt: skip
    rows = (*figure.rows, figure.total)
    return ChartTable(
        headings,
        tuple(
            (
                _name(row, figure), row.losses, row.tried, row.won, row.open, row.lost_again, row.rate,
                *((Percent(row.rate.low), Percent(row.rate.high)) if row.rate.enough else (None, None)),
                " · ".join(map(plain_amount_text, row.recovered)) or None,
            )
            for row in rows
        ),
        tuple("" if row is figure.total else row.key(_LOSSES) for row in rows),
    )  # fmt: skip


def draw_win_backs(figure: WinBacks, *, notes: Sequence[str], heading: str, theme: Theme, size: QSizeF) -> Graphic:
    """The key of a reason leads to the deals that are lost by it now."""

    def layout(area: QRectF) -> Drawing:
        if not figure.rows:
            return lay_out_emptiness(_("No loss fits here."), area, theme)
        return _table(figure, area, theme)

    return framed(
        layout,
        title=win_backs_title(figure),
        heading=heading,
        notes=[*notes, *win_backs_notes(figure)],
        facts=[_words(row, figure) for row in figure.rows],
        tips=heading_tips(figure.rows)
        | {
            row.key(column): " · ".join((_words(row, figure), _("opens the lost deals")))
            for row in figure.rows
            for column in (_LOSSES, _RATE)
            if row.uid
        },
        theme=theme,
        size=size,
    )


def _name(row: WinBackRow, figure: WinBacks) -> str:
    if row is figure.total:
        return _("All")
    return reason_name(row)


def _table(figure: WinBacks, area: QRectF, theme: Theme) -> Drawing:
    rows = figure.rows

    def numbers(heading: str, values: Sequence[int], rank: int, hue: int | None = None) -> NumberColumn:
        ink = "" if hue is None else theme.data_ink[hue]
        return NumberColumn(heading, tuple(map(wording.number, values)), rank, ink=ink)

    losses = NumberColumn(
        _("Losses"), tuple(wording.number(row.losses) for row in rows), keys=tuple(row.key(_LOSSES) for row in rows)
    )
    before = (
        losses,
        numbers(_("Tried again"), [row.tried for row in rows], 1),
        numbers(_("Won back"), [row.won for row in rows], 3, WON_HUE),
        numbers(_("Lost again"), [row.lost_again for row in rows], 4, LOST_HUE),
        numbers(_("Still open"), [row.open for row in rows], 5),
    )
    amounts = tuple(" · ".join(map(short_amount_text, row.recovered)) or "—" for row in rows)
    table = RowTable.fitted(
        [_name(row, figure) for row in rows],
        before,
        (NumberColumn(_("Recovered"), amounts, 2),),
        area,
        theme,
        headings=headings(rows),
    )
    rates = lay_out_rates(
        table,
        [row.rate for row in rows],
        [row.key(_RATE) for row in rows],
        _("Win-back rate"),
        pale=[row.aside for row in rows],
    )
    return (*table.drawing(), *rates)


def _words(row: WinBackRow, figure: WinBacks) -> str:
    told = _("{losses} lost, {tried} tried again, {won} won back, {open} still open, {again} lost again").format(
        losses=wording.number(row.losses),
        tried=wording.number(row.tried),
        won=wording.number(row.won),
        open=wording.number(row.open),
        again=wording.number(row.lost_again),
    )
    return " · ".join((_name(row, figure), told, rate_words(row.rate), *map(plain_amount_text, row.recovered)))
