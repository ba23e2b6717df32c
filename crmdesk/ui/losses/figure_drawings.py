"""How each figure about how deals end is named, drawn and put into a table.

Brings numpy and pyqtgraph along: to be loaded when the first figure is there. Knows no widget.
"""

from collections.abc import Callable, Sequence
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
    voices_chart,
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
    remarks: Sequence[str]
    draw: Callable[..., Graphic]
    table: Callable[[], ChartTable]


@dataclass(frozen=True, slots=True)
class _Chart:
    """What a module of charts says and draws of a figure."""

    title: Callable[[Any], str]
    remarks: Callable[[Any], Sequence[str]]
    draw: Callable[..., Graphic]
    table: Callable[[Any], ChartTable]


def figure_drawing(kind: str, figure: Any, wishes: ChartWishes) -> FigureDrawing:
    """A figure of a kind as it is wished to be shown."""
    chart = _charts(wishes)[kind]
    return FigureDrawing(
        chart.title(figure), chart.remarks(figure), partial(chart.draw, figure), partial(chart.table, figure)
    )


def _charts(wishes: ChartWishes) -> dict[str, _Chart]:
    """The charts by the keys of their kinds."""
    rate, stage, rival, life, silent = win_rate_chart, stage_charts, rivals_chart, lifetimes_chart, silence_chart
    said, back, measure, fate = voices_chart, win_backs_chart, wishes.measure, wishes.fate
    cohorts = _Chart(
        partial(cohorts_chart.cohorts_title, fate=fate),
        cohorts_chart.cohorts_notes,
        partial(cohorts_chart.draw_cohorts, fate=fate),
        partial(cohorts_chart.cohorts_table, fate=fate),
    )
    heat = _Chart(
        heat_chart.heat_title,
        heat_chart.heat_notes,
        partial(heat_chart.draw_heat, measure=measure),
        partial(heat_chart.heat_table, measure=measure),
    )
    obstacles = _Chart(
        obstacles_chart.obstacles_title,
        obstacles_chart.obstacles_notes,
        partial(obstacles_chart.draw_obstacles, measure=measure),
        partial(obstacles_chart.obstacles_table, measure=measure),
    )
    losses = partial(stage.draw_stage_losses, measure=measure)
    voices = _Chart(said.voices_title, said.voices_notes, said.draw_voices, said.voices_table)
    return {
        "win_rate": _Chart(rate.win_rate_title, rate.win_rate_notes, rate.draw_win_rate, rate.win_rate_table),
        "cohorts": cohorts,
        "stage_losses": _Chart(stage.stage_losses_title, stage.stage_losses_notes, losses, stage.stage_losses_table),
        "stage_path": _Chart(
            stage.stage_path_title, stage.stage_path_notes, stage.draw_stage_path, stage.stage_path_table
        ),
        "rivals": _Chart(rival.rivals_title, rival.rivals_notes, rival.draw_rivals, rival.rivals_table),
        "heat": heat,
        "lifetimes": _Chart(life.lifetimes_title, life.lifetimes_notes, life.draw_lifetimes, life.lifetimes_table),
        "silence": _Chart(silent.silence_title, silent.silence_notes, silent.draw_silence, silent.silence_table),
        "obstacles": obstacles,
        "win_backs": _Chart(back.win_backs_title, back.win_backs_notes, back.draw_win_backs, back.win_backs_table),
        "said_by_customer": voices,
        "found_in_review": voices,
    }
