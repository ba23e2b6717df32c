"""What every measurement is handed: the large workspaces, a folder to work in, and a window system without a screen."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from bench.timing import ROUNDS

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

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


LARGE = Size(100_000, 300_000, 2_000_000)
SMALL = Size(100_000, 300_000, 100_000)


class Context:
    """``cache`` keeps what takes long to make from run to run; ``folder`` is emptied when the run is over."""

    def __init__(
        self,
        cache: Path,
        folder: Path,
        *,
        large: Size = LARGE,
        small: Size = SMALL,
        rounds: int = ROUNDS,
        say: Callable[[str], None] = print,
    ) -> None:
        self.cache, self.folder, self.rounds, self.say = cache, folder, rounds, say
        self._sizes = {"large": large, "small": small}

    def size(self, name: str) -> Size:
        """How large the workspace called ``large`` or ``small`` is."""
        return self._sizes[name]

    @cached_property
    def application(self) -> "QApplication":
        """The application, on a window system without a screen."""
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        from PySide6.QtWidgets import QApplication

        running = QApplication.instance()
        return running if isinstance(running, QApplication) else QApplication(["bench"])
