"""How far an export has come, and whether it shall stop."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from crmdesk.domain.errors import CancelledError
from crmdesk.i18n import _

Item = TypeVar("Item")

_STEP = 200


class Meter:
    """Counts rows on their way."""

    def __init__(self, total: int, progress: Callable[[int, int | None], None], cancelled: Callable[[], bool]) -> None:
        self._done = 0
        self._total = total
        self._progress = progress
        self._cancelled = cancelled

    def count(self, rows: Iterable[Item]) -> Iterator[Item]:
        """The rows as they are, counted.

        Raises CancelledError when the person has asked to stop.
        """
        for row in rows:
            if self._done % _STEP == 0:
                self._look_up()
            self._done += 1
            yield row

    def _look_up(self) -> None:
        if self._cancelled():
            raise CancelledError(_("The export was stopped; no file was written."))
        self._progress(self._done, self._total)
