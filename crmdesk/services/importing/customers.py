"""The customers of an import: matched, added or brought up to date."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from crmdesk.domain.customer import ContactPoint, CustomerDraft, PointDraft, PointKind
from crmdesk.domain.moment import Moment
from crmdesk.exchange.tables.records import CustomerText, ImportRow, SheetKind
from crmdesk.services.collection import let_go_of
from crmdesk.services.importing.completion import completed
from crmdesk.services.importing.edits import without_edits
from crmdesk.services.importing.job import Job
from crmdesk.services.importing.ledger import Effect
from crmdesk.services.importing.matching import CustomerIndex, References, Traits, traits_of_points
from crmdesk.services.importing.request import DuplicatePolicy
from crmdesk.services.lead_entries import write_lead_entries
from crmdesk.services.points import read_point
from crmdesk.store.queries.history import former_names
from crmdesk.store.queries.identities import Identities, places_of_customers
from crmdesk.store.repos import members
from crmdesk.store.repos.customers import add_customers, add_points, change_customers
from crmdesk.store.text.folding import fold
from crmdesk.store.times import created_when

# Groups whose tags tell where a customer is: two companies of one name in two countries are two.
_PLACES = ("country", "region")
_HOLDING_NAMES = {"en": "(no customer yet)", "zh_CN": "（未归属客户）", "zh_TW": "（未歸屬客戶）"}


@dataclass(slots=True)
class _New:
    """A customer decided on but not yet written; ``rows`` are those that speak of it."""

    text: CustomerText
    created: Moment
    holding: bool = False
    rows: list[int] = field(default_factory=list)

    def draft(self, owner: int | None, batch: int) -> CustomerDraft:
        """The customer to add. One of whom only the other program's id is told is called so until a row names it."""
        text = self.text
        return CustomerDraft(
            name=(text.name.strip() or text.external_id or text.uid),
            created_at=self.created,
            owner_id=owner,
            address=text.address,
            city=text.city,
            note=text.note,
            external_id=text.external_id,
            uid=text.uid,
            holding=self.holding,
            import_batch_id=None if self.holding else batch,
            extra=text.extra,
        )


