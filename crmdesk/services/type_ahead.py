"""Finding entries of short lists while a person types: by any part of a name, by pinyin and by its initials.

Knows neither what the entries are nor where they are shown.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from crmdesk.store.text.folding import fold
from crmdesk.store.text.pinyin import readings

_Entry = TypeVar("_Entry")


def prepare() -> None:
    """Load the dictionary of readings, which takes a quarter of a second, before somebody waits for it."""
    readings("中")


def fits(typed: str, name: str, others: Iterable[str] = ()) -> bool:
    """Whether every word typed is in the name or one of its ``others``, or begins one of its readings."""
    words = fold(typed).split()
    if not words:
        return True
    spelled = [fold(name), *map(fold, others)]
    rest = [word for word in words if not any(word in one for one in spelled)]
    # The dictionary of readings takes long to load, so only for what nothing else explains.
    return not rest or (typed.isascii() and _reads(rest, name))


def suggestions(typed: str, names: Sequence[str], most: int = 8) -> list[str]:
    """Up to ``most`` names that fit, those first that begin so; in the order given where nothing is typed."""
    return fitting(typed, names, str, most)


def fitting(typed: str, entries: Iterable[_Entry], name: Callable[[_Entry], str], most: int = 8) -> list[_Entry]:
    """``suggestions`` for anything that has a ``name``."""
    wanted = fold(typed).strip()
    found = [entry for entry in entries if fits(typed, name(entry))]
    return sorted(found, key=lambda entry: not fold(name(entry)).startswith(wanted))[:most]


def _reads(words: Sequence[str], name: str) -> bool:
    spoken = readings(name)
    return all(any(reading.startswith(word) for reading in spoken) for word in words)
