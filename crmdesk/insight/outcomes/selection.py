"""The deals that fit a wish, as a mask over the columns.

Pure functions; knows neither the store nor the screen.
"""

from collections.abc import Callable, Collection, Sequence
from datetime import date

import numpy as np

from crmdesk.domain.loss import UNKNOWN
from crmdesk.domain.loss_pool import Dimension, PoolFilter, Review, none_of, said_by
from crmdesk.insight.outcomes.columns import LOST, OPEN, WON, Codes, Mask, Named, OutcomeColumns, Pairs, Whole
from crmdesk.insight.outcomes.measures import ages_at_end

_END_OF_TIME = date.max.toordinal()


def select(
    columns: OutcomeColumns,
    wanted: PoolFilter,
    today: date,
    *,
    but: Collection[Dimension] = (),
    outcomes: Collection[int] | None = None,
    touches: Codes | None = None,
) -> Mask:
    """The deals that fit all that is wished, leaving aside the dimensions ``but``.

    They are lost, or won if that is wished, unless ``outcomes`` (codes of ``status``) are given. ``touches`` of each
    row must be there where a number of them is wished for.
    """
    usual = (WON if wanted.won else LOST,)
    chosen = np.array([code in (usual if outcomes is None else outcomes) for code in (OPEN, WON, LOST)])
    # A look-up takes a tenth of the time of numpy's isin.
    fitting: Mask = chosen[columns.status]
    for dimension, mask in wishes(columns, wanted, today, touches=touches).items():
        if dimension not in but:
            fitting &= mask
    return fitting


def wishes(
    columns: OutcomeColumns, wanted: PoolFilter, today: date, *, touches: Codes | None = None
) -> dict[Dimension, Mask]:
    """The deals that meet what is wished of each dimension; nothing for one of which all is wanted."""
    masks: dict[Dimension, Mask] = {}
    for dimension, is_wished, met in _WISHES:
        if is_wished(wanted):
            masks[dimension] = met(columns, wanted)
    if wanted.reviews:
        flags = reviews(columns, today)
        masks[Dimension.REVIEW] = np.logical_or.reduce([flags[review] for review in wanted.reviews])
    if wanted.touches is not None:
        if touches is None:
            raise ValueError("the touches of the deals are needed")
        masks[Dimension.TOUCHES] = _between(touches, wanted.touches)
    return masks


def reviews(columns: OutcomeColumns, today: date) -> dict[Review, Mask]:
    """What may still be wanted of each loss."""
    on = columns.win_back_on
    unknown = np.array([one.key == UNKNOWN for one in columns.reasons], np.bool_)
    return {
        Review.UNKNOWN: unknown[columns.reason] & (columns.status == LOST),
        Review.NOT_REVIEWED: ~columns.reviewed,
        Review.DISAGREE: columns.disagree,
        Review.WORTH: columns.worth,
        Review.DUE: ~columns.hopeless & (on > 0) & (on <= today.toordinal()),
        Review.WAITING: columns.waiting,
        Review.NEVER: columns.hopeless,
    }


def codes_of(names: Sequence[Named], uids: Collection[str]) -> Mask:
    """For each code whether its uid, or that of something above it, is among these."""
    chosen = np.array([one.uid in uids for one in names], np.bool_)
    above = np.array([one.above for one in names], np.int32)
    for _level in names:
        further = chosen | (chosen[above] & (above > 0))
        if (further == chosen).all():
            break
        chosen = further
    return chosen


def months_of(span: str) -> tuple[int, int]:
    """The first and the last month (year * 12 + month - 1) of a month, a quarter or a year: 2026-03, 2026-Q1, 2026."""
    year, _dash, part = span.partition("-")
    start = int(year) * 12
    if not part:
        return start, start + 11
    if part.startswith("Q"):
        quarter = start + 3 * int(part[1:]) - 3
        return quarter, quarter + 2
    month = start + int(part) - 1
    return month, month


def _in_period(columns: OutcomeColumns, wanted: PoolFilter) -> Mask:
    if wanted.undated:
        return _between(columns.closed, (0, 0))
    first = wanted.since.toordinal() if wanted.since else 1
    return _between(columns.closed, (first, wanted.until.toordinal() if wanted.until else _END_OF_TIME))


