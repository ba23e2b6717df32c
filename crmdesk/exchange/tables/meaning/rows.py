"""Drafts to import rows: which values make a customer, a contact, a deal, touches; what is missing or contradicts.

A deal is named by its title, else its product, else its customer or contact. Ways to reach someone belong to the
contact if the row names one, else to the customer.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from crmdesk.domain.moment import WallTime
from crmdesk.exchange.call_words import call_meaning, call_words
from crmdesk.exchange.tables.meaning.deal_rows import ContradictionError, deal_of
from crmdesk.exchange.tables.meaning.drafts import Draft, Reach
from crmdesk.exchange.tables.meaning.values import Unknown
from crmdesk.exchange.tables.records import (
    CellIssue,
    ContactText,
    CustomerText,
    DealText,
    ImportRow,
    MemberText,
    SheetKind,
    TagText,
    TouchText,
)
from crmdesk.i18n import _

_HAN = re.compile(r"[\u3400-\u9fff]")
_IDENTITY = frozenset(("name", "uid", "external_id"))
_ABOUT_DEALS = (SheetKind.DEALS, SheetKind.LOSSES)


@dataclass(frozen=True, slots=True)
class Siblings:
    """What the other sheets of the same import define: names by external id, and whether customers have their own."""

    customers: Mapping[str, str]
    contacts: Mapping[str, str]
    members: Mapping[str, str]
    has_customers: bool


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """What all rows of a sheet share."""

    kind: SheetKind
    own: bool
    currency: str
    today: date
    siblings: Siblings


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands."""

    sheet: int
    row: int
    where: str


def import_row(draft: Draft, place: Place, sheet: SheetFacts, issues: tuple[CellIssue, ...]) -> ImportRow:
    """The row a draft makes. One with a fatal issue is handed back and speaks of nothing, but all is said at once."""
    row = ImportRow(place.sheet, place.row, place.where, sheet.kind, issues=issues)
    if sheet.kind is SheetKind.UNKNOWN:
        return row
    made = _made(row, draft, sheet)
    return replace(row, issues=made.issues) if row.failed else made


def _made(row: ImportRow, draft: Draft, sheet: SheetFacts) -> ImportRow:
    if sheet.kind is SheetKind.TAGS:
        return _tag_row(row, draft)
    if sheet.kind is SheetKind.MEMBERS:
        return _member_row(row, draft)
    try:
        return _filled(row, draft, sheet)
    except ContradictionError as contradiction:
        first, second = contradiction.words
        reason = _("This row says both “{first}” and “{second}”, but a deal has one outcome.")
        issue = CellIssue(row.where, f"{first} / {second}", reason.format(first=first, second=second))
        return replace(row, issues=(*row.issues, issue))


def continued(row: ImportRow, draft: Draft) -> ImportRow:
    """The row with one more line of the same object: its tags, ways to reach someone and extras are added."""
    owner = "contact" if row.contact is not None else "customer"
    points = tuple(point for reach in draft.points for point in reach.points)
    person: Any = row.contact if owner == "contact" else row.customer
    changes: dict[str, Any] = {"tags": row.tags + tuple(draft.tags)}
    if person is not None:
        extra = dict(person.extra)
        for header, text in draft.extra.items():
            extra[header] = f"{extra[header]}\n{text}" if header in extra else text
        changes[owner] = replace(person, points=person.points + points, extra=extra)
    return replace(row, **changes)


def _filled(row: ImportRow, draft: Draft, sheet: SheetFacts) -> ImportRow:
    if sheet.own:
        draft.set_clocks()
    contact = _contact(draft, sheet)
    if sheet.kind in _ABOUT_DEALS:
        _lend_to_customer(draft, sheet)
    customer = _customer(draft, sheet, contact)
    deal = None
    if sheet.kind in _ABOUT_DEALS:
        fallback = customer.name if customer else contact.name if contact else ""
        deal = deal_of(draft, sheet.kind, fallback, sheet.currency, own=sheet.own)
    touches = _touches(draft, sheet)
    missing = _missing(sheet.kind, (customer, contact, deal), touches)
    if missing:
        return replace(row, issues=(*row.issues, CellIssue(row.where, "", missing)))
    for thing in _main_objects(sheet.kind, customer, contact, deal, touches):
        if thing is not None:
            thing.extra.update(draft.extra)
            break
    tags = _tags(draft, customer, contact, deal)
    return ImportRow(row.sheet, row.row, row.where, row.kind, customer, contact, deal, None, touches, tags, row.issues)


