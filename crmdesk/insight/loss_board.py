"""The failure pool at a glance: what there is to choose from, each with its count, and what the charts show.

Pure functions over counts and lists; knows neither the store nor the screen.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from crmdesk.domain.loss import NOT_RECORDED, UNKNOWN, LossReason
from crmdesk.domain.loss_pool import PoolFilter, PoolTallies, Review, Tally, none_of
from crmdesk.insight.loss_trend import Series, Trend, trend_of

_HUES = 6
"""How many reasons have a colour of their own: more could not be told apart."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to choose, with what there is of it; ``parent`` is the uid of the reason a sub-reason is below."""

    uid: str
    name: str
    tally: Tally
    parent: str = ""
    hue: int | None = None


@dataclass(frozen=True, slots=True)
class TagFacet:
    """A group of tags with those that occur; one below another is ``Entry.parent``'s, and counted there too."""

    uid: str
    name: str
    tags: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class BoardNames:
    """What things are called, by uid and in the order they are offered in. Tags go by their groups."""

    owners: Mapping[str, str]
    stages: Mapping[str, str]
    competitors: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    tags: Sequence[TagFacet] = ()


@dataclass(frozen=True, slots=True)
class LossBoard:
    """Losses counted under ``wanted``. ``everything`` counts them under no wish at all.

    ``left_out`` is how many things were wished for besides that are not there (any more).

    ``reasons`` go by how often they occur at all, so that they stay where they are while others are wished for, each
    followed by those below it; ``NOT_RECORDED`` is always the last. ``chosen`` are the wanted reasons with all below.
    """

    wanted: PoolFilter
    chosen: frozenset[str]
    everything: int
    total: Tally
    undated: Tally
    reasons: tuple[Entry, ...]
    owners: tuple[Entry, ...]
    stages: tuple[Entry, ...]
    reviews: Mapping[Review, int]
    trend: Trend
    currency: str
    competitors: tuple[Entry, ...] = ()
    sources: tuple[Entry, ...] = ()
    tags: tuple[TagFacet, ...] = ()
    left_out: int = 0

    def reasons_in(self, parent: str) -> tuple[Entry, ...]:
        """The reasons of the first level (for an empty uid), or those right below one."""
        return tuple(entry for entry in self.reasons if entry.parent == parent)

    def reason(self, uid: str) -> Entry | None:
        """A reason by its uid."""
        return next((entry for entry in self.reasons if entry.uid == uid), None)


def loss_board(
    wanted: PoolFilter,
    counts: PoolTallies,
    reasons: Sequence[LossReason],
    names: BoardNames,
    *,
    currency: str,
    today: date,
) -> LossBoard:
    """Put counts together with names."""
    entries = _reasons(counts, reasons, wanted)
    chosen = frozenset(entry.uid for entry in entries if {entry.uid, entry.parent or entry.uid} & wanted.reasons)
    trend = trend_of(
        counts.months, _series(entries, counts), chosen, since=wanted.since, until=wanted.until, today=today
    )
    return LossBoard(
        wanted=wanted,
        chosen=chosen,
        everything=counts.everything.n,
        total=counts.total,
        undated=counts.undated,
        reasons=entries,
        owners=_entries(names.owners, counts.owners, wanted.owners),
        stages=_entries(names.stages, counts.stages, wanted.stages),
        reviews={review: counts.reviews.get(review, Tally()).n for review in Review},
        trend=trend,
        currency=_currency(counts, currency),
        competitors=_entries(names.competitors, counts.competitors, wanted.competitors),
        sources=_entries(names.sources, counts.sources, wanted.sources),
        tags=_tags(names.tags, counts.tags, wanted.tags),
    )


def _entries(names: Mapping[str, str], counts: Mapping[str, Tally], wanted: frozenset[str]) -> tuple[Entry, ...]:
    return tuple(
        Entry(uid, name, counts.get(uid, Tally())) for uid, name in names.items() if uid in counts or uid in wanted
    )


def _tags(facets: Sequence[TagFacet], counts: Mapping[str, Tally], wanted: frozenset[str]) -> tuple[TagFacet, ...]:
    """The groups of which any tag occurs or is wished for; only there it says something that a deal has none."""
    found = (
        replace(
            facet,
            tags=tuple(
                replace(tag, tally=counts.get(tag.uid, Tally()))
                for tag in facet.tags
                if tag.uid in counts or tag.uid in wanted
            ),
        )
        for facet in facets
    )
    return tuple(
        facet for facet in found if any(tag.uid != none_of(facet.uid) or tag.uid in wanted for tag in facet.tags)
    )


def _reasons(counts: PoolTallies, reasons: Sequence[LossReason], wanted: PoolFilter) -> tuple[Entry, ...]:
    """The reasons that occur or are wished for, first by how often they occur at all, then by name."""
    recorded = [reason for reason in reasons if reason.key != NOT_RECORDED]
    below: dict[int | None, list[LossReason]] = {}
    for reason in recorded:
        below.setdefault(reason.parent_id, []).append(reason)

    def rank(reason: LossReason) -> int:
        return sum(counts.ranks.get(one.uid, Tally()).n for one in (reason, *below.get(reason.id, ())))

    def tally(reason: LossReason) -> Tally:
        together = (counts.reasons.get(one.uid, Tally()) for one in (reason, *below.get(reason.id, ())))
        return counts.overlapping.get(reason.uid) or sum(together, Tally())

    def ordered(some: Sequence[LossReason]) -> list[LossReason]:
        shown = [reason for reason in some if rank(reason) or reason.uid in wanted.reasons]
        return sorted(shown, key=lambda reason: (-rank(reason), reason.name))

    made: list[Entry] = []
    hue = 0
    for reason in ordered(below.get(None, ())):
        coloured = hue < _HUES and reason.key not in (UNKNOWN, "other")
        made.append(Entry(reason.uid, reason.name, tally(reason), hue=hue if coloured else None))
        hue += coloured
        made += [Entry(sub.uid, sub.name, tally(sub), parent=reason.uid) for sub in ordered(below.get(reason.id, ()))]
    return (*made, Entry(NOT_RECORDED, "", counts.reasons.get(NOT_RECORDED, Tally())))


def _series(entries: Sequence[Entry], counts: PoolTallies) -> list[Series]:
    """The coloured reasons, each with all below it, then all others as one, then what is not recorded."""
    made = [
        Series(frozenset({entry.uid, *(sub.uid for sub in entries if sub.parent == entry.uid)}), entry.name, entry.hue)
        for entry in entries
        if entry.hue is not None
    ]
    coloured = frozenset[str]().union(*(one.uids for one in made)) | {NOT_RECORDED}
    others = frozenset(counts.ranks) - coloured
    return [*made, Series(others, "", None), Series(frozenset({NOT_RECORDED}), NOT_RECORDED, None)]


def _currency(counts: PoolTallies, usual: str) -> str:
    """The usual currency, unless no loss at all is in it: then the one of most losses' sums."""
    sums = dict(counts.everything.sums)
    return usual if usual in sums or not sums else max(sums, key=lambda code: (sums[code], code))
