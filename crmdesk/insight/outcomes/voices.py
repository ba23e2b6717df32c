"""Whether two voices on a loss name the same reason: how often each reason of the one meets each of the other.

Pure functions over columns; knows neither the store nor the screen.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from crmdesk.domain.loss import Voice
from crmdesk.domain.loss_pool import PoolFilter, said_by
from crmdesk.insight.outcomes.columns import LOST, Mask, Named, OutcomeColumns
from crmdesk.insight.outcomes.measures import first_levels
from crmdesk.insight.outcomes.stated import Share, Stated, share_of

PART, JOINT, ANY = "|", ",", "*"
"""Between the two sides of a key, between several reasons of either, and in place of one."""

_MOST = 9
"""How many reasons find room on either side, the last for all others."""

_Table: TypeAlias = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class VoiceLine:
    """A reason of the first level, a row and a column at once; ``said`` by the one voice, ``found`` by the other.

    ``folded`` says how many it stands for that had no room of their own.
    """

    uids: tuple[str, ...]
    name: str
    said: int
    found: int
    folded: int = 0


@dataclass(frozen=True, slots=True)
class Voices:
    """``counts[row][column]`` losses of which ``one`` says what is in the row and ``other`` what is in the column.

    ``agreed`` of them are seen alike. ``kappa`` is how much more often than by chance, 1 being always; None of too few,
    or where each voice names one reason only: J. Cohen, "A Coefficient of Agreement for Nominal Scales", Educational
    and Psychological Measurement 20, 1960.
    """

    stated: Stated
    one: Voice
    other: Voice
    lines: tuple[VoiceLine, ...]
    counts: tuple[tuple[int, ...], ...]
    agreed: Share
    kappa: float | None

    def key(self, column: VoiceLine | None, row: VoiceLine | None) -> str:
        """The key of a cell, of a row's total (no column) or a column's (no row)."""
        return PART.join(JOINT.join(line.uids) if line else ANY for line in (column, row))

    def wish(self, key: str) -> PoolFilter | None:
        """The losses of a cell or a total."""
        column, part, row = key.partition(PART)
        if not part:
            return None
        sides = ((self.one, row), (self.other, column))
        told = (said_by(voice, "" if uid == ANY else uid) for voice, side in sides for uid in side.split(JOINT))
        return replace(self.stated.wanted, voices=frozenset(told), won=False)


def voices(columns: OutcomeColumns, chosen: Mask, stated: Stated, other: Voice, *, one: Voice = Voice.SELLER) -> Voices:
    """Count the lost among the ``chosen`` rows on which both voices name a reason."""
    levels = first_levels(columns)
    both = chosen & (columns.status == LOST) & (columns.said[one] > 0) & (columns.said[other] > 0)
    said, found = (levels[columns.said[voice][both]] for voice in (one, other))
    size = len(columns.reasons)
    table: _Table = np.bincount(said.astype(np.int64) * size + found, minlength=size * size).reshape(size, size)
    n, agreed = len(said), share_of(int(np.trace(table)), len(said), stated.minimum)
    lines, places = _lines(columns.reasons, table)
    counts = np.zeros((len(lines), len(lines)), np.int64)
    np.add.at(counts, (places[said], places[found]), 1)
    kappa = cohens_kappa(table) if agreed.enough else None
    return Voices(
        replace(stated, n=n, undated=0), one, other, lines, tuple(tuple(row.tolist()) for row in counts), agreed, kappa
    )


def cohens_kappa(table: _Table) -> float | None:
    """Agreement beyond chance of a square table of counts; None where chance alone would make it perfect."""
    n = table.sum()
    by_chance = float((table.sum(axis=0) * table.sum(axis=1)).sum()) / float(n) ** 2 if n else 1.0
    return None if by_chance == 1.0 else (float(np.trace(table)) / float(n) - by_chance) / (1 - by_chance)


def _lines(reasons: Sequence[Named], table: _Table) -> tuple[tuple[VoiceLine, ...], NDArray[np.int64]]:
    """The reasons by how often either voice names them, too many folded into one, and the line of each code."""
    said, found = table.sum(axis=1), table.sum(axis=0)
    codes = sorted(np.flatnonzero(said + found).tolist(), key=lambda code: (-int(said[code] + found[code]), code))
    most = _MOST - 1 if len(codes) > _MOST else _MOST
    groups = [[code] for code in codes[:most]] + ([codes[most:]] if codes[most:] else [])
    places = np.full(len(reasons), -1, np.int64)
    for place, group in enumerate(groups):
        places[group] = place
    lines = tuple(
        VoiceLine(
            tuple(reasons[code].uid for code in group),
            reasons[group[0]].name,
            int(said[group].sum()),
            int(found[group].sum()),
            folded=len(group) if len(group) > 1 else 0,
        )
        for group in groups
    )
    return lines, places
