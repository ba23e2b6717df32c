"""How each figure about how deals end is named, drawn and put into a table.

Brings numpy and pyqtgraph along: to be loaded when the first figure is there. Knows no widget.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from crmdesk.render import (
    cohorts_chart,
    heat_chart,
    lifetimes_chart,
    obstacles_chart,
    rivals_chart,
    silence_chart,
    stage_charts,
    win_backs_chart,
    win_rate_chart,
)
from crmdesk.render.chart_table import ChartTable
from crmdesk.render.graphic import Graphic
from crmdesk.ui.losses.chart_wishes import ChartWishes


@dataclass(frozen=True, slots=True)
class FigureDrawing:
    """``draw`` wants notes, a heading, a theme and a size, and adds the ``remarks`` to the notes by itself."""

    title: str
    remarks: list[str]
    draw: Callable[..., Graphic]
    table: Callable[[], ChartTable]


def figure_drawing(kind: str, figure: Any, wishes: ChartWishes) -> FigureDrawing:
    """A figure of a kind as it is wished to be shown."""
    return _DRAWINGS[kind](figure, wishes)


def _win_rate(figure: Any, _wishes: ChartWishes) -> FigureDrawing:
    chart = win_rate_chart
    draw, table = partial(chart.draw_win_rate, figure), partial(chart.win_rate_table, figure)
    return FigureDrawing(chart.win_rate_title(figure), chart.win_rate_notes(figure), draw, table)


def _cohorts(figure: Any, _wishes: ChartWishes) -> FigureDrawing:
    chart = cohorts_chart
    draw, table = partial(chart.draw_cohorts, figure, won=True), partial(chart.cohorts_table, figure, won=True)
    return FigureDrawing(chart.cohorts_title(won=True), chart.cohorts_notes(), draw, table)


def _stage_losses(figure: Any, wishes: ChartWishes) -> FigureDrawing:
    chart = stage_charts
    draw = partial(chart.draw_stage_losses, figure, measure=wishes.measure)
    table = partial(chart.stage_losses_table, figure)
    return FigureDrawing(chart.stage_losses_title(), chart.stage_losses_notes(figure), draw, table)


def _stage_path(figure: Any, _wishes: ChartWishes) -> FigureDrawing:
    chart = stage_charts
    draw, table = partial(chart.draw_stage_path, figure), partial(chart.stage_path_table, figure)
    return FigureDrawing(chart.stage_path_title(), chart.stage_path_notes(), draw, table)


def _rivals(figure: Any, _wishes: ChartWishes) -> FigureDrawing:
    chart = rivals_chart
    draw, table = partial(chart.draw_rivals, figure), partial(chart.rivals_table, figure)
    return FigureDrawing(chart.rivals_title(), chart.rivals_notes(figure), draw, table)


def _heat(figure: Any, wishes: ChartWishes) -> FigureDrawing:
    chart = heat_chart
    draw = partial(chart.draw_heat, figure, measure=wishes.measure)
    table = partial(chart.heat_table, figure, wishes.measure)
    return FigureDrawing(chart.heat_title(figure), chart.heat_notes(figure), draw, table)


def _lifetimes(figure: Any, _wishes: ChartWishes) -> FigureDrawing:
    chart = lifetimes_chart
    draw, table = partial(chart.draw_lifetimes, figure), partial(chart.lifetimes_table, figure)
    return FigureDrawing(chart.lifetimes_title(), chart.lifetimes_notes(figure), draw, table)


def _silence(figure: Any, _wishes: ChartWishes) -> FigureDrawing:
    chart = silence_chart
    draw, table = partial(chart.draw_silence, figure), partial(chart.silence_table, figure)
    return FigureDrawing(chart.silence_title(), chart.silence_notes(), draw, table)


def _obstacles(figure: Any, wishes: ChartWishes) -> FigureDrawing:
    chart = obstacles_chart
    draw = partial(chart.draw_obstacles, figure, measure=wishes.measure)
    table = partial(chart.obstacles_table, figure, wishes.measure)
    return FigureDrawing(chart.obstacles_title(), chart.obstacles_notes(figure), draw, table)


def _win_backs(figure: Any, _wishes: ChartWishes) -> FigureDrawing:
    chart = win_backs_chart
    draw, table = partial(chart.draw_win_backs, figure), partial(chart.win_backs_table, figure)
    return FigureDrawing(chart.win_backs_title(), chart.win_backs_notes(figure), draw, table)


_DRAWINGS: dict[str, Callable[[Any, ChartWishes], FigureDrawing]] = {
    "win_rate": _win_rate,
    "cohorts": _cohorts,
    "stage_losses": _stage_losses,
    "stage_path": _stage_path,
    "rivals": _rivals,
    "heat": _heat,
    "lifetimes": _lifetimes,
    "silence": _silence,
    "obstacles": _obstacles,
    "win_backs": _win_backs,
}
