"""The customers of an import: matched, added or brought up to date."""

from dataclasses import dataclass, field, replace
from typing import Any

from crmdesk.domain.customer import ContactPoint, CustomerDraft, PointDraft, PointKind
from crmdesk.domain.moment import Moment
from crmdesk.exchange.tables.records import CustomerText, ImportRow, SheetKind
from crmdesk.services.importing.edits import without_edits
from crmdesk.services.importing.job import Job
from crmdesk.services.importing.ledger import Effect
from crmdesk.services.importing.matching import CustomerIndex, Traits, traits_of_points
from crmdesk.services.importing.request import DuplicatePolicy
from crmdesk.services.lead_entries import write_lead_entries
from crmdesk.services.points import read_point
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

    draft: CustomerDraft
    owner: str
    source: str
    rows: list[int] = field(default_factory=list)


class CustomerStep:
    """First step: every row gets its customer."""

    def __init__(self, job: Job, known: Identities) -> None:
        self._job = job
        self._known = known
        self._index = _index(job, known)
        self._points = {(row["customer_id"], row["contact_id"], row["kind"], row["value_key"]) for row in known.points}
        self._new: dict[int, _New] = {}
        self._changes: dict[int, dict[str, Any]] = {}
        self._wanted_points: list[tuple[int, int, ContactPoint]] = []

    def run(self) -> None:
        """Match all rows, then write what is new and what has changed."""
        speaking = [(number, row) for number, row in self._job.going() if _speaks_of_customer(row)]
        for number, row in speaking:
            self._decide(number, row)
        ids = self._write_new()
        self._job.customer_of = {number: ids.get(at, at) for number, at in self._job.customer_of.items()}
        self._write_changes()
        self._write_points(ids)

    def _decide(self, number: int, row: ImportRow) -> None:
        if row.customer is None:
            self._job.customer_of[number] = self._holding()
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
            self._compare(at, text, is_main=is_main)
        if at < 0:
            self._complete(at, text)
            self._new[at].rows.append(number)
        self._job.customer_of[number] = at
        if row.contact is None:
            self._wanted_points.extend((number, at, point) for point in points)

    def _find(self, row: ImportRow, text: CustomerText, traits: Traits) -> int | None:
        at = self._index.find(text.uid, text.name, traits)
        wants_new = self._job.policy is DuplicatePolicy.NEW and row.kind is SheetKind.CUSTOMERS
        return None if wants_new and at is not None and at > 0 else at

    def _begin(self, row: ImportRow, text: CustomerText, traits: Traits) -> int:
        """Decide on a new customer under a negative number."""
        at = -len(self._new) - 1
        uid = "" if self._index.knows_uid(text.uid) else text.uid
        created = self._created(row, text)
        draft = CustomerDraft(name=text.name.strip(), created_at=created, uid=uid, import_batch_id=self._job.batch_id)
        self._new[at] = _New(draft, "", "")
        self._index.add(at, uid, text.name, traits)
        return at

    def _created(self, row: ImportRow, text: CustomerText) -> Moment:
        told = [text.created, row.deal.created if row.deal else None, row.deal.closed if row.deal else None]
        told += [touch.occurred for touch in row.touches if touch.status != "planned"]
        first = next((wall for wall in told if wall is not None), None)
        now = self._job.unit.now
        created = self._job.moment(first) or now
        return created if created.utc <= now.utc else now

    def _complete(self, at: int, text: CustomerText) -> None:
        """Fill what an earlier row about the same new customer left open."""
        new = self._new[at]
        draft = new.draft
        new.draft = replace(
            draft,
            address=draft.address or text.address,
            city=draft.city or text.city,
            note=draft.note or text.note,
            external_id=draft.external_id or text.external_id,
            extra={**text.extra, **draft.extra},
        )
        new.owner = new.owner or text.owner
        new.source = new.source or text.source

    def _compare(self, at: int, text: CustomerText, *, is_main: bool) -> None:
        row = self._known.customers[at]
        told: dict[str, Any] = {
            "address": text.address,
            "city": text.city,
            "note": text.note,
            "external_id": text.external_id if not row["external_id"] else "",
        }
        if is_main:
            told["owner"] = text.owner
            told["name"] = text.name.strip() if text.uid == row["uid"] else ""
            told["created"] = text.created if text.uid == row["uid"] else None
        pending = self._changes.setdefault(at, {})
        pending.update({name: value for name, value in told.items() if value})
        if text.extra:
            pending["extra"] = {**pending.get("extra", row["extra"]), **text.extra}
        pending["by_uid"] = pending.get("by_uid", False) or text.uid == row["uid"]

    def _holding(self) -> int:
        if self._index.holding is None:
            at = -len(self._new) - 1
            name = _HOLDING_NAMES[self._job.desk.language]
            draft = CustomerDraft(name=name, created_at=self._job.unit.now, holding=True)
            self._new[at] = _New(draft, "", "")
            self._index.holding = at
        return self._index.holding

    def _write_new(self) -> dict[int, int]:
        unit, request = self._job.unit, self._job.request
        owners = members.ensure(unit, {new.owner or request.owner for new in self._new.values()})
        drafts = [replace(new.draft, owner_id=owners.get(new.owner or request.owner)) for new in self._new.values()]
        ids = dict(zip(self._new, add_customers(unit, drafts), strict=True))
        for at, new in self._new.items():
            for number in new.rows:
                self._job.ledger.note(number, "customer", ids[at], Effect.CREATED)
        self._job.new_customers.update(ids.values())
        if not self._job.brings_history:
            leads = {
                ids[at]: (new.draft.created_at, new.source) for at, new in self._new.items() if not new.draft.holding
            }
            write_lead_entries(
                unit, leads, actor_id=self._job.me() if leads else None, import_batch_id=self._job.batch_id
            )
        return ids

    def _write_changes(self) -> None:
        owners = members.ensure(
            self._job.unit, {change["owner"] for change in self._changes.values() if "owner" in change}
        )
        changed = {at: self._columns(at, change, owners) for at, change in self._changes.items()}
        ours = {at for at, change in self._changes.items() if change["by_uid"]}
        final = without_edits(self._job.unit, "customer", self._known.customers, changed, ours=ours)
        change_customers(self._job.unit, {at: columns for at, columns in final.items() if columns})
        for number, at in self._job.customer_of.items():
            if at not in self._job.new_customers:
                effect = Effect.UPDATED if final.get(at) else Effect.UNCHANGED
                self._job.ledger.note(number, "customer", at, effect)

    def _columns(self, at: int, change: dict[str, Any], owners: dict[str, int]) -> dict[str, Any]:
        """The columns that differ from what is there."""
        row = self._known.customers[at]
        fields = ("name", "address", "city", "note", "external_id", "extra")
        columns: dict[str, Any] = {name: change[name] for name in fields if name in change}
        if "owner" in change:
            columns["owner_id"] = owners[change["owner"]]
        created = self._job.moment(change.get("created"))
        if created is not None:
            columns |= created_when(created)
        return {name: value for name, value in columns.items() if row[name] != value}

    def _write_points(self, ids: dict[int, int]) -> None:
        drafts: list[PointDraft] = []
        for number, at, point in self._wanted_points:
            customer = ids.get(at, at)
            key = (customer, None, point.kind.value, point.key)
            if key not in self._points:
                self._points.add(key)
                drafts.append(PointDraft(customer, point))
                if customer not in self._job.new_customers:
                    self._job.ledger.note(number, "customer", customer, Effect.UPDATED)
        add_points(self._job.unit, drafts)


