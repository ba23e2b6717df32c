"""Groups, tags and their dated assignments."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from crmdesk.domain.customer import checked_name
from crmdesk.domain.tag import TagAssignmentDraft
from crmdesk.store.schema import TagAssignmentRow, TagGroupRow, TagRow
from crmdesk.store.text.folding import fold
from crmdesk.store.unit import Unit


@dataclass(frozen=True, slots=True)
class NewGroup:
    """What a group is to be if it does not exist; ``applies_to`` is customer, contact or deal.

    With a ``key`` it is the group of the program that has it, whatever its name and in use or not.
    """

    name: str
    applies_to: str
    single_choice: bool
    key: str = ""


def ensure_groups(unit: Unit, wanted: Mapping[str, NewGroup]) -> dict[str, int]:
    """Tag groups for the given words, which are keys or names, added where they are new.

    A word that is a key of a group stands for that group whatever its name. Groups of industry packs that are not in
    use are found by their own key only; they come into use then.
    """
    columns = (TagGroupRow.id, TagGroupRow.key, TagGroupRow.name, TagGroupRow.retired)
    rows = unit.connection.execute(select(*columns)).all()
    every_key = {row.key: row.id for row in rows if row.key}
    retired = {row.id for row in rows if row.retired}
    by_key = {row.key: row.id for row in rows if row.key and not row.retired}
    by_name = {fold(row.name): row.id for row in rows if not row.retired}
    found: dict[str, int] = {}
    for word, new in wanted.items():
        named = by_key.get(word) or by_name.get(fold(new.name)) or by_name.get(fold(word))
        known = every_key.get(new.key) or named
        if known in retired:
            unit.update(TagGroupRow, [{"id": known, "retired": False}])
        if known is None:
            key = new.key or (word if word != new.name else "")
            row = {
                "key": key,
                "name": checked_name(new.name, "tag"),
                "applies_to": new.applies_to,
                "single_choice": new.single_choice,
                "position": len(rows) + len(found),
            }
            [known] = unit.insert(TagGroupRow, [row])
            by_name[fold(new.name)] = known
            every_key |= {key: known} if key else {}
        found[word] = known
    return found


def ensure_tags(unit: Unit, wanted: Iterable[tuple[int, str]]) -> dict[tuple[int, str], int]:
    """Tags by group and name (or key, or another word for one), added where they are new."""
    pairs = list(dict.fromkeys(wanted))
    known = known_tags(unit)
    new: dict[tuple[int, str], str] = {}
    for group, name in pairs:
        if (group, fold(name.strip())) not in known:
            new.setdefault((group, fold(name.strip())), checked_name(name, "tag"))
    position = unit.connection.execute(select(func.count()).select_from(TagRow)).scalar_one()
    ids = unit.insert(
        TagRow,
        [
            {"key": "", "group_id": group, "name": name, "name_key": key, "position": position + number}
            for number, ((group, key), name) in enumerate(new.items())
        ],
    )
    known.update(zip(new, ids, strict=True))
    return {(group, name): known[group, fold(name.strip())] for group, name in pairs}


def known_tags(unit: Unit) -> dict[tuple[int, str], int]:
    """Tags by group and folded name, else by key, else by another word for a tag of the group."""
    columns = (TagRow.id, TagRow.key, TagRow.name_key, TagRow.group_id, TagRow.merged_into_id)
    rows = unit.connection.execute(select(*columns)).all()
    home = {row.id: row.group_id for row in rows}
    known = {(row.group_id, row.name_key): row.merged_into_id or row.id for row in rows}
    known |= {(row.group_id, row.name_key): row.id for row in rows if row.merged_into_id is None}
    for row in rows:
        if row.key:
            known.setdefault((row.group_id, row.key), row.merged_into_id or row.id)
    for row in rows:
        if row.merged_into_id is not None:
            known.setdefault((home[row.merged_into_id], row.name_key), row.merged_into_id)
    return known


def set_parents(unit: Unit, parents: Mapping[int, int]) -> None:
    """Put tags below others."""
    unit.update(TagRow, [{"id": tag, "parent_id": parent} for tag, parent in parents.items()])


def assign(unit: Unit, drafts: Sequence[TagAssignmentDraft]) -> list[int]:
    """Put tags on customers, people or deals; the caller leaves out those that are on already."""
    return unit.insert(
        TagAssignmentRow,
        (
            {
                "tag_id": draft.tag_id,
                "customer_id": draft.customer_id,
                "contact_id": draft.contact_id,
                "deal_id": draft.deal_id,
                "touch_id": draft.touch_id,
                "by_id": draft.by_id,
                "from_day": draft.from_day.isoformat(),
            }
            for draft in drafts
        ),
    )


def end(unit: Unit, assignments: Sequence[int], day: date) -> None:
    """Let assignments hold no longer from this day on; the past keeps them."""
    unit.update(TagAssignmentRow, [{"id": row_id, "to_day": day.isoformat()} for row_id in assignments])
