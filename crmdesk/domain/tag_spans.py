"""The days on which something has a tag, when two tags become one."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date


@dataclass(frozen=True, slots=True)
class TagHolder:
    """What has a tag: a customer, or one of its people or deals, by their ids."""

    customer_id: int
    contact_id: int | None = None
    deal_id: int | None = None


@dataclass(frozen=True, slots=True)
class TagSpan:
    """A tag on a holder from a day until (exclusive) another; without the other it still holds."""

    id: int
    tag_id: int
    holder: TagHolder
    from_day: date
    to_day: date | None

    @property
    def is_open(self) -> bool:
        """Whether it holds now."""
        return self.to_day is None

    @property
    def end(self) -> date:
        """The first day on which it holds no longer, as far as the calendar goes."""
        return self.to_day or date.max


def joined(spans: Iterable[TagSpan]) -> tuple[list[TagSpan], list[int]]:
    """The spans of one holder as spans of one tag: those that overlap are one, from the first day to the last.

    Returns the spans that stay, ends moved where need be, and the ids of those that went into another.
    """
    stay: list[TagSpan] = []
    gone: list[int] = []
    for span in sorted(spans, key=lambda span: (span.from_day, span.id)):
        last = stay[-1] if stay else None
        if last is not None and span.from_day < last.end:
            stay[-1] = replace(last, to_day=None if None in (last.to_day, span.to_day) else max(last.end, span.end))
            gone.append(span.id)
        else:
            stay.append(span)
    return stay, gone


def sole(coming: TagSpan, standing: TagSpan) -> TagSpan:
    """Of two spans that hold now where only one may: the earlier, ended on the day the later began.

    Of two that began on the same day the one that stood there stays.
    """
    earlier, later = sorted((coming, standing), key=lambda span: span.from_day)
    return replace(earlier, to_day=later.from_day)
