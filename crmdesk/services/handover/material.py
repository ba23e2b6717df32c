"""All that a handover is told from, as it was read from the workspace in one go."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from crmdesk.domain.standing import Standing
from crmdesk.domain.touch import Touch
from crmdesk.insight.handover import DigestLine
from crmdesk.services.customer_facts import CustomerSheet


@dataclass(frozen=True, slots=True)
class Material:
    """``needs``, ``voices`` (pains, objections, feedback) and ``recent`` exchanges come the latest first.

    ``losses`` tell by the uid of a deal why it was lost; ``me`` is who hands over.
    """

    sheet: CustomerSheet
    standing: Standing
    needs: tuple[Touch, ...]
    voices: tuple[Touch, ...]
    recent: tuple[Touch, ...]
    digest: tuple[DigestLine, ...]
    losses: Mapping[str, str]
    today: date
    me: str
