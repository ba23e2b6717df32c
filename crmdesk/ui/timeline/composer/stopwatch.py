"""How long it takes one person to write a touch down: measured in the forms, kept on this machine for that person only.

Knows neither the forms nor where the times are shown.
"""

import hashlib
from collections.abc import Callable
from statistics import median

from crmdesk.qt.view_state import ViewState

_MOST = 50
_LONGEST = 600.0
"""Seconds after which somebody has done something else meanwhile."""


class LoggingTimes:
    """The times of a person's last touches; the name itself is not kept."""

    def __init__(self, state: ViewState, person: str) -> None:
        self._state = state
        self._key = f"logging.{hashlib.sha256(person.encode()).hexdigest()[:12]}"

    @property
    def count(self) -> int:
        """How many there are, fifty at most."""
        return len(self._state.numbers(self._key))

    @property
    def median(self) -> float:
        """Their median in seconds; 0 while there are none."""
        return median(self._state.numbers(self._key) or (0,)) / 1000

    def note(self, seconds: float) -> None:
        """One more touch was written down."""
        self._state.put(self._key, (*self._state.numbers(self._key), round(seconds * 1000))[-_MOST:])


class Stopwatch:
    """Runs from the first thing said of a touch until it is saved; ``now`` tells seconds."""

    def __init__(self, times: LoggingTimes, now: Callable[[], float]) -> None:
        self._times, self._now = times, now
        self._began: float | None = None
        self._is_resumed = False

    def begin(self) -> None:
        """Somebody writes; only the first time counts."""
        if self._began is None:
            self._began = self._now()

    def leave(self, *, has_draft: bool) -> None:
        """Something else is shown; a draft that was begun at another time is not measured."""
        self._began, self._is_resumed = None, has_draft

    def stop(self) -> None:
        """The touch is saved."""
        if self._began is not None and not self._is_resumed and (took := self._now() - self._began) <= _LONGEST:
            self._times.note(took)
