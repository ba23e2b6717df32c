"""How the charts of the lost pool are wished to be shown, and how that is kept for the next time."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crmdesk.domain.loss_pool import Dimension
from crmdesk.qt.view_state import ViewState

if TYPE_CHECKING:
    from crmdesk.insight.outcomes.cohorts import Fate
    from crmdesk.render.pareto_bars import Measure

_MEASURE, _COMPARE, _TABLE = "losses.measure", "losses.compare", "losses.charts_as_table"
_HEAT, _GROUP, _CHIP, _FATE = "losses.heat", "losses.heat_group", "losses.chart", "losses.cohorts"
_AMOUNT, _YES, _NO = "amount", "yes", "no"
_FATES: dict[str, "Fate"] = {"won": "won", "lost": "lost", "open": "open"}


@dataclass(frozen=True, slots=True)
class ChartWishes:
    """``chip`` is the question whose charts are in sight; ``group`` the tag group of the heat table by tags.

    ``fate`` is what the cohorts tell of their deals. ``inside`` is the uid of the reason whose sub-reasons stand in
    place of all reasons; that is not kept.
    """

    chip: str = "why"
    by_amount: bool = False
    compare: bool = False
    as_table: bool = False
    heat: Dimension = Dimension.STAGE
    group: str = ""
    fate: "Fate" = "won"
    inside: str = ""

    @property
    def measure(self) -> "Measure":
        """What bars measure."""
        return "amount" if self.by_amount else "count"


def recall_charts(views: ViewState) -> ChartWishes:
    """How they were shown the last time."""
    heats = {dimension.value: dimension for dimension in Dimension}
    return ChartWishes(
        chip=views.text(_CHIP, "why"),
        by_amount=views.text(_MEASURE) == _AMOUNT,
        compare=views.text(_COMPARE) == _YES,
        as_table=views.text(_TABLE) == _YES,
        heat=heats.get(views.text(_HEAT), Dimension.STAGE),
        group=views.text(_GROUP),
        fate=_FATES.get(views.text(_FATE), "won"),
    )


def remember_charts(views: ViewState, wishes: ChartWishes) -> None:
    """Keep it for the next time."""
    views.put(_CHIP, wishes.chip)
    views.put(_MEASURE, _AMOUNT if wishes.by_amount else "count")
    views.put(_COMPARE, _YES if wishes.compare else _NO)
    views.put(_TABLE, _YES if wishes.as_table else _NO)
    views.put(_HEAT, wishes.heat.value)
    views.put(_GROUP, wishes.group)
    views.put(_FATE, wishes.fate)
