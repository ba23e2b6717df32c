"""Which module measures which goals. Modules are loaded when they are needed, for some load half the world.

Each has ``measure(context) -> Iterator[Result]``; a new family is one more line here and its goals in ``goals``.
"""

from collections.abc import Collection, Iterator
from importlib import import_module

from bench.context import Context
from bench.goals import GOALS
from bench.results import Result

FAMILIES = {
    "first_paint": ("P1", "P2"),
    "timeline": ("P3", "P4", "P5"),
    "search": ("P6", "P7", "P8", "P9a", "P9b", "P9c"),
    "customers": ("P10a", "P10b", "P11"),
    "imports": ("P12",),
    "losses": ("P15", "P20"),
    "cloud": ("P16a", "P16b", "P16c", "P17a", "P17b", "P17c", "P17d"),
    "gaps": ("P18",),
    "attachments": ("P19a", "P19b"),
}
"""The modules of this package by name, and the goals each measures."""


def chosen(names: Collection[str]) -> list[str]:
    """The families meant by names of families or goals; all of them where nothing is named.

    Raises KeyError for a name that is neither.
    """
    wanted = {name: [name] if name in FAMILIES else _measuring(name) for name in names}
    for name, families in wanted.items():
        if not families:
            raise KeyError(name)
    return [family for family in FAMILIES if not names or any(family in found for found in wanted.values())]


def measure(family: str, context: Context) -> Iterator[Result]:
    """What a family measures, one value after the other."""
    yield from import_module(f"bench.{family}").measure(context)


def _measuring(goal: str) -> list[str]:
    """The families that measure a goal, or the goals that begin so: P9 is P9a to P9c."""
    meant = {known for known in GOALS if known == goal or known.rstrip("abcd") == goal}
    return [family for family, goals in FAMILIES.items() if meant & set(goals)]
