"""What whoever takes a customer over must know, as a document: the handover story, and the customer sheet."""

from crmdesk.services.handover.choice import HandoverKind
from crmdesk.services.handover.service import HandoverService

__all__ = ["HandoverKind", "HandoverService"]
