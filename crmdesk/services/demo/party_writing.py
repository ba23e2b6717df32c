"""Writing who there is in the sample company: colleagues, customers with their people, and how these first came."""

from collections.abc import Mapping, Sequence

from crmdesk.domain.customer import ContactDraft, CustomerDraft, PointDraft, PointKind
from crmdesk.domain.first_touch import FirstTouch
from crmdesk.domain.tag import TagAssignmentDraft
from crmdesk.services.demo.cast import Party, Person
from crmdesk.services.demo.script import Script
from crmdesk.services.demo.telling import Telling
from crmdesk.services.demo.written import Written
from crmdesk.services.lead_entries import write_lead_entries
from crmdesk.services.points import read_point
from crmdesk.store.queries import catalogue
from crmdesk.store.queries.sample_rows import sleeping_groups
from crmdesk.store.repos import members, tags
from crmdesk.store.repos.customers import add_contacts, add_customers, add_points
from crmdesk.store.repos.edited_lists import EditedList, change_entries
from crmdesk.store.repos.first_touchpoints import FirstTouchDraft, put_first_touches

_REGION = "region"
_ROLE = "contact_role"


class PartyWriting:
    """Comes first: all else that is written belongs to a customer and a colleague."""

    def __init__(self, written: Written, script: Script, telling: Telling) -> None:
        self._written, self._unit = written, written.unit
        self._script, self._telling = script, telling

    def write_lists(self, actor: str) -> None:
        """Colleagues of ``actor``, the tags of the industry and of the regions."""
        names = [actor, *self._script.words["cast"]["members"][1:]]
        found = members.ensure(self._unit, names)
        self._written.members = [found[name] for name in names]
        pack = self._script.numbers["pack"]
        change_entries(self._unit, EditedList.GROUPS, sleeping_groups(self._unit, pack), {"retired": False})
        groups = {group.key: group.id for group in catalogue.tag_groups(self._unit)}
        keys = {group_id: key for key, group_id in groups.items()}
        for tag in catalogue.tags(self._unit):
            self._written.tags[keys[tag.group_id], tag.key] = tag.id
            self._written.tag_names[tag.id] = tag.name
        paths = {city: self._script.region(city) for city in self._script.cities.keys}
        wanted = [(groups[_REGION], name) for path in paths.values() for name in path]
        made = tags.ensure_tags(self._unit, wanted)
        parents: dict[int, int] = {}
        for city, path in paths.items():
            ids = [made[groups[_REGION], name] for name in path]
            self._written.tags[_REGION, city] = ids[-1]
            parents |= dict(zip(ids[1:], ids[:-1], strict=True))
        tags.set_parents(self._unit, parents)

    def write_parties(self, parties: Sequence[Party]) -> None:
        """Customers with their people, numbers and tags, and that they were obtained."""
        drafts = [
            CustomerDraft(
                name=party.name,
                created_at=self._written.past(party.age),
                owner_id=self._written.members[party.owner],
                address=party.address,
                city=self._script.region(party.city)[-1],
                note=party.note,
                import_batch_id=self._written.batch_id,
            )
            for party in parties
        ]
        self._written.customers = dict(zip(parties, add_customers(self._unit, drafts), strict=True))
        pairs = [(party, person) for party in parties for person in party.people]
        roles = [self._written.tag_names[self._written.tags[_ROLE, person.role]] for _party, person in pairs]
        contacts = [
            ContactDraft(self._written.customers[party], person.name, person.title, role)
            for (party, person), role in zip(pairs, roles, strict=True)
        ]
        ids = add_contacts(self._unit, contacts)
        self._written.people = dict(zip([person for _party, person in pairs], ids, strict=True))
        self._write_points(parties, pairs)
        self._write_tags(parties, pairs)
        for owner, member in enumerate(self._written.members):
            leads = {
                self._written.customers[party]: (self._written.past(party.age), self._source(party))
                for party in parties
                if party.owner == owner
            }
            write_lead_entries(self._unit, leads, actor_id=member)

    def write_first_touches(self, told: Mapping[Party, FirstTouch]) -> None:
        """What customers told of how they first came across us."""
        put_first_touches(
            self._unit,
            {
                self._written.customers[party]: FirstTouchDraft(
                    self._written.tags["source", first.channel] if first.channel else None,
                    first.when,
                    first.saw,
                    first.forgotten,
                )
                for party, first in told.items()
            },
        )

    def _source(self, party: Party) -> str:
        return self._written.tag_names[self._written.tags["source", party.traits["source"][0]]]

    def _write_points(self, parties: Sequence[Party], pairs: Sequence[tuple[Party, Person]]) -> None:
        points = [
            PointDraft(self._written.customers[party], read_point(PointKind.PHONE, party.phone)) for party in parties
        ]
        for party, person in pairs:
            for kind, value in ((PointKind.PHONE, person.mobile), (PointKind.EMAIL, person.email)):
                points.append(
                    PointDraft(self._written.customers[party], read_point(kind, value), self._written.people[person])
                )
        add_points(self._unit, points)

    def _write_tags(self, parties: Sequence[Party], pairs: Sequence[tuple[Party, Person]]) -> None:
        drafts = [
            TagAssignmentDraft(
                tag_id=self._written.tags[group, key],
                customer_id=self._written.customers[party],
                from_day=self._telling.day(party.age),
                by_id=self._written.members[party.owner],
            )
            for party in parties
            for group, keys in {_REGION: (party.city,), **party.traits}.items()
            for key in keys
        ]
        drafts += [
            TagAssignmentDraft(
                tag_id=self._written.tags[_ROLE, person.role],
                customer_id=self._written.customers[party],
                contact_id=self._written.people[person],
                from_day=self._telling.day(party.age),
                by_id=self._written.members[party.owner],
            )
            for party, person in pairs
        ]
        tags.assign(self._unit, drafts)
