"""Figures about how deals end, made ready to be shown under the wishes of the lost pool."""

from dataclasses import replace
from typing import Any

from crmdesk.domain.loss_pool import PoolFilter
from crmdesk.i18n import _, ngettext
from crmdesk.insight.loss_board import LossBoard
from crmdesk.ui import wording
from crmdesk.ui.charts.chart_picture import ChartPicture
from crmdesk.ui.losses.chart_wishes import ChartWishes
from crmdesk.ui.losses.figure_kinds import FigureKind
from crmdesk.ui.losses.pool_wishes import without
from crmdesk.ui.losses.pool_words import figure_notes


def figure_base(board: LossBoard, kind: FigureKind) -> PoolFilter:
    """What a figure is counted under: all that is wished but for what it shows itself."""
    wanted = replace(board.wanted, won=False)
    for dimension in kind.own:
        wanted = without(wanted, dimension)
    return wanted


def figure_picture(
    kind: FigureKind, figure: Any, board: LossBoard, period: str, wishes: ChartWishes
) -> ChartPicture[PoolFilter]:
    """The figure with its words; in place of rates of too few deals a sentence that says so."""
    from crmdesk.ui.losses.figure_drawings import figure_drawing

    drawn, stated = figure_drawing(kind.key, figure, wishes), figure.stated
    notes = figure_notes(board, period, stated)
    if wishes.by_amount and kind.by_amount:
        notes.append(_("Amounts in {currency}").format(currency=figure.currency))
    return ChartPicture(
        drawn.title,
        tuple(notes),
        tuple(drawn.remarks),
        drawn.draw,
        drawn.table,
        stated.wanted,
        figure.wish,
        _too_few(stated.n) if kind.rates and stated.n < stated.minimum else "",
    )


def _too_few(n: int) -> str:
    if not n:
        return _("No deal fits")
    return ngettext(
        "{n} deal is too few for a rate; what was lost is in the list below.",
        "{n} deals are too few for a rate; those lost are in the list below.",
        n,
    ).format(n=wording.number(n))
