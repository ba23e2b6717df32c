"""Which column of a sheet is read as what: by the person's own mapping, by header words, else by content.

Decides what the rows of the sheet are about on the way. Never reads one single-valued target from two columns: the
better word wins and the other column is kept as an extra.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crmdesk.domain.errors import ValidationError
from crmdesk.exchange.tables.meaning.content import refine, target_by_content
from crmdesk.exchange.tables.meaning.headers import Header, squash
from crmdesk.exchange.tables.meaning.kinds import Clues, kind_of_sheet
from crmdesk.exchange.tables.meaning.synonyms import Glossary, Synonym
from crmdesk.exchange.tables.meaning.targets import EXTRA, IGNORE, POINT_KINDS, Target, target_named
from crmdesk.exchange.tables.own_format import EXTRA_PREFIX, OWN_SHEETS, REASON_HEADERS, match_own_sheet
from crmdesk.exchange.tables.records import SheetKind
from crmdesk.exchange.tables.sheet import Cell
from crmdesk.i18n import _

_CRMDESK_KEYS = frozenset(
    squash(column.header(language)) for sheet in OWN_SHEETS for column in sheet.columns for language in REASON_HEADERS
)
REASON_KEYS = frozenset(squash(header) for header in REASON_HEADERS.values())

_OWN_RANK = 1000  # a word that names the object itself beats one that only fits the sheet
_DEAL = {
    "id": "deal.external_id", "name": "deal.name", "created": "deal.created", "owner": "deal.owner",
    "title": "deal.name", "status": "deal.status", "type": "tag.type", "owner_id": "deal.owner_id",
    "note": "deal.note",
}  # fmt: skip
_OWN_FIELDS: Mapping[SheetKind, Mapping[str, str]] = {
    SheetKind.CUSTOMERS: {
        "id": "customer.external_id", "name": "customer.name", "created": "customer.created", "owner": "customer.owner",
        "status": "tag.status", "type": "tag.type", "note": "customer.note", "title": "contact.title",
        "owner_id": "customer.owner_id",
    },
    SheetKind.CONTACTS: {
        "id": "contact.external_id", "name": "contact.name", "owner": "customer.owner", "status": "tag.status",
        "type": "tag.type", "title": "contact.title", "owner_id": "customer.owner_id",
    },
    SheetKind.DEALS: _DEAL,
    SheetKind.LOSSES: {**_DEAL, "note": "deal.lost_note"},
    SheetKind.TIMELINE: {
        "id": "touch.external_id", "name": "touch.title", "title": "touch.title", "created": "touch.recorded",
        "owner": "touch.actor", "status": "touch.status", "type": "touch.kind", "note": "touch.body",
        "date": "touch.occurred",
    },
    SheetKind.MEMBERS: {"id": "member.external_id", "name": "member.name", "owner": "member.name"},
}  # fmt: skip
_TIMELINE_FIELDS = {"last.at": "touch.occurred", "last.text": "touch.body", "deal.name": "touch.deal_name"}
_LAST_FIELDS = {"touch.occurred": "last.at", "touch.body": "last.text", "touch.kind": "last.kind"}
_OBJECT_KINDS = {"deal": SheetKind.DEALS, "contact": SheetKind.CONTACTS, "customer": SheetKind.CUSTOMERS}
_MAIN_OBJECT = {
    SheetKind.DEALS: "deal",
    SheetKind.LOSSES: "deal",
    SheetKind.CONTACTS: "contact",
    SheetKind.CUSTOMERS: "customer",
}
# What a person may map to beside the targets that have header words.
_FURTHER_TARGETS = frozenset(
    ["extra", "ignore", "customer.uid", "contact.uid", "deal.uid", "deal.win_back_on", "deal.reviewed", "touch.title"]
    + [f"{owner}.{point}" for owner in ("customer", "contact") for point in POINT_KINDS]
    + [target for fields in _OWN_FIELDS.values() for target in fields.values()]
)
_SAME_USE = {
    "any.mobile": {"any.mobile", "any.phone"},
    "customer.name": {"customer.name", "own.name", "contact.name", "contact.full_name", "deal.name"},
}
_PRODUCT = Target("deal", "product")
_TAGS_OF_MAIN_OBJECT = ("status", "type", "tags")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet and what it is read as."""

    index: int
    header: Header
    target: Target


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """What the rows of a sheet are about and how its columns are read; ``own`` if crmdesk wrote it."""

    kind: SheetKind
    columns: tuple[Column, ...]
    own: bool = False


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words a mapping goes by: the glossary and the person's own header → target pairs."""

    glossary: Glossary
    chosen: Mapping[str, Target]

    @classmethod
    def of(cls, glossary: Glossary, mapping: Mapping[str, str]) -> "Vocabulary":
        """With a person's mapping checked.

        Raises ValidationError for a target that does not exist.
        """
        known = {synonym.target for synonym in glossary.headers.values()} | _FURTHER_TARGETS
        for name in mapping.values():
            if name not in known and not name.startswith("tag:"):
                raise ValidationError(
                    _(
                        "“{target}” is nothing a column can be read as; write, for example, customer.name, "
                        "contact.phone, deal.amount, tag:GROUP or ignore."
                    ).format(target=name),
                    field="mapping",
                )
        chosen = {header.strip(): target_named(name) for header, name in mapping.items()}
        return cls(glossary, chosen)

    def knows(self, header: Header) -> bool:
        """Whether the program or the person has a word for the header."""
        return header.text in self.chosen or header.key in self.glossary.headers or header.key in _CRMDESK_KEYS


