"""What stands in a conversation: what each side wrote, and the pauses between. Knows no widget."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from crmdesk.domain.touch import Direction, Touch
from crmdesk.i18n import _
from crmdesk.services.wording import touch_text
from crmdesk.ui import wording

_PAUSE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Pause:
    """Says when what follows was written; ``key`` is the uid of that."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Bubble:
    """A message; ``speaker`` is empty where the one before is of the same person, ``is_ours`` tells the sides apart."""

    touch: Touch
    speaker: str
    is_ours: bool

    @property
    def text(self) -> str:
        """What was written."""
        return touch_text(self.touch)


ChatRow = Pause | Bubble


def chat_rows(touches: Sequence[Touch], me: str, today: date) -> Iterator[ChatRow]:
    """Messages, the earliest first, with a time before the first one and after each longer pause."""
    before: Touch | None = None
    last = ("", False)
    for touch in touches:
        if before is None or touch.occurred_at.utc - before.occurred_at.utc >= _PAUSE or _other_day(before, touch):
            yield Pause(touch.uid, wording.when(touch.occurred_at, today))
            last = ("", False)
        side = (speaker(touch, me), touch.direction is not Direction.IN)
        yield Bubble(touch, "" if side == last else side[0], side[1])
        before, last = touch, side


def chat_text(touches: Sequence[Touch], me: str) -> str:
    """Messages, the earliest first, as text: day, time, who and what."""
    return "\n".join(
        # Translators: one line of a chat that is copied.
        _("{time} {who}: {words}").format(
            time=touch.occurred_at.local.strftime("%Y-%m-%d %H:%M"), who=speaker(touch, me), words=touch_text(touch)
        )
        for touch in touches
    )


def chat_key(row: ChatRow) -> object:
    """What makes a row the same row."""
    return ("pause", row.key) if isinstance(row, Pause) else row.touch.uid


def speaker(touch: Touch, me: str) -> str:
    """Who wrote a message; the customer where no person is known."""
    if touch.direction is Direction.IN:
        return touch.contact or touch.customer
    return _("me") if touch.actor == me else touch.actor


def _other_day(one: Touch, other: Touch) -> bool:
    return one.occurred_at.local_date != other.occurred_at.local_date
