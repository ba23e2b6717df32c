"""What a mutation touched, for whoever shows it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Changes:
    """Uids of the touched rows by kind (``customer``, ``deal``, ``touch``, …)."""

    uids: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return any(self.uids.values())

    @property
    def rows(self) -> int:
        """How many rows were touched."""
        return sum(len(uids) for uids in self.uids.values())
