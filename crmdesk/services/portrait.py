"""Who signs and who does not, in tags: counted, compared, and the customers behind a count."""

from collections.abc import Sequence

from crmdesk.domain.customer import CustomerStatus
from crmdesk.domain.customer_list import CustomerQuery
from crmdesk.domain.filter import quoted
from crmdesk.domain.portrait import CustomerGroup, Portrait, PortraitFilter, PortraitTag
from crmdesk.insight.log_odds import Comparison, compare_groups
from crmdesk.services.configuration.company import CompanyFacts
from crmdesk.services.desk import Desk
from crmdesk.store.queries.portrait import count_portrait

_STATUSES = {
    CustomerGroup.SIGNED: CustomerStatus.SIGNED,
    CustomerGroup.PROSPECTS: CustomerStatus.PROSPECT,
    CustomerGroup.LOST: CustomerStatus.LOST,
}
_EVERYBODY = PortraitFilter()


class PortraitService:
    """Reads only; so many customers that it takes a moment."""

    def __init__(self, desk: Desk, company: CompanyFacts) -> None:
        self._desk = desk
        self._company = company

    def portrait(self, wanted: PortraitFilter = _EVERYBODY) -> Portrait:
        """The tags that signed customers, prospects and lost customers have now."""
        with self._desk.read() as source:
            return count_portrait(source, wanted, self._desk.day_span)

    def compare(
        self,
        group_a: CustomerGroup,
        group_b: CustomerGroup,
        wanted: PortraitFilter = _EVERYBODY,
        minimum: int | None = None,
    ) -> Comparison:
        """What sets one group apart from another; ``minimum`` customers (the company's own, if None) are enough."""
        enough = self.minimum() if minimum is None else minimum
        return compare_groups(self.portrait(wanted), group_a, group_b, minimum=enough)

    def minimum(self) -> int:
        """How many customers must have a tag before anything is made of it."""
        return self._company.company().evidence


def customers_with(
    tags: Sequence[PortraitTag], groups: Sequence[CustomerGroup] = (), wanted: PortraitFilter = _EVERYBODY
) -> CustomerQuery:
    """The customers behind a count: of these groups (of all, if none), with a tag of each group of tags among these.

    Tags of one group rule each other out more often than not, so any of them will do.
    """
    families: dict[str, list[str]] = {}
    for tag in tags:
        families.setdefault(tag.group_uid, []).append(quoted(f"{tag.group}:{tag.name}"))
    terms = [f"status:{','.join(_STATUSES[group] for group in groups)}"] if groups else []
    terms += [f"tag:{','.join(names)}" for names in families.values()]
    if wanted.since is not None:
        terms.append(f"created>={wanted.since.isoformat()}")
    if wanted.until is not None:
        terms.append(f"created<={wanted.until.isoformat()}")
    return CustomerQuery(text=" ".join(terms))
