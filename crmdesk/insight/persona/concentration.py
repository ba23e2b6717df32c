"""Whether those who sign become ever more alike: how few tags cover 80 % of the customers of a year.

A tag covers a customer that has it. The fewest tags that cover a share of all is a hard problem (set cover), so tags
are taken greedily: each time the one that covers most of those not covered yet (V. Chvátal, "A Greedy Heuristic for the
Set-Covering Problem", Mathematics of Operations Research 4, 1979). It may take more tags than the fewest possible, in
every year alike; among the tags of one group that rule each other out it is exact. Ties go to the first tag in order.

A customer belongs to the year of its first deal won, with the tags that it has now. In a tree its own tags count, not
those above them, unless one level is asked for.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from crmdesk.domain.portrait import CustomerGroup, PortraitFamily, PortraitFilter, PortraitTag
from crmdesk.insight.outcomes.columns import Codes, Mask, Pairs
from crmdesk.insight.outcomes.pairs import lifted
from crmdesk.insight.persona.columns import PersonaColumns, of_rows

_PART, _WHOLE = 4, 5
"""80 %, in whole numbers."""


@dataclass(frozen=True, slots=True)
class CoverStep:
    """A tag that was taken, and how many customers it covers that those before it do not."""

    tag: PortraitTag
    adds: int


@dataclass(frozen=True, slots=True)
class YearCover:
    """The tags that cover 80 % of the ``n`` customers with a tag that signed in a year; fewer may not be ``enough``."""

    year: int
    n: int
    steps: tuple[CoverStep, ...]
    enough: bool
    partial: bool

    @property
    def covered(self) -> float:
        """The share that they do cover, 0 to 1."""
        return sum(step.adds for step in self.steps) / self.n if self.n else 0.0


@dataclass(frozen=True, slots=True)
class FamilyCover:
    """The years from the first to the present one; ``family`` is None for the tags of all groups together."""

    family: PortraitFamily | None
    years: tuple[YearCover, ...]

    @property
    def narrows(self) -> bool:
        """Whether the last year took fewer tags than the one before, both of enough customers."""
        before, last = [None, None, *(cover if cover.enough else None for cover in self.years)][-2:]
        return before is not None and last is not None and len(last.steps) < len(before.steps)


@dataclass(frozen=True, slots=True)
class Concentration:
    """All tags together (if there are several groups of them), then each group by itself, those that narrow first.

    ``undated`` customers signed nobody knows when.
    """

    rows: tuple[FamilyCover, ...]
    years: tuple[int, ...]
    undated: int
    minimum: int


def concentration_of(columns: PersonaColumns, wanted: PortraitFilter, *, minimum: int, today: date) -> Concentration:
    """Count every year; ``wanted`` says which groups of tags and which level, its period does not matter."""
    signed = columns.of_group(CustomerGroup.SIGNED)
    years = _years(columns.signed)
    years[~signed] = 0
    known = years[years > 0]
    span = tuple(range(int(known.min()), max(today.year, int(known.max())) + 1)) if len(known) else ()
    families = [each for each in columns.families if not wanted.groups or each.uid in wanted.groups]
    pairs = _tags_wanted(columns, of_rows(columns.held, years > 0), families, wanted.level)
    sides: list[PortraitFamily | None] = [None, *families] if len(families) > 1 else [*families]
    rows = []
    for family in sides:
        mine = pairs if family is None else _of_codes(pairs, [tag.group_uid == family.uid for tag in columns.tags])
        covers = [_year_cover(columns, mine, years, year, minimum, today) for year in span]
        if any(cover.n for cover in covers):
            rows.append(FamilyCover(family, tuple(covers)))
    rows.sort(key=lambda row: row.family is not None and not row.narrows)
    return Concentration(tuple(rows), span, int(np.count_nonzero(signed & (years == 0))), minimum)


def greedy_cover(pairs: Pairs, customers: int, tags: int) -> list[tuple[int, int]]:
    """Codes with how many customers each adds, until 80 % of so many customers are covered or nothing is left."""
    chosen: list[tuple[int, int]] = []
    rows, codes, covered = pairs.rows, pairs.codes, 0
    while covered * _WHOLE < customers * _PART and len(rows):
        counts = np.bincount(codes, minlength=tags)
        best = int(np.argmax(counts))
        chosen.append((best, int(counts[best])))
        covered += chosen[-1][1]
        taken = np.sort(rows[codes == best])
        left = taken[np.minimum(np.searchsorted(taken, rows), len(taken) - 1)] != rows
        rows, codes = rows[left], codes[left]
    return chosen


def _year_cover(columns: PersonaColumns, pairs: Pairs, years: Codes, year: int, minimum: int, today: date) -> YearCover:
    of_year = of_rows(pairs, years == year)
    n = len(np.unique(of_year.rows))
    taken = greedy_cover(of_year, n, len(columns.names))
    steps = tuple(CoverStep(columns.tags[code - 1], adds) for code, adds in taken)
    return YearCover(year, n, steps, n >= minimum, year == today.year)


def _tags_wanted(columns: PersonaColumns, held: Pairs, families: Sequence[PortraitFamily], level: int | None) -> Pairs:
    shown = {family.uid: family.levels for family in families}
    if level is None:
        return _of_codes(held, [tag.group_uid in shown for tag in columns.tags])
    every = lifted(held, columns.names)
    wanted = [tag.group_uid in shown and (shown[tag.group_uid] == 1 or tag.level == level) for tag in columns.tags]
    return _of_codes(every, wanted)


def _of_codes(pairs: Pairs, wanted: Sequence[bool]) -> Pairs:
    chosen: Mask = np.array([False, *wanted], np.bool_)
    which = chosen[pairs.codes]
    return Pairs(pairs.rows[which], pairs.codes[which])


def _years(days: Codes) -> Codes:
    """The years of proleptic ordinals, 0 where there is none."""
    since_1970 = (days.astype(np.int64) - date(1970, 1, 1).toordinal()).astype("datetime64[D]")
    years = since_1970.astype("datetime64[Y]").astype(np.int64) + 1970
    return np.where(days > 0, years, 0).astype(np.int32)
