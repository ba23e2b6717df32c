"""What there is to choose from at the left of the lost pool, as rows of one list. Decides nothing about their looks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from crmdesk.domain.loss import NOT_RECORDED
from crmdesk.domain.loss_pool import NOBODY, Dimension, PoolFilter, Review
from crmdesk.i18n import _, ngettext
from crmdesk.insight.loss_board import Entry, LossBoard, TagFacet
from crmdesk.services.type_ahead import fits
from crmdesk.ui import wording
from crmdesk.ui.losses.pool_wishes import FIELDS

UNDATED = "undated"
"""The uid of the row for losses of which the day is not known."""

_FEW = 5
"""So many of a long section are shown at first."""

_TO_REVIEW = (Review.UNKNOWN, Review.NOT_REVIEWED, Review.DISAGREE)
_WIN_BACK = (Review.WORTH, Review.DUE, Review.WAITING, Review.NEVER)


class Mark(Enum):
    """Whether a row is chosen; ``SOME`` of what is below it. Headings and "more" cannot be."""

    OFF = 0
    ON = 1
    SOME = 2
    NONE = 3
    MORE = 4


@dataclass(frozen=True, slots=True)
class FacetRow:
    """One row; ``hue`` is the place of its colour in the charts.

    A heading has the mark ``NONE``, the key of its section as ``uid`` and counts what is chosen below it; so does the
    row that says how many ``MORE`` there are.
    """

    dimension: Dimension
    uid: str
    name: str
    count: int = 0
    mark: Mark = Mark.OFF
    level: int = 0
    folded: bool | None = None
    hue: int | None = None

    @property
    def is_heading(self) -> bool:
        """Whether it only names those below it."""
        return self.mark is Mark.NONE

    @property
    def is_box(self) -> bool:
        """Whether it can be ticked."""
        return self.mark not in (Mark.NONE, Mark.MORE)


@dataclass(frozen=True, slots=True)
class Folds:
    """How the list is looked at: reasons that are unfolded, sections that are, long ones shown whole, what is sought.

    ``sections`` are those that are not as they usually are, by their keys.
    """

    reasons: frozenset[str] = frozenset()
    sections: frozenset[str] = frozenset()
    whole: frozenset[str] = frozenset()
    sought: str = ""


@dataclass(frozen=True, slots=True)
class _Section:
    """Rows of one kind below a heading; ``unfolded`` is how it is usually."""

    key: str
    title: str
    rows: Sequence[FacetRow]
    unfolded: bool = False


def facet_rows(board: LossBoard, folds: Folds) -> list[FacetRow]:
    """All rows in order, or those whose names fit what is sought."""
    return [*_reasons(board, folds), *(row for section in _sections(board) for row in _rows(section, folds))]


def _reasons(board: LossBoard, folds: Folds) -> Iterator[FacetRow]:
    for entry in board.reasons_in(""):
        if entry.uid == NOT_RECORDED:
            continue
        below = board.reasons_in(entry.uid)
        found = [one for one in below if fits(folds.sought, one.name)]
        if not found and not fits(folds.sought, entry.name):
            continue
        mark = _mark(entry.uid in board.wanted.reasons)
        if mark is Mark.OFF and any(one.uid in board.chosen for one in below):
            mark = Mark.SOME
        is_open = entry.uid in folds.reasons or bool(folds.sought and found)
        folded = not is_open if below else None
        yield FacetRow(Dimension.REASON, entry.uid, entry.name, entry.tally.n, mark, 0, folded, entry.hue)
        for one in found if is_open else ():
            yield FacetRow(Dimension.REASON, one.uid, one.name, one.tally.n, _mark(one.uid in board.chosen), 1)


def _sections(board: LossBoard) -> Iterator[_Section]:
    wanted = board.wanted
    if not wanted.won:
        yield _Section("missing", _("Still to find out"), [*_missing(board)], unfolded=True)
        yield _Section("win_back", _("Win back"), [*_reviews(board, _WIN_BACK)], unfolded=True)
    stage = _("Last stage") if wanted.won else _("Stage at loss")
    yield _Section("owner", _("Owner"), _entries(Dimension.OWNER, board.owners, wanted.owners))
    yield _Section("stage", stage, _entries(Dimension.STAGE, board.stages, wanted.stages))
    competitors = _entries(Dimension.COMPETITOR, _by_count(board.competitors), wanted.competitors)
    yield _Section("competitor", _("Competitor"), competitors)
    yield _Section("source", _("Source"), _entries(Dimension.SOURCE, _by_count(board.sources), wanted.sources))
    for group in board.tags:
        yield _Section(f"tags {group.uid}", group.name, [*_tags(group, wanted)])


def _missing(board: LossBoard) -> Iterator[FacetRow]:
    """What is not known, for somebody to find out."""
    wanted, unknown = board.wanted, board.reason(NOT_RECORDED)
    count, chosen = unknown.tally.n if unknown else 0, NOT_RECORDED in wanted.reasons
    yield FacetRow(Dimension.REASON, NOT_RECORDED, _("Reason not recorded"), count, _mark(chosen))
    yield FacetRow(Dimension.PERIOD, UNDATED, _("Date unknown"), board.undated.n, _mark(wanted.undated))
    yield from _reviews(board, _TO_REVIEW)


def _reviews(board: LossBoard, reviews: Sequence[Review]) -> Iterator[FacetRow]:
    names = review_names()
    for review in reviews:
        mark = _mark(review in board.wanted.reviews)
        yield FacetRow(Dimension.REVIEW, review.value, names[review], board.reviews[review], mark)


def _entries(dimension: Dimension, entries: Sequence[Entry], chosen: frozenset[str]) -> list[FacetRow]:
    return [FacetRow(dimension, one.uid, one.name, one.tally.n, _mark(one.uid in chosen)) for one in entries]


def _tags(group: TagFacet, wanted: PoolFilter) -> Iterator[FacetRow]:
    """The tags of a group, those below another behind it."""
    for tag in group.tags:
        level = 1 if tag.parent else 0
        yield FacetRow(Dimension.TAG, tag.uid, tag.name, tag.tally.n, _mark(tag.uid in wanted.tags), level)


def _by_count(entries: Sequence[Entry]) -> list[Entry]:
    """The most frequent ones first, nobody last."""
    return sorted(entries, key=lambda one: (one.uid == NOBODY, -one.tally.n))


def _rows(section: _Section, folds: Folds) -> Iterator[FacetRow]:
    """The heading and what is below it; a long section has its first rows, the chosen ones, and how many more."""
    rows = [row for row in section.rows if fits(folds.sought, row.name)]
    if not rows:
        return
    is_open = bool(folds.sought) or section.unfolded is not (section.key in folds.sections)
    chosen = sum(row.mark is Mark.ON for row in rows)
    yield FacetRow(rows[0].dimension, section.key, section.title, chosen, Mark.NONE, folded=not is_open)
    if not is_open:
        return
    is_short = len(rows) <= _FEW + 1 or section.key in folds.whole or bool(folds.sought)
    shown = [row for place, row in enumerate(rows) if is_short or place < _FEW or row.mark is Mark.ON]
    yield from shown
    if more := len(rows) - len(shown):
        name = ngettext("{n} more", "{n} more", more).format(n=wording.number(more))
        yield FacetRow(rows[0].dimension, section.key, name, more, Mark.MORE)


def review_names() -> dict[Review, str]:
    """What a manager may look for, in words."""
    return {
        Review.UNKNOWN: _("Reason unknown yet"),
        Review.NOT_REVIEWED: _("Not reviewed"),
        Review.DISAGREE: _("Voices disagree"),
        Review.WORTH: _("Worth winning back"),
        Review.DUE: _("Due for another try"),
        Review.WAITING: _("Waiting for an event"),
        Review.NEVER: _("Not to be tried again"),
    }


def toggled(board: LossBoard, row: FacetRow) -> PoolFilter:
    """The wish after a row was chosen, or given up if it was chosen."""
    wanted = board.wanted
    match row.dimension:
        case Dimension.PERIOD:
            return replace(wanted, undated=not wanted.undated, since=None, until=None, month="")
        case Dimension.REVIEW:
            return replace(wanted, reviews=wanted.reviews ^ {Review(row.uid)})
        case Dimension.REASON:
            return replace(wanted, reasons=_toggled_reason(board, row))
        case _:
            [name] = FIELDS[row.dimension]
            return replace(wanted, **{name: getattr(wanted, name) ^ {row.uid}})


def _toggled_reason(board: LossBoard, row: FacetRow) -> frozenset[str]:
    """A reason stands for all below it; giving up one of those leaves the others chosen by themselves."""
    reasons, entry = board.wanted.reasons, board.reason(row.uid)
    below = frozenset(one.uid for one in board.reasons_in(row.uid))
    if entry is not None and entry.parent in reasons:
        siblings = frozenset(one.uid for one in board.reasons_in(entry.parent))
        return (reasons - {entry.parent}) | (siblings - {row.uid})
    return reasons - {row.uid} if row.uid in reasons else (reasons - below) | {row.uid}


def _mark(chosen: bool) -> Mark:  # noqa: FBT001  # the one thing it is about
    return Mark.ON if chosen else Mark.OFF
