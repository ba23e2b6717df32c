"""What must always be true of the rows, and how to make it true again; run by ``store.check``."""

from crmdesk.store.invariants.invariant import Invariant
from crmdesk.store.invariants.losses import LOSSES
from crmdesk.store.invariants.references import REFERENCES
from crmdesk.store.invariants.values import VALUES

# References first: the others rely on rows pointing somewhere.
INVARIANTS: tuple[Invariant, ...] = (*REFERENCES, *LOSSES, *VALUES)

__all__ = ["INVARIANTS", "Invariant"]
