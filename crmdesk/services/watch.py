"""What a long piece of work is handed by whoever waits for it, and how it works its way through many things."""

from collections.abc import Iterator, Sequence
from typing import Protocol, TypeVar

from crmdesk.store.chunks import chunked

Item = TypeVar("Item")


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


UNWATCHED = Unwatched()


def in_pieces(items: Sequence[Item], watch: Watch) -> Iterator[Sequence[Item]]:
    """The items in order, as many at a time as fit into one statement; the watch hears how many are done."""
    done = 0
    for piece in chunked(items):
        yield piece
        done += len(piece)
        watch.progress(done, len(items))
