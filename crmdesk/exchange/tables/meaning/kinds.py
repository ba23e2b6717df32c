"""What the rows of a foreign sheet are about, judged by the fields its headers name and by its title."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crmdesk.exchange.tables.meaning.headers import Header, squash
from crmdesk.exchange.tables.records import SheetKind

_DEAL_FIELDS = frozenset(
    "deal." + field
    for field in (
        "name stage amount probability expected_close close closed won_at lost_at is_won is_lost is_closed lost_reason "
        "win_reason external_id status created lead_created owner"
    ).split()
)
_TELLING_DEAL_FIELDS = frozenset(("deal.name", "deal.stage", "deal.amount", "deal.lost_reason", "deal.status"))
_PERSON_FIELDS = frozenset(
    "contact.full_name contact.first_name contact.last_name contact.title contact.role contact.external_id".split()
)
_PERSON_NAMES = frozenset("contact.full_name contact.first_name contact.last_name contact.name".split())
_COMPANY_FIELDS = frozenset(
    (
        "customer.source customer.address customer.created customer.owner any.website tag.industry tag.size tag.level"
    ).split()
)
_TOUCH_FIELDS = frozenset(("touch.occurred", "touch.body", "touch.kind"))


@dataclass(frozen=True, slots=True)
class Clues:
    """What can be known before a kind is chosen: fields named, objects named by prefixes, and kinds the title names."""

    fields: frozenset[str]
    objects: frozenset[str]
    title: SheetKind | None
    is_about_products: bool

    @classmethod
    def of(
        cls,
        title: str,
        headers: Sequence[Header],
        targets: Sequence[str | None],
        title_words: Mapping[str, tuple[str, ...]],
    ) -> "Clues":
        """The clues of a sheet; ``targets`` are what the header words stand for, None where they stand for nothing."""
        squashed = squash(title)
        titles = [kind for kind, words in title_words.items() if any(word in squashed for word in words)]
        kind = SheetKind(titles[0]) if titles and titles[0] != "products" else None
        fields = frozenset(target for target in targets if target)
        return cls(fields, frozenset(h.about for h in headers if h.about), kind, "products" in titles[:1])

    def count(self, fields: frozenset[str]) -> int:
        """How many of the fields are named."""
        return len(self.fields & fields)


def kind_of_sheet(clues: Clues) -> SheetKind:
    """The kind; unknown if nothing says whom or what the rows are about."""
    if _is_about_deals(clues):
        losses = clues.title is SheetKind.LOSSES and "deal.lost_reason" in clues.fields
        return SheetKind.LOSSES if losses else SheetKind.DEALS
    if _is_about_touches(clues):
        return SheetKind.TIMELINE
    if _is_about_members(clues):
        return SheetKind.MEMBERS
    if _is_about_people(clues):
        return SheetKind.CONTACTS
    if _is_about_products(clues):
        return SheetKind.UNKNOWN
    reachable = any(field.startswith(("any.", "contact.")) for field in clues.fields)
    named = bool(clues.fields & {"customer.name", "customer.external_id", "own.name"})
    return SheetKind.CUSTOMERS if reachable or named else SheetKind.UNKNOWN


def _is_about_deals(clues: Clues) -> bool:
    if "deal" in clues.objects:
        return True
    deal_fields = clues.fields & _DEAL_FIELDS
    telling = bool(deal_fields & _TELLING_DEAL_FIELDS)
    if _is_about_touches(clues) and not deal_fields - {"deal.name"}:
        return False
    return telling or len(deal_fields) > 1 or (bool(deal_fields) and clues.title is SheetKind.DEALS)


def _is_about_touches(clues: Clues) -> bool:
    if clues.count(_COMPANY_FIELDS) or any(field.startswith("any.") for field in clues.fields):
        return False
    dated = bool(clues.fields & {"touch.occurred", "own.date"})
    told = bool(clues.fields & {"touch.body", "touch.kind", "own.note", "own.title"})
    of_touches = bool(clues.fields & _TOUCH_FIELDS) or clues.fields >= {"own.date", "own.type"}
    return dated and told and (of_touches or clues.title is SheetKind.TIMELINE)


def _is_about_members(clues: Clues) -> bool:
    named = bool(clues.fields & {"own.owner", "own.name", "contact.full_name", "member.detail"})
    others = bool(clues.fields & {"customer.name", "customer.external_id"})
    return named and not others and ("member.detail" in clues.fields or clues.title is SheetKind.MEMBERS)


def _is_about_people(clues: Clues) -> bool:
    if clues.objects == {"contact"}:
        return True
    if clues.fields >= {"customer.name", "own.name"}:
        return True
    people, companies = clues.count(_PERSON_FIELDS), clues.count(_COMPANY_FIELDS)
    if clues.title is SheetKind.CONTACTS:
        people += 1
    if not clues.fields & {"customer.name", "own.name"}:
        return bool(clues.fields & _PERSON_NAMES)
    return people > companies or (people > 0 and clues.title is SheetKind.CONTACTS)


def _is_about_products(clues: Clues) -> bool:
    reachable = any(field.startswith("any.") for field in clues.fields)
    customers = "customer.name" in clues.fields
    return not reachable and not customers and ("product.detail" in clues.fields or clues.is_about_products)