class CustomerStep:
    """First step: every row gets its customer."""

    def __init__(self, job: Job, known: Identities) -> None:
        self._job = job
        self._known = known
        self._index = _index(job, known)
        self._references = References(known.contacts.values(), known.deals.values())
        self._points = {(row["customer_id"], row["contact_id"], row["kind"], row["value_key"]) for row in known.points}
        self._new: dict[int, _New] = {}
        self._told: dict[int, CustomerText] = {}
        self._wanted_points: list[tuple[int, int, ContactPoint]] = []

    def run(self) -> None:
        """Match all rows, then write what is new and what has changed."""
        speaking = [(number, row) for number, row in self._job.going() if _speaks_of_customer(row)]
        # What a sheet of customers says of them counts before what other sheets mention in passing.
        speaking.sort(key=lambda numbered: numbered[1].kind is not SheetKind.CUSTOMERS)
        # Rows that name no customer may still name a contact or deal of one.
        in_order = sorted(speaking, key=lambda numbered: numbered[1].customer is None)
        for number, row in self._job.paced(in_order):
            self._decide(number, row)
        ids = self._write_new()
        self._job.customer_of = {number: ids.get(at, at) for number, at in self._job.customer_of.items()}
        self._write_changes()
        self._write_points(ids)
        let_go_of(self._index)
        let_go_of(self._references)

    def _decide(self, number: int, row: ImportRow) -> None:
        if row.customer is None:
            referred = self._references.find(row)
            self._job.customer_of[number] = self._holding() if referred is None else referred
            return
        text = row.customer
        points = [read_point(PointKind(point.kind), point.value) for point in text.points]
        traits = _traits(row, text, points)
        at = self._find(row, text, traits)
        is_main = row.kind is SheetKind.CUSTOMERS
        if at is not None and at > 0 and is_main and self._job.policy is DuplicatePolicy.SKIP:
            self._job.skipped.add(number)
            return
        if at is None:
            at = self._begin(row, text, traits)
        elif at > 0 and self._job.policy is DuplicatePolicy.UPDATE:
            self._learn(at, text, is_main=is_main)
        if at < 0:
            self._new[at].text = _together(self._new[at].text, text)
            self._new[at].rows.append(number)
        self._job.customer_of[number] = at
        self._references.learn(row, at)
        if row.contact is None:
            self._wanted_points.extend((number, at, point) for point in points)

    def _find(self, row: ImportRow, text: CustomerText, traits: Traits) -> int | None:
        at = self._index.find(text.uid, text.name, traits)
        wants_new = self._job.policy is DuplicatePolicy.NEW and row.kind is SheetKind.CUSTOMERS
        return None if wants_new and at is not None and at > 0 else at

    def _begin(self, row: ImportRow, text: CustomerText, traits: Traits) -> int:
        """Decide on a new customer under a negative number."""
        at = -len(self._new) - 1
        if self._index.knows_uid(text.uid):
            text = replace(text, uid="")
        self._new[at] = _New(text, self._created(row, text))
        self._index.add(at, text.uid, text.name, traits)
        return at

    def _created(self, row: ImportRow, text: CustomerText) -> Moment:
        told = [text.created, row.deal.created if row.deal else None, row.deal.closed if row.deal else None]
        told += [touch.occurred for touch in row.touches if touch.status != "planned"]
        return next(filter(None, map(self._job.past, told)), self._job.unit.now)

    def _learn(self, at: int, text: CustomerText, *, is_main: bool) -> None:
        """Take what the row may change of a customer that is there: name and age only by our own id for it."""
        row = self._known.customers[at]
        ours = text.uid == row["uid"]
        nameless = row["name"] == row["external_id"]
        reduced = replace(
            text,
            name=text.name if (is_main and ours) or nameless else "",
            created=text.created if is_main and ours else None,
            owner=text.owner if is_main else "",
            note=text.note if is_main or not row["note"] else "",
            external_id="" if row["external_id"] else text.external_id,
        )
        self._told[at] = _together(self._told.get(at, reduced), reduced)

    def _holding(self) -> int:
        if self._index.holding is None:
            at = -len(self._new) - 1
            name = _HOLDING_NAMES[self._job.desk.language]
            self._new[at] = _New(CustomerText(name=name), self._job.unit.now, holding=True)
            self._index.holding = at
        return self._index.holding

    def _write_new(self) -> dict[int, int]:
        unit, request = self._job.unit, self._job.request
        owners = members.ensure(unit, {new.text.owner or request.owner for new in self._new.values()})
        drafts = [
            new.draft(owners.get(new.text.owner or request.owner), self._job.batch_id) for new in self._new.values()
        ]
        ids = dict(zip(self._new, add_customers(unit, drafts), strict=True))
        for at, new in self._job.paced(self._new.items()):
            for number in new.rows:
                self._job.ledger.note(number, "customer", ids[at], Effect.CREATED)
        self._job.new_customers.update(ids.values())
        if not self._job.brings_history:
            leads = {ids[at]: (new.created, new.text.source) for at, new in self._new.items() if not new.holding}
            write_lead_entries(
                unit, leads, actor_id=self._job.me() if leads else None, import_batch_id=self._job.batch_id
            )
        return ids

    def _write_changes(self) -> None:
        unit, known = self._job.unit, self._known.customers
        owners = members.ensure(unit, {text.owner for text in self._told.values()})
        columns = {at: self._differing(known[at], text, owners) for at, text in self._told.items()}
        ours = {at for at, text in self._told.items() if text.uid == known[at]["uid"]}
        final = without_edits(unit, "customer", known, columns, ours=ours)
        change_customers(unit, {at: columns for at, columns in final.items() if columns})
        for number, at in self._job.paced(self._job.customer_of.items()):
            if at not in self._job.new_customers:
                effect = Effect.UPDATED if final.get(at) else Effect.UNCHANGED
                self._job.ledger.note(number, "customer", at, effect)

    def _differing(self, row: Mapping[str, Any], text: CustomerText, owners: Mapping[str, int]) -> dict[str, Any]:
        """The columns that differ from what is there."""
        told: dict[str, Any] = {
            "name": text.name.strip(),
            "owner_id": owners.get(text.owner),
            "address": text.address,
            "city": text.city,
            "note": text.note,
            "external_id": text.external_id,
            "extra": {**row["extra"], **text.extra},
        }
        created = self._job.moment(text.created)
        told |= created_when(created) if created else {}
        return {name: value for name, value in told.items() if value not in ("", None) and value != row[name]}

    def _write_points(self, ids: dict[int, int]) -> None:
        drafts: list[PointDraft] = []
        for number, at, point in self._job.paced(self._wanted_points):
            customer = ids.get(at, at)
            key = (customer, None, point.kind.value, point.key)
            if key not in self._points:
                self._points.add(key)
                drafts.append(PointDraft(customer, point))
                if customer not in self._job.new_customers:
                    self._job.ledger.note(number, "customer", customer, Effect.UPDATED)
        add_points(self._job.unit, drafts)


def _together(first: CustomerText, later: CustomerText) -> CustomerText:
    """What two rows say of a customer; what is noted on each of its deals is kept, one below the other."""
    if first is later:
        return first
    both = completed(first, later)
    if later.note in both.note:
        return both
    return replace(both, note=f"{both.note}\n{later.note}")


def _speaks_of_customer(row: ImportRow) -> bool:
    return row.kind not in (SheetKind.TAGS, SheetKind.MEMBERS, SheetKind.UNKNOWN)


def _traits(row: ImportRow, text: CustomerText, points: list[ContactPoint]) -> Traits:
    places = {tag.group: fold(tag.name) for tag in row.tags if tag.group in _PLACES and tag.target == "customer"}
    # What a contact is reached by says nothing of the company.
    own = [] if row.contact is not None else points
    return Traits(text.external_id, fold(text.city), places, traits_of_points(own))


def _index(job: Job, known: Identities) -> CustomerIndex:
    index = CustomerIndex()
    places = places_of_customers(job.unit, _PLACES)
    former = former_names(job.unit, "customer")
    points: dict[int, list[ContactPoint]] = {}
    for row in known.points:
        if row["contact_id"] is None:
            point = ContactPoint(PointKind(row["kind"]), row["value"], row["value_key"])
            points.setdefault(row["customer_id"], []).append(point)
    for row_id, row in job.paced(known.customers.items()):
        if row["holding"]:
            index.add_holding(row_id, row["uid"])
            continue
        own = traits_of_points(points.get(row_id, ()))
        where = {group: fold(name) for group, name in places.get(row_id, {}).items()}
        index.add(row_id, row["uid"], row["name"], Traits(row["external_id"], fold(row["city"]), where, own))
        if row["import_batch_id"] is not None:
            for name in former.get(row["uid"], ()):
                index.add_former_name(row_id, name)
    return index
