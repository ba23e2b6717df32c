"""What whoever takes a customer over must know, picked from its timeline by fixed rules.

- A need says what and for what purpose; the important ones come first, and one without a purpose is told as such.
- They dislike what they called a pain, what they objected to, and what they criticised; what has been eased comes last.
- A turn is one exchange: a visit, a call, a mail, a document, or a whole conversation of messages. What the program
  noted by itself and what we noted for ourselves is none.
- The digest counts what happened by month, what is older than a year by year, with what stands out in each; the moves
  of one deal in a period are one.

Pure functions of records; knows no store and no wording.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from crmdesk.domain.timeline import Lane, TouchGroup, lane_of
from crmdesk.domain.timeline_fold import Folding, Stretch, stretches
from crmdesk.domain.touch import Touch, TouchStatus
from crmdesk.domain.touch_detail import state_of

TURNS = 5
"""How many exchanges are told."""

_EXCHANGES = frozenset({Lane.VISITS, Lane.COMMUNICATION, Lane.DOCUMENTS})
_IMPORTANCE = {"high": 0, "medium": 1, "": 2, "low": 3}
_BAD_TONES = frozenset({"pain", "criticism"})
_MONTHS = 12

Period = str
"""A month such as ``2026-03``, or a year such as ``2025``."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands out: a touch, or all the moves of one deal in a period, of which the touch is the last."""

    touch: Touch
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class DigestLine:
    """What happened in a period: how much of each group, and what stands out, the latest first."""

    period: Period
    counts: Mapping[TouchGroup, int]
    marks: tuple[Mark, ...]

    @property
    def total(self) -> int:
        """How much it was."""
        return sum(self.counts.values())


def wants(needs: Iterable[Touch]) -> list[Touch]:
    """Needs, the important first and the latest first among those alike; ``needs`` come the latest first."""
    return sorted(_done(needs), key=lambda need: _IMPORTANCE.get(str(need.detail.get("importance") or ""), 2))


def dislikes(touches: Iterable[Touch]) -> list[Touch]:
    """Pains, objections and criticism, what has been eased last; the latest first."""
    return sorted(filter(_is_dislike, _done(touches)), key=is_eased)


def is_eased(touch: Touch) -> bool:
    """Whether an objection was eased or a criticism answered."""
    return state_of(touch.detail) in ("eased", "answered")


def turns(touches: Iterable[Touch], most: int = TURNS) -> list[Stretch]:
    """The latest exchanges; ``touches`` come the latest first."""
    exchanges = (
        touch for touch in _done(touches) if not touch.system and lane_of(touch.kind, touch.touch_class) in _EXCHANGES
    )
    return list(islice(stretches(exchanges, Folding()), most))


def digest(counts: Mapping[tuple[str, TouchGroup], int], marks: Sequence[Touch], today: date) -> tuple[DigestLine, ...]:
    """Periods in which anything happened, the latest first.

    ``counts`` are by month (``2026-03``) and group, ``marks`` come the latest first.
    """
    oldest = _months_before(today, _MONTHS - 1)
    counted: dict[Period, Counter[TouchGroup]] = {}
    for (month, group), count in counts.items():
        counted.setdefault(_period(month, oldest), Counter())[group] += count
    standing_out: dict[Period, list[Touch]] = {}
    for mark in marks:
        standing_out.setdefault(_period(mark.occurred_at.local_date.isoformat()[:7], oldest), []).append(mark)
    return tuple(
        DigestLine(period, counted.get(period, Counter()), tuple(_marks(standing_out.get(period, ()))))
        for period in sorted(counted.keys() | standing_out.keys(), key=_order, reverse=True)
    )


def _marks(touches: Iterable[Touch]) -> list[Mark]:
    """The touches, the latest first; moves of one deal from stage to stage become one."""
    found: list[Mark] = []
    moved: dict[str, int] = {}
    for touch in touches:
        before, after = (str(touch.detail.get(key) or "") for key in ("from", "to"))
        if touch.kind != "stage":
            found.append(Mark(touch, before, after))
        elif touch.deal_uid in moved:
            place = moved[touch.deal_uid]
            found[place] = replace(found[place], before=before or after)
        else:
            moved[touch.deal_uid] = len(found)
            found.append(Mark(touch, before, after))
    return found


def _done(touches: Iterable[Touch]) -> Iterable[Touch]:
    return (touch for touch in touches if touch.status is TouchStatus.DONE)


def _is_dislike(touch: Touch) -> bool:
    if touch.kind == "feedback":
        return touch.detail.get("about") == "pain" or touch.detail.get("tone") in _BAD_TONES
    return touch.kind in ("pain", "objection")


def _months_before(day: date, months: int) -> str:
    place = day.year * 12 + day.month - 1 - months
    return f"{place // 12:04}-{place % 12 + 1:02}"


def _period(month: str, oldest: str) -> Period:
    return month if month >= oldest else month[:4]


def _order(period: Period) -> str:
    # The rest of a year that is told by months stands below those.
    return period if len(period) > len("2026") else f"{period}-00"
