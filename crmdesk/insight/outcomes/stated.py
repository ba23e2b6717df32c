"""What every chart of the failure pool says about itself: how many deals, of which days, under which wishes."""

from dataclasses import dataclass
from datetime import date
from math import sqrt

from crmdesk.domain.loss_pool import PoolFilter

QUANTILE = 1.959963984540054
"""The quantile of the normal distribution that leaves 2.5 % at either side."""


@dataclass(frozen=True, slots=True)
class Stated:
    """Stands on the chart. ``n`` deals of the days ``since`` to ``until`` (None: open end) that fit ``wanted``.

    Rates of fewer than ``minimum`` deals are not said; ``undated`` deals would fit but for their unknown day.
    """

    n: int
    since: date | None
    until: date | None
    wanted: PoolFilter
    minimum: int
    undated: int = 0


@dataclass(frozen=True, slots=True)
class Share:
    """``part`` of ``whole`` deals, with the 95 % interval of Wilson (1927) for the rate; it may be too few to tell.

    E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", JASA 22, 1927.
    """

    part: int
    whole: int
    low: float
    high: float
    enough: bool

    @property
    def rate(self) -> float:
        """From 0 to 1; 0 of nothing."""
        return self.part / self.whole if self.whole else 0.0


def share_of(part: int, whole: int, minimum: int) -> Share:
    """The share with its interval, which is all from 0 to 1 of nothing."""
    if not whole:
        return Share(0, 0, 0.0, 1.0, enough=False)
    rate, spread = part / whole, QUANTILE**2 / whole
    middle = (rate + spread / 2) / (1 + spread)
    half = QUANTILE / (1 + spread) * sqrt(rate * (1 - rate) / whole + spread / (4 * whole))
    # At nothing and at all the interval ends there, but for the last digit.
    low, high = min(rate, max(0.0, middle - half)), max(rate, min(1.0, middle + half))
    return Share(part, whole, low, high, enough=whole >= minimum)