def plan_sheet(title: str, headers: Sequence[Header], cells: Sequence[Sequence[Cell]], words: Vocabulary) -> SheetPlan:
    """The plan of a sheet out of its name, headers and the cells of each column."""
    own = match_own_sheet([header.text for header in headers])
    if own is not None:
        sheet, language = own
        targets = {column.header(language): _own_target(column.target) for column in sheet.columns}
        columns = [Column(i, _plain(h), targets.get(h.text, EXTRA)) for i, h in enumerate(headers)]
        return SheetPlan(sheet.kind, _worth_reading(columns, cells), own=True)
    synonyms = _synonyms(headers, cells, words)
    fields = [synonym.target if synonym else None for synonym in synonyms]
    kind = kind_of_sheet(Clues.of(title, headers, fields, words.glossary.titles))
    claims = [_claim(synonym, header, kind) for synonym, header in zip(synonyms, headers, strict=True)]
    claims = [
        (refine(target, column, words.glossary.cells["flag"]), rank)
        for (target, rank), column in zip(claims, cells, strict=True)
    ]
    columns = [Column(i, h, target) for i, (h, target) in enumerate(zip(headers, _compete(claims, cells), strict=True))]
    return SheetPlan(kind, _worth_reading(columns, cells))


def _own_target(name: str) -> Target:
    return target_named(name) if name else IGNORE


def _plain(header: Header) -> Header:
    """A header of ours: the mark of an extra column is taken off."""
    return Header(header.text.removeprefix(EXTRA_PREFIX), header.key)


def _worth_reading(columns: Sequence[Column], cells: Sequence[Sequence[Cell]]) -> tuple[Column, ...]:
    """The columns without the reasons our own workbook of failed rows adds, and without nameless empty ones."""
    return tuple(
        column
        for column in columns
        if column.header.key not in REASON_KEYS and (column.header.key or any(cells[column.index]))
    )


def _synonyms(headers: Sequence[Header], cells: Sequence[Sequence[Cell]], words: Vocabulary) -> list[Synonym | None]:
    """What each header is a word for, or else what its cells look like if no header is a word for that."""
    synonyms: list[Synonym | None] = []
    for header in headers:
        chosen = words.chosen.get(header.text)
        synonyms.append(Synonym(chosen.name, -1) if chosen else words.glossary.headers.get(header.key))
    named = {synonym.target for synonym in synonyms if synonym}
    for index, column in enumerate(cells):
        if synonyms[index] is None and headers[index].key not in REASON_KEYS:
            target = target_by_content(column)
            if target is not None and not named & _SAME_USE.get(target, {target}):
                synonyms[index] = Synonym(target, _OWN_RANK)
    return synonyms


def _claim(synonym: Synonym | None, header: Header, kind: SheetKind) -> tuple[Target, int]:
    """What a column would be read as on a sheet of this kind, and how good its word for it is."""
    if synonym is None or kind is SheetKind.UNKNOWN:
        return EXTRA, 0
    name, rank = synonym.target, synonym.rank
    section, _dot, field = name.partition(".")
    if name == "contact.full_name":
        name = "contact.name"
    if section == "own" and field != "tags":
        own_fields = _OWN_FIELDS[_OBJECT_KINDS.get(header.about, kind)]
        name, rank = own_fields.get(field, "extra"), rank + _OWN_RANK
    name = (_TIMELINE_FIELDS if kind is SheetKind.TIMELINE else _LAST_FIELDS).get(name, name)
    return _for_kind(target_named(name), header, kind), rank


def _for_kind(target: Target, header: Header, kind: SheetKind) -> Target:
    """The target with whose it is, or an extra where the sheet has no place for it."""
    main = _MAIN_OBJECT.get(kind, "")
    if target == _PRODUCT and kind in (SheetKind.CUSTOMERS, SheetKind.CONTACTS):
        return Target("tag", "product", main)
    if not _has_place(target, kind):
        return EXTRA
    if target.owner == "point":
        about = "customer" if target.field == "website" else header.about or ("contact" if main == "contact" else "")
        return Target("point", target.field, target.about or about.replace("deal", ""))
    if target.owner == "tag":
        own = target.field in _TAGS_OF_MAIN_OBJECT
        return Target("tag", target.field, main if own and main else "customer")
    return target


def _has_place(target: Target, kind: SheetKind) -> bool:
    """Whether rows of the kind can hold what the target names."""
    if kind is SheetKind.MEMBERS:
        return target.owner == "member" and target.field != "detail"
    places = {
        "deal": kind in (SheetKind.DEALS, SheetKind.LOSSES),
        "touch": kind is SheetKind.TIMELINE,
        "member": False,
        "product": False,
    }
    return places.get(target.owner, True)


def _compete(claims: Sequence[tuple[Target, int]], cells: Sequence[Sequence[Cell]]) -> list[Target]:
    """The targets after each single-valued one has gone to the best column that is not empty."""
    best: dict[Target, tuple[bool, int, int]] = {}
    for index, (target, rank) in enumerate(claims):
        if target.is_single:
            empty = all(cell is None or cell == "" for cell in cells[index])
            best[target] = min(best.get(target, (True, 9999, 0)), (empty, rank, index))
    return [
        target if not target.is_single or best[target][2] == index else EXTRA
        for index, (target, _rank) in enumerate(claims)
    ]
