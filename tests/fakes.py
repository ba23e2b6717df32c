"""Stand-ins for the true edges of the program: the clock, and whoever watches over a long piece of work."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from crmdesk.domain.clock import localised
from crmdesk.domain.moment import Moment, WallTime


@dataclass(slots=True)
class FixedClock:
    """Stands still until told otherwise, in a zone of its own; satisfies ``domain.clock.Clock``."""

    wall: str = "2026-03-04 10:00"
    zone: str = "Asia/Shanghai"
    _now: datetime = field(init=False)

    def __post_init__(self) -> None:
        self._now = datetime.fromisoformat(self.wall).replace(tzinfo=ZoneInfo(self.zone)).astimezone(UTC)

    def now(self) -> Moment:
        return Moment.of(self._now.astimezone(ZoneInfo(self.zone)))

    def localise(self, wall: WallTime) -> Moment:
        return localised(wall, ZoneInfo(self.zone), self.now())

    def advance(self, **steps: float) -> None:
        """Let time pass, or go back: ``advance(minutes=31)``."""
        self._now += timedelta(**steps)

    def travel(self, zone: str) -> None:
        """The same instant, seen from another zone."""
        self.zone = zone


@dataclass(slots=True)
class Unwatched:
    """Nobody watches; ``stops_after`` so many questions whether to stop, the answer is yes."""

    stops_after: int | None = None
    steps: list[tuple[int, int | None]] = field(default_factory=list)

    def progress(self, done: int, total: int | None) -> None:
        self.steps.append((done, total))

    def cancelled(self) -> bool:
        if self.stops_after is None:
            return False
        self.stops_after -= 1
        return self.stops_after < 0