def _speaks_of_customer(row: ImportRow) -> bool:
    return row.kind not in (SheetKind.TAGS, SheetKind.MEMBERS, SheetKind.UNKNOWN)


def _traits(row: ImportRow, text: CustomerText, points: list[ContactPoint]) -> Traits:
    places = {tag.group: fold(tag.name) for tag in row.tags if tag.group in _PLACES and tag.target == "customer"}
    # What a contact is reached by says nothing of the company.
    own = [] if row.contact is not None else points
    return Traits(text.external_id, fold(text.city), places, traits_of_points(own))


def _index(job: Job, known: Identities) -> CustomerIndex:
    holding = next((row_id for row_id, row in known.customers.items() if row["holding"]), None)
    index = CustomerIndex(holding=holding)
    places = places_of_customers(job.unit, _PLACES)
    points: dict[int, list[ContactPoint]] = {}
    for row in known.points:
        if row["contact_id"] is None:
            point = ContactPoint(PointKind(row["kind"]), row["value"], row["value_key"])
            points.setdefault(row["customer_id"], []).append(point)
    for row_id, row in known.customers.items():
        if row["holding"]:
            continue
        own = traits_of_points(points.get(row_id, ()))
        where = {group: fold(name) for group, name in places.get(row_id, {}).items()}
        index.add(row_id, row["uid"], row["name"], Traits(row["external_id"], fold(row["city"]), where, own))
    return index
