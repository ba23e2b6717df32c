"""A place on the window where files can be let go, and what then happens, said before. Knows no widget."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRect

from crmdesk.qt.incoming_files import IncomingFiles


@dataclass(frozen=True, slots=True)
class DropTarget:
    """``place`` is in the window's coordinates; of places over each other the last one counts."""

    place: QRect
    sentence: str
    icon: str
    take: Callable[[IncomingFiles], object]
