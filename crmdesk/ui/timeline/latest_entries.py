"""The latest entries of a customer, told in one line each, for whoever has to name one of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from crmdesk.domain.errors import NotFoundError
from crmdesk.domain.moment import Precision
from crmdesk.domain.touch import Touch, TouchStatus
from crmdesk.i18n import _
from crmdesk.services.wording import touch_text
from crmdesk.ui import wording

if TYPE_CHECKING:
    from crmdesk.wiring import Services

_MOST = 60
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class NamedEntry:
    """An entry of the timeline, and how it is told in one line."""

    uid: str
    words: str


def latest_entries(
    services: "Services", customer: str, *, after: Touch | None = None, also: str = ""
) -> Sequence[NamedEntry]:
    """What a person wrote down of a customer (by uid) as done, the latest first; only what came ``after`` a touch.

    The entry with the uid ``also`` is among them however long ago it was. None where the customer is gone meanwhile.
    """
    today = services.desk.today()
    try:
        latest = services.touches.timeline(customer, limit=_MOST)
    except NotFoundError:
        return ()
    found = [
        touch
        for touch in latest
        if touch.status is TouchStatus.DONE and not touch.system and (after is None or _can_follow(touch, after))
    ]
    named = services.timeline.touch(also) if also and all(touch.uid != also for touch in found) else None
    return [NamedEntry(touch.uid, entry_words(touch, today)) for touch in (*found, *((named,) if named else ()))]


def _can_follow(touch: Touch, before: Touch) -> bool:
    first, then = before.occurred_at, touch.occurred_at
    if Precision.DAY in (first.precision, then.precision):
        return touch.uid != before.uid and then.local_date >= first.local_date
    return touch.uid != before.uid and then.utc >= first.utc


def entry_words(touch: Touch, today: date) -> str:
    """When it was, what kind of touch, and how its text begins."""
    text = " ".join(touch_text(touch).split())
    begin = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    head = " · ".join((wording.when(touch.occurred_at, today), wording.touch_heading(touch)))
    return _("{entry}: {text}").format(entry=head, text=begin) if begin else head
