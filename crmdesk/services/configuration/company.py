"""What the workspace says of the company it belongs to."""

from dataclasses import dataclass

from crmdesk.domain.changes import Changes
from crmdesk.domain.customer import storable
from crmdesk.domain.money import check_currency
from crmdesk.i18n import _
from crmdesk.services.desk import Desk
from crmdesk.store.queries.catalogue import settings
from crmdesk.store.repos.setting import put_settings

_NAME, _CURRENCY = "company", "currency"


@dataclass(frozen=True, slots=True)
class Company:
    """The company's name, empty if it was never said, and the ISO 4217 code of the currency of new deals."""

    name: str
    currency: str


class CompanyFacts:
    """Reading and changing them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def company(self) -> Company:
        """What is known now."""
        with self._desk.read() as source:
            known = settings(source)
        return Company(name=known.get(_NAME, ""), currency=known[_CURRENCY])

    def set_name(self, name: str) -> Changes:
        """Call the company so."""
        return self._put(_("Change the company's name"), _NAME, storable(name.strip(), "company"))

    def set_currency(self, currency: str) -> Changes:
        """Let new deals and amounts without a currency be in this one; what is there already stays as it is.

        Raises ValidationError for a currency that does not exist.
        """
        return self._put(_("Change the currency"), _CURRENCY, check_currency(currency))

    def _put(self, label: str, key: str, value: str) -> Changes:
        with self._desk.change(label) as unit:
            if settings(unit).get(key, "") != value:
                put_settings(unit, {key: value})
        return unit.changes
