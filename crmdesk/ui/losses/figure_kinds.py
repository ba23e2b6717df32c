"""Which charts answer which question about how deals end, and how each is read.

How they are drawn is in ``figure_drawings``, which is loaded only when one is. Knows no widget.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from crmdesk.domain.loss_pool import Dimension, PoolFilter
from crmdesk.i18n import _
from crmdesk.services.outcome_figures import OutcomeFigures
from crmdesk.services.watch import Watch
from crmdesk.ui.losses.chart_wishes import ChartWishes

WHY, SEGMENTS = "why", "segments"
"""The question that the counts of the screen itself answer, and the one with a choice of what stands in columns."""

Read = Callable[[OutcomeFigures, PoolFilter, ChartWishes, Watch], Any]


@dataclass(frozen=True, slots=True)
class FigureKind:
    """``own`` are the dimensions it shows itself, so that no wish narrows it down by them.

    ``by_amount`` charts can add up amounts, ``compares`` ones tell of the period before; ``rates`` say nothing at all
    of fewer deals than the minimum.
    """

    key: str
    name: str
    read: Read
    own: frozenset[Dimension] = frozenset()
    by_amount: bool = False
    compares: bool = False
    rates: bool = False


def questions() -> dict[str, str]:
    """The questions in their order, as chips name them."""
    return {
        WHY: _("Why"),
        "win_rate": _("Win rate"),
        "pipeline": _("Where in the pipeline"),
        "rivals": _("To whom"),
        SEGMENTS: _("Who and which segment"),
        "time": _("How long it took"),
        "win_back": _("Wins and win-back"),
    }


def figure_kinds(wishes: ChartWishes) -> tuple[FigureKind, ...]:
    """The charts that answer the question wished, from left to right; none for what the screen counts itself."""
    month, stage, reason = (frozenset({one}) for one in (Dimension.MONTH, Dimension.STAGE, Dimension.REASON))
    kinds: dict[str, tuple[FigureKind, ...]] = {
        "win_rate": (
            FigureKind("win_rate", _("Win rate"), _win_rate, month, compares=True, rates=True),
            FigureKind("cohorts", _("Months of creation"), _cohorts, frozenset({Dimension.COHORT}), rates=True),
        ),
        "pipeline": (
            FigureKind("stage_losses", _("At which stage we lose"), _stage_losses, stage, by_amount=True),
            FigureKind("stage_path", _("How far deals get"), _stage_path, stage, rates=True),
        ),
        "rivals": (FigureKind("rivals", _("Competitors"), _rivals, frozenset({Dimension.COMPETITOR})),),
        SEGMENTS: (FigureKind("heat", _("Reasons"), _heat, reason | {wishes.heat}, by_amount=True),),
        "time": (
            FigureKind("lifetimes", _("Days until the end"), _lifetimes, frozenset({Dimension.DAYS}), rates=True),
            FigureKind("silence", _("Silence before the end"), _silence, frozenset({Dimension.TOUCHES}), rates=True),
        ),
        "win_back": (
            FigureKind("obstacles", _("Lost by it, or won in spite of it"), _obstacles, reason, by_amount=True),
            FigureKind("win_backs", _("Win-back by reason"), _win_backs, reason),
        ),
    }
    return kinds.get(wishes.chip, ())


def _win_rate(figures: OutcomeFigures, wanted: PoolFilter, wishes: ChartWishes, watch: Watch) -> Any:
    return figures.win_rate(wanted, watch, compare=wishes.compare)


def _cohorts(figures: OutcomeFigures, wanted: PoolFilter, _wishes: ChartWishes, watch: Watch) -> Any:
    return figures.cohorts(wanted, watch)


def _stage_losses(figures: OutcomeFigures, wanted: PoolFilter, _wishes: ChartWishes, watch: Watch) -> Any:
    return figures.stage_losses(wanted, watch)


def _stage_path(figures: OutcomeFigures, wanted: PoolFilter, _wishes: ChartWishes, watch: Watch) -> Any:
    return figures.stage_path(wanted, watch)


def _rivals(figures: OutcomeFigures, wanted: PoolFilter, _wishes: ChartWishes, watch: Watch) -> Any:
    return figures.rivals(wanted, watch)


def _heat(figures: OutcomeFigures, wanted: PoolFilter, wishes: ChartWishes, watch: Watch) -> Any:
    return figures.heat(wanted, wishes.heat, watch, group=wishes.group)


def _lifetimes(figures: OutcomeFigures, wanted: PoolFilter, _wishes: ChartWishes, watch: Watch) -> Any:
    return figures.lifetimes(wanted, watch)


def _silence(figures: OutcomeFigures, wanted: PoolFilter, _wishes: ChartWishes, watch: Watch) -> Any:
    return figures.silence(wanted, watch)


def _obstacles(figures: OutcomeFigures, wanted: PoolFilter, _wishes: ChartWishes, watch: Watch) -> Any:
    return figures.obstacles(wanted, watch)


def _win_backs(figures: OutcomeFigures, wanted: PoolFilter, _wishes: ChartWishes, watch: Watch) -> Any:
    return figures.win_backs(wanted, watch)