def _main_objects(
    kind: SheetKind,
    customer: CustomerText | None,
    contact: ContactText | None,
    deal: DealText | None,
    touches: Sequence[TouchText],
) -> Sequence[CustomerText | ContactText | DealText | TouchText | None]:
    """The objects of a row, the one its sheet is about first: extras go to the first there is."""
    if kind is SheetKind.TIMELINE:
        return touches
    return (contact, customer) if kind is SheetKind.CONTACTS else (deal, customer, contact)


def _missing(kind: SheetKind, named: Sequence[object], touches: Sequence[TouchText]) -> str:
    """Why a row cannot stand, or an empty text; ``named`` are the objects it has, None for those it has not."""
    if kind is SheetKind.TIMELINE and not touches:
        return _("This row does not say when it happened.")
    return "" if touches or any(named) else _("This row names no customer, contact or deal.")


def _tag_row(row: ImportRow, draft: Draft) -> ImportRow:
    label = draft.facts["label"]
    if not label.get("name"):
        return replace(row, issues=(*row.issues, CellIssue(row.where, "", _("This row names no tag."))))
    return replace(row, tags=(TagText(**{"group": "", "target": "", **label}),))


def _member_row(row: ImportRow, draft: Draft) -> ImportRow:
    member = draft.facts["member"]
    if not member.get("name"):
        return replace(row, issues=(*row.issues, CellIssue(row.where, "", _("This row names no member."))))
    return replace(row, member=MemberText(extra=draft.extra, **member))


def _contact(draft: Draft, sheet: SheetFacts) -> ContactText | None:
    facts = draft.facts["contact"]
    joined = _joined(facts.pop("first_name", ""), facts.pop("last_name", ""))
    if joined and not facts.get("name"):
        facts["name"] = joined
    _first_id(draft, "contact", sheet, sheet.siblings.contacts)
    if not facts.get("name") and not sheet.own:
        name = _name_of_points([reach for reach in draft.points if reach.about == "contact"])
        facts |= {"name": name} if name else {}
    if not facts.keys() & _IDENTITY:
        draft.leave("contact")
        return None
    points = tuple(point for reach in draft.points if reach.about != "customer" for point in reach.points)
    draft.points = [reach for reach in draft.points if reach.about == "customer"]
    return ContactText(points=points, **facts)


def _customer(draft: Draft, sheet: SheetFacts, contact: ContactText | None) -> CustomerText | None:
    facts = draft.facts["customer"]
    _first_id(draft, "customer", sheet, sheet.siblings.customers)
    if "owner_id" in facts:
        _owner(draft, "customer", sheet)
    if sheet.kind is SheetKind.CONTACTS and sheet.siblings.has_customers:
        draft.leave("customer", "owner")
    if sheet.kind is SheetKind.CUSTOMERS and not facts.get("name") and not sheet.own:
        name = contact.name if contact else _name_of_points(draft.points)
        facts |= {"name": name} if name else {}
    if not facts.keys() & _IDENTITY:
        draft.leave("customer")
        for reach in draft.points:
            draft.extra[reach.header] = "; ".join(point.value for point in reach.points)
        return None
    points = tuple(point for reach in draft.points for point in reach.points)
    return CustomerText(points=points, **facts)


def _lend_to_customer(draft: Draft, sheet: SheetFacts) -> None:
    """Where no sheet of customers says better, a customer has owner and note of its deal and came with the lead."""
    deal, customer = draft.facts["deal"], draft.facts["customer"]
    if "owner_id" in deal:
        _owner(draft, "deal", sheet)
    if sheet.own or sheet.siblings.has_customers or not customer.keys() & _IDENTITY:
        return
    for lent, field in (("owner", "owner"), ("lead_created", "created"), ("note", "note")):
        if lent in deal:
            customer.setdefault(field, deal[lent])


