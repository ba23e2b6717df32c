"""What is counted for the charts in sight, and the pictures made of it. Knows no widget."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from crmdesk.domain.loss_pool import PoolFilter
from crmdesk.insight.loss_board import LossBoard
from crmdesk.services.loss_pool import PoolService
from crmdesk.services.outcome_figures import OutcomeFigures
from crmdesk.services.watch import Watch
from crmdesk.ui.charts.chart_picture import ChartPicture
from crmdesk.ui.losses.board_pictures import reasons_picture, trend_picture
from crmdesk.ui.losses.chart_wishes import ChartWishes
from crmdesk.ui.losses.figure_kinds import WHY, figure_kinds
from crmdesk.ui.losses.figure_pictures import figure_base, figure_picture

Count = Callable[[Watch], "Counted"]

_DRAWINGS = "crmdesk.ui.losses.figure_drawings"


@dataclass(frozen=True, slots=True)
class Counted:
    """The period before by its wish, or a figure for each card."""

    before: LossBoard | None = None
    wish: PoolFilter | None = None
    figures: tuple[Any, ...] = ()


def before_count(pool: PoolService, earlier: PoolFilter) -> Count:
    """How to count the period before."""
    return lambda _watch: Counted(pool.board(earlier), earlier)


def figures_count(figures: OutcomeFigures, board: LossBoard, wishes: ChartWishes) -> Count:
    """How to count what the charts of a question show; what draws them is loaded off the window's thread, too."""
    kinds = figure_kinds(wishes)

    def count(watch: Watch) -> Counted:
        import_module(_DRAWINGS)
        return Counted(figures=tuple(kind.read(figures, figure_base(board, kind), watch) for kind in kinds))

    return count


def pictures(
    board: LossBoard, counted: Counted, period: str, wishes: ChartWishes
) -> tuple[ChartPicture[PoolFilter], ...]:
    """The charts that answer the question wished, from left to right; ``period`` is the period in words."""
    if wishes.chip == WHY:
        before = counted.before
        return reasons_picture(board, before, period, wishes), trend_picture(board, before, period, wishes)
    pairs = zip(figure_kinds(wishes), counted.figures, strict=True)
    return tuple(figure_picture(kind, figure, board, period, wishes) for kind, figure in pairs)
