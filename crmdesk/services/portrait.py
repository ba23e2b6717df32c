"""Who signs and who does not, in tags: counted, compared, whom that leaves out, and the customers behind a count."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crmdesk.domain.customer import CustomerStatus
from crmdesk.domain.customer_list import CustomerQuery
from crmdesk.domain.filter import Field, quoted
from crmdesk.domain.persona import Likeness
from crmdesk.domain.portrait import CustomerGroup, Portrait, PortraitFilter, PortraitTag
from crmdesk.insight.log_odds import Comparison, compare_groups
from crmdesk.services.configuration.company import CompanyFacts
from crmdesk.services.desk import Desk
from crmdesk.services.persona import persona_columns

if TYPE_CHECKING:
    from crmdesk.insight.persona.concentration import Concentration
    from crmdesk.insight.persona.likeness import Coverage
    from crmdesk.insight.persona.lost_tags import LostTags

_STATUSES = {
    CustomerGroup.SIGNED: CustomerStatus.SIGNED,
    CustomerGroup.PROSPECTS: CustomerStatus.PROSPECT,
    CustomerGroup.LOST: CustomerStatus.LOST,
}
_EVERYBODY = PortraitFilter()


@dataclass(frozen=True, slots=True)
class Reach:
    """How far the portrait of signed customers reaches: who is not like them, by which tags, and if it narrows.

    The likeness is judged by all tags of all customers, whatever is wished; of the period only who is counted. Lost
    tags are those wished, of the customers of the period; the years are of the tags wished.
    """

    coverage: "Coverage"
    lost_tags: "LostTags"
    concentration: "Concentration"


@dataclass(frozen=True, slots=True)
class PortraitReading:
    """Everything the portrait shows under a wish; ``evidence`` is how many customers are enough to go by."""

    portrait: Portrait
    reach: Reach
    evidence: int


class PortraitService:
    """Reads only; so many customers that it takes a moment."""

    def __init__(self, desk: Desk, company: CompanyFacts) -> None:
        self._desk = desk
        self._company = company

    def portrait(self, wanted: PortraitFilter = _EVERYBODY) -> Portrait:
        """The tags that signed customers, prospects and lost customers have now."""
        from crmdesk.insight.persona.tag_counts import portrait_of

        return portrait_of(persona_columns(self._desk, wanted), wanted)

    def read(self, wanted: PortraitFilter = _EVERYBODY) -> PortraitReading:
        """The portrait and how far it reaches, as of one moment."""
        from crmdesk.insight.persona.concentration import concentration_of
        from crmdesk.insight.persona.likeness import coverage_of, judge
        from crmdesk.insight.persona.lost_tags import lost_tags
        from crmdesk.insight.persona.tag_counts import portrait_of

        columns, enough = persona_columns(self._desk, wanted), self.minimum()
        portrait = portrait_of(columns, wanted)
        reach = Reach(
            coverage_of(columns, judge(columns, enough), enough),
            lost_tags(portrait, enough),
            concentration_of(columns, wanted, minimum=enough, today=self._desk.today()),
        )
        return PortraitReading(portrait, reach, enough)

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
    return _customers(groups, [f"tag:{','.join(names)}" for names in families.values()], wanted)


def customers_alike(group: CustomerGroup, likeness: Likeness, wanted: PortraitFilter = _EVERYBODY) -> CustomerQuery:
    """The customers of a group that are or are not like those that sign."""
    return _customers([group], [f"{Field.PERSONA}:{likeness}"], wanted)


def _customers(groups: Sequence[CustomerGroup], terms: Sequence[str], wanted: PortraitFilter) -> CustomerQuery:
    status = [f"status:{','.join(_STATUSES[group] for group in groups)}"] if groups else []
    since = [f"created>={wanted.since.isoformat()}"] if wanted.since is not None else []
    until = [f"created<={wanted.until.isoformat()}"] if wanted.until is not None else []
    return CustomerQuery(text=" ".join((*status, *terms, *since, *until)))
