"""How many customers are enough to make something of what they have in common: the company's own number."""

from crmdesk.insight.log_odds import MINIMUM
from crmdesk.store.queries.catalogue import settings
from crmdesk.store.workspace import Source

EVIDENCE = "evidence"
"""The setting."""


def enough_evidence(source: Source) -> int:
    """The number in force."""
    number: int = settings(source).get(EVIDENCE, MINIMUM)
    return number
