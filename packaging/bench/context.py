"""What every measurement is handed: the large workspaces, a folder to work in, and a window system without a screen."""

import os
import shutil
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.timing import ROUNDS

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from crmdesk.wiring import Services

ME = "Bench"
"""Who does everything that is measured."""


@dataclass(frozen=True, slots=True)
class Size:
    """How much a workspace holds; the losses are as many as half of the deals."""

    customers: int
    deals: int
    touches: int

    @property
    def name(self) -> str:
        """What files of this size are called."""
        return f"{self.customers}-{self.deals}-{self.touches}"


LARGE, SMALL = "large", "small"
SIZES = {LARGE: Size(100_000, 300_000, 2_000_000), SMALL: Size(100_000, 300_000, 100_000)}


class Context(ExitStack):
    """``cache`` keeps what takes long to make from run to run; ``folder`` is emptied when the run is over.

    ``rounds`` is how often each side is measured; what is opened through it is closed when it ends.
    """

    def __init__(
        self,
        cache: Path,
        folder: Path,
        *,
        sizes: dict[str, Size] | None = None,
        rounds: int = ROUNDS,
        say: Callable[[str], None] = print,
    ) -> None:
        super().__init__()
        self.cache, self.folder, self.rounds, self.say = cache, folder, rounds, say
        self._sizes = sizes or SIZES

    def path(self, which: str) -> Path:
        """The workspace called ``large`` or ``small``; it is not to be changed."""
        from bench.workspace.build import workspace

        return workspace(self.cache, self._sizes[which], self.say)

    def copy(self, which: str) -> Path:
        """A copy of a workspace, which may be changed."""
        path = self.folder / f"{which}.crmdesk"
        if not path.exists():
            shutil.copyfile(self.path(which), path)
        return path

    @cache  # noqa: B019  # lives as long as the run
    def services(self, path: Path) -> "Services":
        """The program's services on a workspace, which never back it up."""
        from crmdesk.domain.clock import SystemClock
        from crmdesk.wiring import open_services

        return open_services(path, SystemClock(), ME, later=lambda _work: None)

    @cache  # noqa: B019  # likewise
    def driver(self, path: Path) -> Any:
        """A connection of the database's driver alone, with the program's settings."""
        from crmdesk.store.dialects.sqlite import connect_raw

        connection = connect_raw(path)
        self.callback(connection.close)
        return connection

    @cached_property
    def application(self) -> "QApplication":
        """The application, on a window system without a screen."""
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        from PySide6.QtWidgets import QApplication

        running = QApplication.instance()
        return running if isinstance(running, QApplication) else QApplication(["bench"])
