"""What the workspace says of the company it belongs to."""

from dataclasses import dataclass
from datetime import timedelta

from crmdesk.domain.changes import Changes
from crmdesk.domain.customer import storable
from crmdesk.domain.errors import ValidationError
from crmdesk.domain.money import check_currency
from crmdesk.domain.timeline_fold import USUAL_GAP
from crmdesk.i18n import _
from crmdesk.services.desk import Desk
from crmdesk.services.evidence import EVIDENCE, enough_evidence
from crmdesk.store.queries.catalogue import settings
from crmdesk.store.repos.setting import put_settings

_NAME, _CURRENCY, _GAP = "company", "currency", "conversation_gap"
_MOST_EVIDENCE = 10_000
_LONGEST_GAP = 7 * 24 * 60
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Company:
    """The company's name, empty if it was never said, and the ISO 4217 code of the currency of new deals.

    ``evidence`` is how many customers must have a tag before anything is made of it. Messages at least ``gap`` apart
    belong to two conversations.
    """

    name: str
    currency: str
    evidence: int
    gap: timedelta


class CompanyFacts:
    """Reading and changing them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def company(self) -> Company:
        """What is known now."""
        with self._desk.read() as source:
            known, evidence = settings(source), enough_evidence(source)
        return Company(
            name=known.get(_NAME, ""),
            currency=known[_CURRENCY],
            evidence=evidence,
            gap=_MINUTE * known.get(_GAP, USUAL_GAP // _MINUTE),
        )

    def set_name(self, name: str) -> Changes:
        """Call the company so."""
        return self._put(_("Change the company's name"), _NAME, storable(name.strip(), "company"))

    def set_currency(self, currency: str) -> Changes:
        """Let new deals and amounts without a currency be in this one; what is there already stays as it is.

        Raises ValidationError for a currency that does not exist.
        """
        return self._put(_("Change the currency"), _CURRENCY, check_currency(currency))

    def set_evidence(self, customers: int) -> Changes:
        """Make nothing of a tag that fewer customers have.

        Raises ValidationError for a number that is no minimum.
        """
        if not 1 <= customers <= _MOST_EVIDENCE:
            raise ValidationError(
                _("The minimum must be a number from 1 to {most}.").format(most=_MOST_EVIDENCE), field="evidence"
            )
        return self._put(_("Change how many customers are enough evidence"), EVIDENCE, customers)

    def set_gap(self, minutes: int) -> Changes:
        """Let messages this many minutes apart belong to two conversations.

        Raises ValidationError for a number that is none, or longer than a week.
        """
        if not 1 <= minutes <= _LONGEST_GAP:
            raise ValidationError(
                _("The pause must be a number of minutes from 1 to {most}.").format(most=_LONGEST_GAP), field="gap"
            )
        return self._put(_("Change the pause between conversations"), _GAP, minutes)

    def _put(self, label: str, key: str, value: str | int) -> Changes:
        with self._desk.change(label) as unit:
            if settings(unit).get(key, "") != value:
                put_settings(unit, {key: value})
        return unit.changes
