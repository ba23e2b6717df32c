"""What there is to choose from at the left of the lost pool, as rows of one list. Decides nothing about their looks."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

from crmdesk.domain.loss import NOT_RECORDED
from crmdesk.domain.loss_pool import Dimension, PoolFilter, Review
from crmdesk.i18n import _
from crmdesk.insight.loss_board import Entry, LossBoard

UNDATED = "undated"
"""The uid of the row for losses of which the day is not known."""


class Mark(Enum):
    """Whether a row is chosen; ``SOME`` of what is below it."""

    OFF = 0
    ON = 1
    SOME = 2
    NONE = 3


@dataclass(frozen=True, slots=True)
class FacetRow:
    """One row. A heading has the mark ``NONE``; ``hue`` is the place of its colour in the charts."""

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


def facet_rows(board: LossBoard, unfolded: frozenset[str]) -> list[FacetRow]:
    """All rows in order; ``unfolded`` are the reasons whose sub-reasons are shown."""
    return [*_reasons(board, unfolded), *_missing(board), *_reviews(board), *_others(board)]


def _reasons(board: LossBoard, unfolded: frozenset[str]) -> Iterator[FacetRow]:
    for entry in board.reasons_in(""):
        if entry.uid == NOT_RECORDED:
            continue
        below = board.reasons_in(entry.uid)
        chosen = [one.uid in board.chosen for one in below]
        mark = _mark(entry.uid in board.wanted.reasons)
        if mark is Mark.OFF and any(chosen):
            mark = Mark.SOME
        folded = entry.uid not in unfolded if below else None
        yield FacetRow(Dimension.REASON, entry.uid, entry.name, entry.tally.n, mark, 0, folded, entry.hue)
        if folded is False:
            for one, is_chosen in zip(below, chosen, strict=True):
                yield FacetRow(Dimension.REASON, one.uid, one.name, one.tally.n, _mark(is_chosen), 1)


def _missing(board: LossBoard) -> Iterator[FacetRow]:
    """What is not known, for somebody to find out."""
    wanted, unknown = board.wanted, board.reason(NOT_RECORDED)
    yield _heading(Dimension.PERIOD, _("Still to find out"))
    count = unknown.tally.n if unknown else 0
    yield FacetRow(
        Dimension.REASON, NOT_RECORDED, _("Reason not recorded"), count, _mark(NOT_RECORDED in wanted.reasons)
    )
    yield FacetRow(Dimension.PERIOD, UNDATED, _("Date unknown"), board.undated.n, _mark(wanted.undated))


def _reviews(board: LossBoard) -> Iterator[FacetRow]:
    yield _heading(Dimension.REVIEW, _("Review"))
    for review, name in review_names().items():
        mark = _mark(review in board.wanted.reviews)
        yield FacetRow(Dimension.REVIEW, review.value, name, board.reviews[review], mark)


def _others(board: LossBoard) -> Iterator[FacetRow]:
    lists: tuple[tuple[Dimension, str, tuple[Entry, ...], frozenset[str]], ...] = (
        (Dimension.OWNER, _("Owner"), board.owners, board.wanted.owners),
        (Dimension.STAGE, _("Stage at loss"), board.stages, board.wanted.stages),
    )
    for dimension, title, entries, chosen in lists:
        if entries:
            yield _heading(dimension, title)
        for entry in entries:
            yield FacetRow(dimension, entry.uid, entry.name, entry.tally.n, _mark(entry.uid in chosen))


def review_names() -> dict[Review, str]:
    """What a manager may look for, in words."""
    return {
        Review.NOT_REVIEWED: _("Not reviewed"),
        Review.WORTH: _("Worth winning back"),
        Review.DUE: _("Due for another try"),
    }


def toggled(board: LossBoard, row: FacetRow) -> PoolFilter:
    """The wish after a row was chosen, or given up if it was chosen."""
    wanted = board.wanted
    match row.dimension:
        case Dimension.PERIOD:
            return replace(wanted, undated=not wanted.undated, since=None, until=None, month="")
        case Dimension.OWNER:
            return replace(wanted, owners=wanted.owners ^ {row.uid})
        case Dimension.STAGE:
            return replace(wanted, stages=wanted.stages ^ {row.uid})
        case Dimension.REVIEW:
            return replace(wanted, reviews=wanted.reviews ^ {Review(row.uid)})
        case _:
            return replace(wanted, reasons=_toggled_reason(board, row))


def _toggled_reason(board: LossBoard, row: FacetRow) -> frozenset[str]:
    """A reason stands for all below it; giving up one of those leaves the others chosen by themselves."""
    reasons, entry = board.wanted.reasons, board.reason(row.uid)
    below = frozenset(one.uid for one in board.reasons_in(row.uid))
    if entry is not None and entry.parent in reasons:
        siblings = frozenset(one.uid for one in board.reasons_in(entry.parent))
        return (reasons - {entry.parent}) | (siblings - {row.uid})
    return reasons - {row.uid} if row.uid in reasons else (reasons - below) | {row.uid}


def _heading(dimension: Dimension, name: str) -> FacetRow:
    return FacetRow(dimension, "", name, mark=Mark.NONE)


def _mark(chosen: bool) -> Mark:  # noqa: FBT001  # the one thing it is about
    return Mark.ON if chosen else Mark.OFF