def _because(columns: OutcomeColumns, wanted: PoolFilter) -> Mask:
    """Lost for one of the reasons, or won in spite of one."""
    chosen = codes_of(columns.reasons, wanted.reasons)
    won_in_spite = _any_of(columns, columns.obstacles, columns.reasons, wanted.reasons)
    return np.where(columns.status == WON, won_in_spite, chosen[columns.reason])


def _any_of(columns: OutcomeColumns, pairs: Pairs, names: Sequence[Named], uids: Collection[str]) -> Mask:
    """The deals that have any one of these; the first code stands for having none at all."""
    chosen = codes_of(names, uids)
    met = np.zeros(len(columns), np.bool_)
    if chosen[0]:
        met[:] = True
        met[pairs.rows] = False
    met[pairs.rows[chosen[pairs.codes]]] = True
    return met


def without_tag(columns: OutcomeColumns, group: str) -> Mask:
    """The deals that have no tag of a group, which is meant by its uid."""
    of_group = np.array([one.group == group for one in columns.tag_names], np.bool_)
    without = np.ones(len(columns), np.bool_)
    without[columns.tags.rows[of_group[columns.tags.codes]]] = False
    return without


def _tagged(columns: OutcomeColumns, wanted: PoolFilter) -> Mask:
    """The deals that have any one of the tags, or none of a group of which that is wished."""
    met = _any_of(columns, columns.tags, columns.tag_names, wanted.tags)
    for group in columns.tag_groups:
        if none_of(group.uid) in wanted.tags:
            met |= without_tag(columns, group.uid)
    return met


def _told(columns: OutcomeColumns, wanted: PoolFilter) -> Mask:
    """The losses on which every voice that is wished for names one of its reasons, or any where that is wished."""
    met = np.ones(len(columns), np.bool_)
    for voice, said in columns.said.items():
        prefix = said_by(voice)
        uids = frozenset(one.removeprefix(prefix) for one in wanted.voices if one.startswith(prefix))
        if uids:
            met &= said > 0 if "" in uids else codes_of(columns.reasons, uids)[said]
    return met


def _between(values: Codes | Whole, ends: tuple[int, int | None]) -> Mask:
    first, last = ends
    fitting: Mask = values >= first
    return fitting if last is None else fitting & (values <= last)


_Met = Callable[[OutcomeColumns, PoolFilter], Mask]
_WISHES: tuple[tuple[Dimension, Callable[[PoolFilter], object], _Met], ...] = (
    (Dimension.PERIOD, lambda wanted: wanted.undated or wanted.has_period, _in_period),
    (
        Dimension.MONTH,
        lambda wanted: wanted.month,
        lambda of, wanted: _between(of.closed_month, months_of(wanted.month)),
    ),
    (Dimension.REASON, lambda wanted: wanted.reasons, _because),
    (Dimension.OWNER, lambda wanted: wanted.owners, lambda of, wanted: codes_of(of.owners, wanted.owners)[of.owner]),
    (Dimension.STAGE, lambda wanted: wanted.stages, lambda of, wanted: codes_of(of.stages, wanted.stages)[of.stage]),
    (
        Dimension.COMPETITOR,
        lambda wanted: wanted.competitors,
        lambda of, wanted: _any_of(of, of.competitors, of.competitor_names, wanted.competitors),
    ),
    (
        Dimension.SOURCE,
        lambda wanted: wanted.sources,
        lambda of, wanted: _any_of(of, of.sources, of.source_names, wanted.sources),
    ),
    (Dimension.TAG, lambda wanted: wanted.tags, _tagged),
    (
        Dimension.COHORT,
        lambda wanted: wanted.cohort,
        lambda of, wanted: _between(of.created_month, months_of(wanted.cohort)),
    ),
    (
        Dimension.DAYS,
        lambda wanted: wanted.days is not None,
        lambda of, wanted: _between(ages_at_end(of), wanted.days or (0, None)),
    ),
    (Dimension.VOICE, lambda wanted: wanted.voices, _told),
)
"""What is asked of the columns alone, and when."""
