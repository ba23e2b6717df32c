"""What a long piece of work is handed by whoever waits for it."""

from typing import Protocol


class Watch(Protocol):
    """Whoever is told how far it is and may wish that it ends."""

    def progress(self, done: int, total: int | None) -> None:
        """So many steps of so many are done; None while nobody can tell how many there are."""

    def cancelled(self) -> bool:
        """Whether to stop."""
        ...


class Unwatched:
    """Nobody waits."""

    def progress(self, done: int, total: int | None) -> None:
        """Nobody is told."""

    def cancelled(self) -> bool:
        """Nobody wishes that it ends."""
        return False
