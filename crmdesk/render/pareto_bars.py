"""The bars of a Pareto chart out of a loss table: order, heights, running share, tail. Knows nothing of drawing."""

from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Literal

from crmdesk.i18n import _, ngettext
from crmdesk.insight.losses import LossRow, LossTable

Measure = Literal["count", "amount"]

VITAL_SHARE = 0.8
"""The part of all losses that the vital few causes make up together (Juran's 80/20 rule)."""

_LONGEST_TEXT = 300
_INTO = " ›"


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; ``value`` counts losses, or minor units of the table's currency. ``cumulative`` is up to this bar.

    ``key`` is what a click on it tells. ``hue`` is a place in the palette; without one, ``vital`` bars stand out.
    ``heading`` is the key of its name, where a click on that leads to what is below. ``faded`` bars are not among
    those chosen. ``before`` is the value in the period before, where one is compared with.
    """

    label: str
    value: int
    share: float
    cumulative: float
    vital: bool
    key: str
    hue: int | None = None
    faded: bool = False
    before: int | None = None
    heading: str = ""

    @property
    def name(self) -> str:
        """The label as it stands in the chart."""
        return looked_into(self.label) if self.heading else self.label


@dataclass(frozen=True, slots=True)
class Bars:
    """The bars in order, and what stands apart from them: the losses for which nothing was recorded.

    With ``won`` they are about deals that were won, by what spoke against them.
    """

    bars: tuple[Bar, ...]
    total: int
    not_recorded: int
    ranked: bool
    won: bool = False

    @property
    def vital(self) -> int:
        """How many causes make up the vital share; 0 where the bars are not ranked."""
        return sum(bar.vital for bar in self.bars) if self.ranked else 0


def looked_into(name: str) -> str:
    """The name of a reason with others below it, as it stands in a chart."""
    return f"{name}{_INTO}"


def bars_of(table: LossTable, measure: Measure, most: int) -> Bars:
    """The bars of a table, largest first (months by time and without gaps), at most ``most``; the rest is folded."""
    ranked = table.by != "month"
    pairs = [(one_line(row.key) or _("(no name)"), _value(row, measure)) for row in table.rows]
    if ranked:
        pairs.sort(key=lambda pair: -pair[1])
        pairs = _folded(pairs, most)
    else:
        pairs = _without_gaps(pairs)
        pairs = [*_folded(pairs[::-1], most)][::-1]
    total = sum(value for _label, value in pairs)
    bars, before = [], 0
    for (label, value), running in zip(pairs, accumulate(value for _label, value in pairs), strict=True):
        share, cumulative = (value / total, running / total) if total else (0.0, 0.0)
        bars.append(Bar(label, value, share, cumulative, not ranked or before < VITAL_SHARE * total, key=label))
        before = running
    return Bars(tuple(bars), total, _not_recorded(table, measure), ranked)


def _value(row: LossRow, measure: Measure) -> int:
    return row.count if measure == "count" else max(0, row.amount.minor)


def _not_recorded(table: LossTable, measure: Measure) -> int:
    """What no row has; the amount cannot be told where rows overlap."""
    if measure == "count":
        return table.not_recorded
    if table.overlap or not table.not_recorded:
        return 0
    return max(0, table.amount.minor - sum(row.amount.minor for row in table.rows))


def one_line(text: str) -> str:
    """The text without line breaks and other signs that cannot be seen, and not endless."""
    seen = "".join(sign if sign.isprintable() else " " for sign in text[:_LONGEST_TEXT])
    return " ".join(seen.split())


def _folded(pairs: list[tuple[str, int]], most: int) -> list[tuple[str, int]]:
    if len(pairs) <= most:
        return pairs
    rest = pairs[most - 1 :]
    label = ngettext("{n} other", "{n} others", len(rest)).format(n=len(rest))
    return [*pairs[: most - 1], (label, sum(value for _label, value in rest))]


def _without_gaps(pairs: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Months with the lossless ones between them, so that the distance on the axis is one of time."""
    filled = pairs[:1]
    for (before, _count), (month, value) in pairwise(pairs):
        filled += [(_month(at), 0) for at in range(_months(before) + 1, _months(month))]
        filled.append((month, value))
    return filled


def _months(month: str) -> int:
    year, number = month.split("-")
    return int(year) * 12 + int(number) - 1


def _month(months: int) -> str:
    return f"{months // 12:04}-{months % 12 + 1:02}"
