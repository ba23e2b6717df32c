"""What a change did to customers, so that only their rows need be read again. Knows no screen."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TouchedCustomers:
    """``uids`` of all customers touched, and the ids of those that are still there."""

    uids: frozenset[str]
    ids: tuple[int, ...]
