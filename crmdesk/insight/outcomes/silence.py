"""Whether silence loses deals: how often we were in touch in the last 30 days before a loss, and before a win.

Pure functions over columns; knows neither the store nor the screen.
"""

from dataclasses import dataclass, replace

import numpy as np

from crmdesk.domain.loss_pool import PoolFilter
from crmdesk.insight.outcomes.columns import LOST, WON, Codes, Mask, OutcomeColumns, Whole
from crmdesk.insight.outcomes.stated import Stated

PART = "|"
"""Between the number of touches and the outcome in the key of a mark."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """So many touches, both ends included; without ``last``, any higher number too."""

    first: int
    last: int | None

    def key(self, *, won: bool) -> str:
        """The key of the mark for the deals that were won, or lost, after so many touches."""
        return f"{self.first}-{'' if self.last is None else self.last}{PART}{'won' if won else 'lost'}"


BUCKETS = (Bucket(0, 0), Bucket(1, 2), Bucket(3, 5), Bucket(6, 10), Bucket(11, None))


@dataclass(frozen=True, slots=True)
class Contact:
    """The deals of one outcome by ``BUCKETS``; ``median`` touches, None of no deal."""

    n: int
    counts: tuple[int, ...]
    median: float | None
    enough: bool

    def share(self, place: int) -> float:
        """The part of the deals that is in a bucket."""
        return self.counts[place] / self.n if self.n else 0.0


@dataclass(frozen=True, slots=True)
class Silence:
    """Both outcomes on one scale. ``stated`` counts them together."""

    stated: Stated
    lost: Contact
    won: Contact

    def wish(self, key: str) -> PoolFilter | None:
        """The deals of one outcome with so many touches."""
        found = [(bucket, won) for bucket in BUCKETS for won in (False, True) if bucket.key(won=won) == key]
        if not found:
            return None
        [(bucket, won)] = found
        return replace(self.stated.wanted, touches=(bucket.first, bucket.last), won=won)


def silence(columns: OutcomeColumns, mask: Mask, stated: Stated, touches: Codes | Whole) -> Silence:
    """The deals of the mask that ended on a known day; ``touches`` has the number of each row."""
    ended = mask & (columns.closed > 0)
    lost, won = (_contact(touches[ended & (columns.status == kind)], stated.minimum) for kind in (LOST, WON))
    return Silence(replace(stated, n=lost.n + won.n), lost, won)


def _contact(touches: Codes | Whole, minimum: int) -> Contact:
    places = np.searchsorted([bucket.first for bucket in BUCKETS], touches, side="right") - 1
    counts = np.bincount(places, minlength=len(BUCKETS))
    n = len(touches)
    return Contact(n, tuple(counts.tolist()), float(np.median(touches)) if n else None, n >= minimum)
