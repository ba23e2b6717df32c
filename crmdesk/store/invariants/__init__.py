"""What must always be true of the rows, and how to make it true again; run by ``store.check``."""

from crmdesk.store.invariants.invariant import Invariant
from crmdesk.store.invariants.losses import LOSSES
from crmdesk.store.invariants.references import REFERENCES
from crmdesk.store.invariants.values import VALUES
from crmdesk.store.invariants.voices import VOICES

# References first: the others rely on rows pointing somewhere.
INVARIANTS: tuple[Invariant, ...] = (*REFERENCES, *VOICES, *LOSSES, *VALUES)

__all__ = ["INVARIANTS", "Invariant"]
