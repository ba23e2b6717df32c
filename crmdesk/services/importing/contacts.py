"""The people of an import: matched within their customer, added or completed."""

from collections.abc import Mapping
from typing import Any

from crmdesk.domain.customer import ContactDraft, ContactPoint, PointDraft, PointKind
from crmdesk.exchange.tables.records import ContactText, ImportRow, SheetKind
from crmdesk.services.importing.completion import completed
from crmdesk.services.importing.edits import without_edits
from crmdesk.services.importing.job import Job
from crmdesk.services.importing.ledger import Effect
from crmdesk.services.importing.request import DuplicatePolicy
from crmdesk.services.points import read_point
from crmdesk.store.queries.identities import Identities
from crmdesk.store.repos.customers import add_contacts, add_points, change_contacts
from crmdesk.store.text.folding import fold


class ContactStep:
    """Second step: every row that names a person gets that person."""

    def __init__(self, job: Job, known: Identities) -> None:
        self._job = job
        self._known = known
        self._by_uid: dict[str, int] = {row["uid"]: row_id for row_id, row in known.contacts.items()}
        self._by_external: dict[str, int] = {}
        self._by_name: dict[tuple[int, str], int] = {}
        for row_id, row in known.contacts.items():
            self._by_external.setdefault(row["external_id"], row_id)
            self._by_name.setdefault((row["customer_id"], row["name_key"]), row_id)
        self._points = {(row["contact_id"], row["kind"], row["value_key"]) for row in known.points}
        self._texts: dict[int, ContactText] = {}
        self._new: dict[int, int] = {}  # the customers of people decided on, by negative number
        self._wanted_points: list[tuple[int, int, ContactPoint]] = []

    def run(self) -> None:
        """Match all rows, then write what is new and what has changed."""
        for number, row in self._job.going():
            if row.contact is not None:
                self._decide(number, row, row.contact)
        drafts = [self._draft(at, customer) for at, customer in self._new.items()]
        ids = dict(zip(self._new, add_contacts(self._job.unit, drafts), strict=True))
        changed = self._write_changes()
        self._job.contact_of = {number: ids.get(at, at) for number, at in self._job.contact_of.items()}
        self._job.customer_of_contact = {row_id: row["customer_id"] for row_id, row in self._known.contacts.items()}
        self._job.customer_of_contact |= {ids[at]: customer for at, customer in self._new.items()}
        for number, at in self._job.paced(self._job.contact_of.items()):
            known = Effect.UPDATED if at in changed else Effect.UNCHANGED
            effect = known if at in self._known.contacts else Effect.CREATED
            self._job.ledger.note(number, "contact", at, effect)
        self._write_points(ids)

    def _decide(self, number: int, row: ImportRow, text: ContactText) -> None:
        customer = self._job.customer_of[number]
        points = [read_point(PointKind(point.kind), point.value) for point in text.points]
        at = self._find(customer, text)
        known = at is not None and at > 0
        is_main = row.kind is SheetKind.CONTACTS
        if known and is_main and self._job.policy is DuplicatePolicy.SKIP:
            self._job.skipped.add(number)
            return
        if known and is_main and self._job.policy is DuplicatePolicy.NEW:
            at = None
        if at is None:
            at = self._begin(customer, text)
        if at < 0 or self._job.policy is DuplicatePolicy.UPDATE:
            self._texts[at] = completed(self._texts.get(at, text), text)
        self._job.contact_of[number] = at
        self._wanted_points.extend((number, at, point) for point in points)

    def _find(self, customer: int, text: ContactText) -> int | None:
        found = self._by_uid.get(text.uid) if text.uid else None
        if found is None and text.external_id:
            found = self._by_external.get(text.external_id)
        if found is not None or not text.name:
            return found
        namesake = self._by_name.get((customer, fold(text.name)))
        # Two rows of our own workbook are two people, whatever they are called.
        is_other = namesake is not None and namesake < 0 and self._texts[namesake].uid not in ("", text.uid or "")
        return None if text.uid and is_other else namesake

    def _begin(self, customer: int, text: ContactText) -> int:
        at = -len(self._new) - 1
        self._new[at] = customer
        self._by_name[customer, fold(text.name)] = at
        if text.uid:
            self._by_uid.setdefault(text.uid, at)
        if text.external_id:
            self._by_external.setdefault(text.external_id, at)
        return at

    def _draft(self, at: int, customer: int) -> ContactDraft:
        text = self._texts[at]
        return ContactDraft(
            customer_id=customer,
            name=text.name.strip() or text.external_id or text.uid,
            title=text.title,
            role=text.role,
            external_id=text.external_id,
            uid=text.uid if self._by_uid.get(text.uid) == at else "",
            extra=text.extra,
        )

    def _write_changes(self) -> set[int]:
        told = {at: text for at, text in self._texts.items() if at > 0}
        columns = {at: self._differing(self._known.contacts[at], text) for at, text in told.items()}
        ours = {at for at, text in told.items() if text.uid == self._known.contacts[at]["uid"]}
        final = without_edits(self._job.unit, "contact", self._known.contacts, columns, ours=ours)
        changed = {at: fields for at, fields in final.items() if fields}
        change_contacts(self._job.unit, changed)
        return set(changed)

    def _differing(self, row: Mapping[str, Any], text: ContactText) -> dict[str, Any]:
        told: dict[str, Any] = {"title": text.title, "role": text.role}
        if not row["external_id"]:
            told["external_id"] = text.external_id
        if text.extra:
            told["extra"] = {**row["extra"], **text.extra}
        if text.uid == row["uid"] or row["name"] == row["external_id"]:
            told["name"] = text.name.strip()
        return {name: value for name, value in told.items() if value and value != row[name]}

    def _write_points(self, ids: dict[int, int]) -> None:
        drafts: list[PointDraft] = []
        for number, at, point in self._job.paced(self._wanted_points):
            contact = ids.get(at, at)
            key = (contact, point.kind.value, point.key)
            if key not in self._points:
                self._points.add(key)
                drafts.append(PointDraft(self._job.customer_of_contact[contact], point, contact))
                if contact in self._known.contacts:
                    self._job.ledger.note(number, "contact", contact, Effect.UPDATED)
        add_points(self._job.unit, drafts)
