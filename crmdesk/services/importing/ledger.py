"""Counting what an import does: per row its strongest effect, per thing once."""

from collections.abc import Hashable
from enum import IntEnum


class Effect(IntEnum):
    """What happened to a thing; the greater one counts."""

    UNCHANGED = 0
    UPDATED = 1
    CREATED = 2


class Ledger:
    """Effects by row and by thing."""

    def __init__(self) -> None:
        self._rows: dict[int, Effect] = {}
        self._things: dict[tuple[str, Hashable], Effect] = {}
        self._things_of: dict[int, list[tuple[str, Hashable]]] = {}

    def note(self, row: int, kind: str, thing: Hashable, effect: Effect) -> None:
        """Row number ``row`` had this effect on the thing of this kind."""
        self._rows[row] = max(effect, self._rows.get(row, Effect.UNCHANGED))
        key = (kind, thing)
        self._things[key] = max(effect, self._things.get(key, Effect.UNCHANGED))
        if effect is Effect.UPDATED:
            self._things_of.setdefault(row, []).append(key)

    def effect_of(self, row: int) -> Effect:
        """The strongest effect of a row."""
        return self._rows.get(row, Effect.UNCHANGED)

    def things_changed_by(self, row: int) -> list[tuple[str, Hashable]]:
        """The kind and the id of what a row has brought up to date."""
        return list(dict.fromkeys(self._things_of.get(row, ())))

    def rows_with(self, effect: Effect) -> int:
        """How many rows had this as their strongest effect."""
        return sum(1 for strongest in self._rows.values() if strongest is effect)

    def by_type(self) -> dict[str, dict[str, int]]:
        """Counts of things by kind and effect."""
        counts: dict[str, dict[str, int]] = {}
        for (kind, _thing), effect in self._things.items():
            of_kind = counts.setdefault(kind, {"created": 0, "updated": 0, "unchanged": 0})
            of_kind[effect.name.lower()] += 1
        return counts

    @property
    def has_changes(self) -> bool:
        """Whether anything was created or updated."""
        return any(effect > Effect.UNCHANGED for effect in self._things.values())
