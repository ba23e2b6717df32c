"""One thing that must always be true."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from crmdesk.store.unit import Unit
from crmdesk.store.workspace import Source


@dataclass(frozen=True, slots=True)
class Invariant:
    """``find`` returns one entry per broken row; ``repair`` takes what ``find`` returned in the same unit."""

    code: str
    title: Callable[[], str]
    find: Callable[[Source], list[Any]]
    repair: Callable[[Unit, list[Any]], None]