def _owner(draft: Draft, owner: str, sheet: SheetFacts) -> None:
    """Turn the id of an owner into a name if a sheet of members knows it; else keep it as an extra."""
    facts = draft.facts[owner]
    name = sheet.siblings.members.get(facts["owner_id"])
    draft.leave(owner, "owner_id")
    if name and not facts.get("owner"):
        facts["owner"] = name


def _first_id(draft: Draft, owner: str, sheet: SheetFacts, names: Mapping[str, str]) -> None:
    """Of several ids in one cell take the first and keep the cell; fill in the name a sibling sheet knows.

    Not on a sheet of our own, which holds one id a cell, whatever it looks like, and names everything itself.
    """
    if sheet.own:
        return
    facts = draft.facts[owner]
    ids = facts.get("external_id", "")
    if ";" in ids:
        draft.leave(owner, "external_id")
        facts["external_id"] = ids.split(";")[0].strip()
    if not facts.get("name") and facts.get("external_id") in names:
        facts["name"] = names[facts["external_id"]]


def _touches(draft: Draft, sheet: SheetFacts) -> tuple[TouchText, ...]:
    last = draft.facts["last"]
    touches = _touch(draft, sheet) if sheet.kind is SheetKind.TIMELINE else []
    if "at" in last:
        status = "planned" if last["at"].value.date() > sheet.today else "done"
        touches.append(_note(status, last["at"], last.get("text", ""), last.get("kind", "note")))
    else:
        draft.leave("last")
    upcoming = draft.facts["next"]
    if "at" in upcoming:
        touches.append(_note("planned", upcoming["at"], upcoming.get("text", "")))
    else:
        draft.leave("next")
    return tuple(touches)


def _note(status: str, occurred: WallTime, body: str, kind: str = "note") -> TouchText:
    return TouchText(kind=kind, status=status, occurred=occurred, body=body)


def _touch(draft: Draft, sheet: SheetFacts) -> list[TouchText]:
    facts = draft.facts["touch"]
    if "occurred" not in facts:
        return []
    call = {} if sheet.own else _take_call_words(facts)
    for field in ("status", "direction", "answered"):
        if isinstance(facts.get(field), Unknown):
            draft.leave("touch", field)
    facts.update(call)
    if "status" not in facts:
        facts["status"] = "planned" if facts["occurred"].value.date() > sheet.today else "done"
    return [TouchText(**{"kind": "note", **facts})]


def _take_call_words(facts: dict[str, Any]) -> dict[str, Any]:
    """What a call log says in whatever column, taken out of the facts: that it was a call, answered or not, whose."""
    told: dict[str, Any] = {}
    for field in ("answered", "status", "direction", "kind"):
        value = facts.get(field)
        said = call_words(value.text if isinstance(value, Unknown) else str(value or ""))
        if field == "answered" and isinstance(value, str):
            said = call_meaning(value)
        if said is None:
            continue
        del facts[field]
        if said.answered and "detail" not in told:
            told["detail"] = {"answered": said.answered}
        if said.direction:
            told.setdefault("direction", said.direction)
    if told and "kind" not in facts:
        told["kind"] = "call"
    return {field: value for field, value in told.items() if field == "detail" or field not in facts}


def _tags(
    draft: Draft, customer: CustomerText | None, contact: ContactText | None, deal: DealText | None
) -> tuple[TagText, ...]:
    """The tags of the row, each on the object it is about or, if the row has none such, on the one it has."""
    present = {"customer": customer, "contact": contact, "deal": deal}
    if all(present[tag.target] is not None for tag in draft.tags):
        return tuple(draft.tags)
    nearest = "customer" if customer else "deal" if deal else "contact"
    return tuple(tag if present[tag.target] is not None else replace(tag, target=nearest) for tag in draft.tags)


def _joined(first: str, last: str) -> str:
    """First and last name as one; Chinese names are written family name first and without a blank."""
    if _HAN.search(first) or _HAN.search(last):
        return last + first
    return f"{first} {last}".strip()


def _name_of_points(reaches: Sequence[Reach]) -> str:
    """A name for someone only reachable: what stands before the @, else the number."""
    flat = [point for reach in reaches for point in reach.points]
    mails = [point.value.partition("@")[0] for point in flat if point.kind == "email"]
    return next(iter([*mails, *(point.value for point in flat if point.kind != "email")]), "")
