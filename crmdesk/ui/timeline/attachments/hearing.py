"""How a recording is being listened to at a moment, as a value."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hearing:
    """How a recording is being listened to; times in milliseconds."""

    is_playing: bool = False
    is_loaded: bool = False
    position: int = 0
    duration: int = 0
    rate: float = 1.0

    @property
    def share(self) -> float:
        """How much of it has gone by."""
        return min(1.0, self.position / self.duration) if self.duration else 0.0
