"""Which charts answer which question about how deals end, and how each is read and drawn.

Large libraries are loaded in the functions that need them. Knows no widget.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from crmdesk.domain.loss_pool import Dimension, PoolFilter
from crmdesk.i18n import _
from crmdesk.ui.losses.chart_wishes import ChartWishes

if TYPE_CHECKING:
    from crmdesk.render.chart_table import ChartTable
    from crmdesk.render.graphic import Graphic
    from crmdesk.services.outcome_figures import OutcomeFigures


@dataclass(frozen=True, slots=True)
class Drawn:
    """A figure in words and as functions that draw it and put it into a table."""

    title: str
    remarks: list[str]
    draw: Callable[..., "Graphic"]
    table: Callable[[], "ChartTable"]


@dataclass(frozen=True, slots=True)
class FigureKind:
    """``own`` are the dimensions it shows itself, so that no wish narrows it down by them.

    ``rates`` say nothing at all of fewer deals than the minimum.
    """

    key: str
    name: str
    read: Callable[["OutcomeFigures", PoolFilter, ChartWishes], Any]
    show: Callable[[Any, ChartWishes], Drawn]
    own: frozenset[Dimension]
    by_amount: bool = False
    compares: bool = False
    rates: bool = False


WHY, SEGMENTS = "why", "segments"
"""The question that the counts of the screen itself answer, and the one with a choice of what stands in columns."""


def questions() -> dict[str, str]:
    """The questions in their order, as chips name them."""
    return {
        WHY: _("Why"),
    }


def figure_kinds(wishes: ChartWishes) -> tuple[FigureKind, ...]:
    """The charts that answer the question wished, from left to right; none for what the screen counts itself."""
    kinds: dict[str, tuple[FigureKind, ...]] = {
        "win_rate": (_win_rate_kind(),),
        "pipeline": (_stage_losses_kind(), _stage_path_kind()),
        SEGMENTS: (_heat_kind(wishes.heat),),
    }
    return kinds.get(wishes.chip, ())


def _win_rate_kind() -> FigureKind:
    return FigureKind(
        "win_rate",
        _("Win rate by month"),
        lambda figures, wanted, wishes: figures.win_rate(wanted, compare=wishes.compare),
        _show_win_rate,
        frozenset({Dimension.MONTH}),
        compares=True,
        rates=True,
    )


def _stage_losses_kind() -> FigureKind:
    return FigureKind(
        "stage_losses",
        _("At which stage we lose"),
        lambda figures, wanted, _wishes: figures.stages(wanted),
        _show_stage_losses,
        frozenset({Dimension.STAGE}),
        by_amount=True,
    )


def _stage_path_kind() -> FigureKind:
    return FigureKind(
        "stage_path",
        _("How far deals get"),
        lambda figures, wanted, _wishes: figures.stages(wanted),
        _show_stage_path,
        frozenset({Dimension.STAGE}),
        rates=True,
    )


def _heat_kind(by: Dimension) -> FigureKind:
    return FigureKind(
        "heat",
        _("Reasons and what goes with them"),
        lambda figures, wanted, wishes: figures.heat(wanted, wishes.heat, group=wishes.group),
        _show_heat,
        frozenset({Dimension.REASON, by}),
        by_amount=True,
    )


def _show_win_rate(figure: Any, _wishes: ChartWishes) -> Drawn:
    from crmdesk.render import win_rate_chart as chart

    draw, table = partial(chart.draw_win_rate, figure), partial(chart.win_rate_table, figure)
    return Drawn(chart.win_rate_title(figure), chart.win_rate_notes(figure), draw, table)


def _show_stage_losses(figure: Any, wishes: ChartWishes) -> Drawn:
    from crmdesk.render import stage_charts as chart

    draw = partial(chart.draw_stage_losses, figure, measure=wishes.measure)
    return Drawn(
        chart.stage_losses_title(), chart.stage_losses_notes(figure), draw, partial(chart.stage_losses_table, figure)
    )


def _show_stage_path(figure: Any, _wishes: ChartWishes) -> Drawn:
    from crmdesk.render import stage_charts as chart

    draw, table = partial(chart.draw_stage_path, figure), partial(chart.stage_path_table, figure)
    return Drawn(chart.stage_path_title(), chart.stage_path_notes(), draw, table)


def _show_heat(figure: Any, wishes: ChartWishes) -> Drawn:
    from crmdesk.render import heat_chart as chart

    draw = partial(chart.draw_heat, figure, measure=wishes.measure)
    table = partial(chart.heat_table, figure, wishes.measure)
    return Drawn(chart.heat_title(figure), chart.heat_notes(figure), draw, table)
