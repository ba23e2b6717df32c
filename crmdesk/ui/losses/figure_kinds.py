"""Which charts answer which question about how deals end, and how each is read.

How they are drawn is in ``figure_drawings``, which is loaded only when one is. Knows no widget.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from crmdesk.domain.loss import Voice
from crmdesk.domain.loss_pool import Dimension, PoolFilter
from crmdesk.i18n import _
from crmdesk.services.outcome_figures import OutcomeFigures
from crmdesk.services.watch import Watch
from crmdesk.ui.losses.chart_wishes import ChartWishes

WHY, SEGMENTS = "why", "segments"
"""The question that the counts of the screen itself answer, and the one with a choice of what stands in columns."""

HEAT, COHORTS = "heat", "cohorts"
"""The charts with a choice of their own."""

Read = Callable[[OutcomeFigures, PoolFilter, Watch], Any]


@dataclass(frozen=True, slots=True)
class FigureKind:
    """``own`` are the dimensions it shows itself, so that no wish narrows it down by them.

    ``by_amount`` charts can add up amounts, ``compares`` ones tell of the period before; ``rates`` say nothing at all
    of fewer deals than the minimum. Those ``by_reason`` can look into one.
    """

    key: str
    name: str
    read: Read
    own: frozenset[Dimension] = frozenset()
    by_amount: bool = False
    compares: bool = False
    rates: bool = False
    by_reason: bool = False


def questions() -> dict[str, str]:
    """The questions in their order, as chips name them."""
    return {
        WHY: _("Why"),
        "win_rate": _("Win rate"),
        "pipeline": _("Where in the pipeline"),
        "rivals": _("To whom"),
        SEGMENTS: _("Which segment"),
        "time": _("How long it took"),
        "win_back": _("Wins and win-back"),
        "voices": _("Voices"),
    }


def figure_kinds(wishes: ChartWishes) -> tuple[FigureKind, ...]:
    """The charts that answer the question wished, from left to right; none for what the screen counts itself."""
    of, inside = OutcomeFigures, wishes.inside
    month, stage, reason = (frozenset({one}) for one in (Dimension.MONTH, Dimension.STAGE, Dimension.REASON))
    win_rate = partial(of.win_rate, compare=wishes.compare)
    heat = partial(of.heat, by=wishes.heat, group=wishes.group, inside=inside)
    obstacles, win_backs = partial(of.obstacles, inside=inside), partial(of.win_backs, inside=inside)
    kinds: dict[str, tuple[FigureKind, ...]] = {
        "win_rate": (
            FigureKind("win_rate", _("Win rate"), win_rate, month, compares=True, rates=True),
            FigureKind(COHORTS, _("Months of creation"), of.cohorts, frozenset({Dimension.COHORT}), rates=True),
        ),
        "pipeline": (
            FigureKind("stage_losses", _("At which stage we lose"), of.stage_losses, stage, by_amount=True),
            FigureKind("stage_path", _("How far deals get"), of.stage_path, stage, rates=True),
        ),
        "rivals": (FigureKind("rivals", _("Competitors"), of.rivals, frozenset({Dimension.COMPETITOR})),),
        SEGMENTS: (FigureKind(HEAT, _("Reasons"), heat, reason | {wishes.heat}, by_amount=True, by_reason=True),),
        "time": (
            FigureKind("lifetimes", _("Days until the end"), of.lifetimes, frozenset({Dimension.DAYS}), rates=True),
            FigureKind("silence", _("Silence before the end"), of.silence, frozenset({Dimension.TOUCHES}), rates=True),
        ),
        "win_back": (
            FigureKind("obstacles", _("Lost by it, or won in spite of it"), obstacles, by_amount=True, by_reason=True),
            FigureKind("win_backs", _("Win-back by reason"), win_backs, by_reason=True),
        ),
        "voices": tuple(
            FigureKind(key, name, partial(of.voices, other=other), frozenset({Dimension.VOICE}), rates=True)
            for key, name, other in (
                ("said_by_customer", _("Salesperson and customer"), Voice.CUSTOMER),
                ("found_in_review", _("Salesperson and review"), Voice.MANAGER),
            )
        ),
    }
    return kinds.get(wishes.chip, ())
