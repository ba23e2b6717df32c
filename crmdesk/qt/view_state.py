"""How screens were left: widths, filters, what was chosen; kept on this machine, not in the workspace.

Knows neither the screens nor the file it is kept in.
"""

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path

Kept = str | int | tuple[str, ...] | tuple[int, ...]
"""What can be kept of a screen."""


def kept_for(file: Path) -> str:
    """A short name for a file, to keep what belongs to it apart from what belongs to another."""
    return hashlib.sha256(str(file.resolve()).encode()).hexdigest()[:12]


class ViewState:
    """Values by ``screen.part`` keys; ``keep`` is told all of them when one changes."""

    def __init__(
        self,
        values: Mapping[str, Kept] | None = None,
        keep: Callable[[Mapping[str, Kept]], None] = lambda _values: None,
    ) -> None:
        self._values = dict(values or {})
        self._keep = keep

    @property
    def values(self) -> Mapping[str, Kept]:
        """All that is kept."""
        return dict(self._values)

    def text(self, key: str, default: str = "") -> str:
        """A text, or the default where none is kept."""
        value = self._values.get(key)
        return value if isinstance(value, str) else default

    def number(self, key: str, default: int = 0) -> int:
        """A whole number, or the default where none is kept."""
        value = self._values.get(key)
        return value if isinstance(value, int) else default

    def numbers(self, key: str, default: tuple[int, ...] = ()) -> tuple[int, ...]:
        """Whole numbers, or the default where none are kept."""
        value = self._values.get(key)
        if not isinstance(value, tuple):
            return default
        found = tuple(part for part in value if isinstance(part, int))
        return found if len(found) == len(value) else default

    def texts(self, key: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Texts, or the default where none are kept."""
        value = self._values.get(key)
        if not isinstance(value, tuple):
            return default
        found = tuple(part for part in value if isinstance(part, str))
        return found if len(found) == len(value) else default

    def put(self, key: str, value: Kept) -> None:
        """Keep a value for the next time the screen is shown."""
        if self._values.get(key) != value:
            self._values[key] = value
            self._keep(self._values)
