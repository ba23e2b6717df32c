"""What a mutation touched, for whoever shows it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Changes:
    """Uids of the touched rows by kind (``customer``, ``deal``, ``touch``, …); with ``everything`` others as well."""

    uids: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    everything: bool = False

    def __bool__(self) -> bool:
        return self.everything or any(self.uids.values())

    @property
    def rows(self) -> int:
        """How many rows were touched."""
        return sum(len(uids) for uids in self.uids.values())
