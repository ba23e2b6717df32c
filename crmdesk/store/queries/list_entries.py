"""The entries of the lists a company edits, each with what is to be known of it before it is changed."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, func, select

from crmdesk.domain.defaults import AppliesTo
from crmdesk.domain.listed import (
    Alias,
    CompetitorEntry,
    CompetitorTarget,
    GroupEntry,
    NoteEntry,
    PersonEntry,
    ReasonDemands,
    ReasonEntry,
    ReasonTarget,
    StageEntry,
    TagEntry,
    TagTarget,
)
from crmdesk.domain.loss import NOT_RECORDED
from crmdesk.domain.template import template_from_json
from crmdesk.store.queries.competitor_deals import deals_met
from crmdesk.store.queries.edited_lists import ListedRow, all_rows, referred_to
from crmdesk.store.queries.entry_words import AliasRow, alias_rows
from crmdesk.store.queries.reason_use import reason_uses
from crmdesk.store.queries.tag_use import aliases_in
from crmdesk.store.repos.edited_lists import EditedList
from crmdesk.store.schema import (
    CompetitorRow,
    CustomerRow,
    DealRow,
    LossReasonRow,
    MemberRow,
    StageRow,
    TagAssignmentRow,
    TagGroupRow,
    TagRow,
    TemplateRow,
)
from crmdesk.store.text.folding import fold
from crmdesk.store.text.name_order import name_order
from crmdesk.store.workspace import Source


def stage_entries(source: Source) -> list[StageEntry]:
    """The stages in the order of the pipeline."""
    query = select(StageRow.id, StageRow.probability, StageRow.rot_days, StageRow.exit_criteria)
    details = {row.id: row for row in source.connection.execute(query)}
    rows = all_rows(source, EditedList.STAGES)
    deletable = _deletable(source, EditedList.STAGES, rows)
    deals = _counts(source, DealRow.stage_id)
    return [
        StageEntry(
            row.uid, row.name, row.retired, row.id in deletable,
            details[row.id].probability, details[row.id].rot_days, details[row.id].exit_criteria,
            deals.get(row.id, 0),
        )
        for row in rows
    ]  # fmt: skip


def reason_entries(source: Source) -> list[ReasonEntry]:
    """The loss reasons, each with its sub-reasons after it or later."""
    columns = (LossReasonRow.ask_competitor, LossReasonRow.ask_note, LossReasonRow.ask_win_back_date)
    more = (LossReasonRow.win_back_days, LossReasonRow.area)
    demands = {
        row[0]: ReasonDemands(*row[1:]) for row in source.connection.execute(select(LossReasonRow.id, *columns, *more))
    }
    rows = all_rows(source, EditedList.REASONS)
    uses = reason_uses(source)
    deletable = {row_id for row_id in _deletable(source, EditedList.REASONS, rows) if not uses[row_id].is_any}
    uids = {row.id: row.uid for row in rows}
    aliases = _aliases(alias_rows(source, EditedList.REASONS))
    return [
        ReasonEntry(
            row.uid, row.name, row.retired, row.id in deletable,
            None if row.above is None else uids.get(row.above), row.system, demands[row.id], uses[row.id],
            tuple(aliases.get(row.id, ())),
        )
        for row in rows
    ]  # fmt: skip


def reason_targets(source: Source, reason: ListedRow) -> list[ReasonTarget]:
    """The reasons in use that a reason can be merged into, each followed by its sub-reasons."""
    rows = [row for row in all_rows(source, EditedList.REASONS) if not row.retired]
    uses = reason_uses(source)
    names = {row.id: row.name for row in rows}
    place = {row.id: number for number, row in enumerate(rows)}
    rows.sort(key=lambda row: (place.get(row.above or row.id, 0), row.above is not None, place[row.id]))
    return [
        ReasonTarget(row.uid, row.name, names.get(row.above or 0, ""), uses[row.id])
        for row in rows
        if row.id != reason.id and row.key != NOT_RECORDED and row.above != reason.id
    ]


def group_entries(source: Source) -> list[GroupEntry]:
    """The tag groups in their order."""
    columns = (TagGroupRow.single_choice, TagGroupRow.colour, TagGroupRow.applies_to, TagGroupRow.pack)
    details = {row.id: row for row in source.connection.execute(select(TagGroupRow.id, *columns))}
    rows = all_rows(source, EditedList.GROUPS)
    deletable = _deletable(source, EditedList.GROUPS, rows)
    tags = _counts(source, TagRow.group_id, TagRow.retired.is_(False))
    return [
        GroupEntry(
            row.uid, row.name, row.retired, row.id in deletable,
            details[row.id].single_choice, details[row.id].colour, AppliesTo(details[row.id].applies_to),
            details[row.id].pack, tags.get(row.id, 0),
        )
        for row in rows
    ]  # fmt: skip


def tag_entries(source: Source, group_id: int) -> list[TagEntry]:
    """The tags of a group in their order."""
    rows = [row for row in all_rows(source, EditedList.TAGS) if row.group == group_id]
    deletable = _deletable(source, EditedList.TAGS, rows)
    holders = _holders(source)
    uids = {row.id: row.uid for row in rows}
    aliases = _aliases(aliases_in(source, group_id))
    return [
        TagEntry(
            row.uid, row.name, row.retired, row.id in deletable,
            None if row.above is None else uids.get(row.above), holders.get(row.id, 0),
            tuple(aliases.get(row.id, ())),
        )
        for row in rows
    ]  # fmt: skip


def tag_targets(source: Source, tag: ListedRow) -> list[TagTarget]:
    """The tags in use that a tag can be merged into: of groups for the same things, its own group first."""
    kind = select(TagGroupRow.applies_to).where(TagGroupRow.id == tag.group).scalar_subquery()
    query = (
        select(TagRow.id, TagRow.uid, TagRow.name, TagGroupRow.name.label("group_name"))
        .join(TagGroupRow, TagGroupRow.id == TagRow.group_id)
        .where(
            TagRow.retired.is_(False),
            TagGroupRow.retired.is_(False),
            TagGroupRow.applies_to == kind,
            TagRow.id != tag.id,
        )
        .order_by(TagRow.group_id != tag.group, TagGroupRow.position, TagGroupRow.id, TagRow.position, TagRow.id)
    )
    holders = _holders(source)
    return [
        TagTarget(row.uid, row.name, row.group_name, holders.get(row.id, 0)) for row in source.connection.execute(query)
    ]


def _holders(source: Source) -> dict[int, int]:
    """How many customers, people or deals have each tag now."""
    holder = func.coalesce(TagAssignmentRow.contact_id, TagAssignmentRow.deal_id, TagAssignmentRow.customer_id)
    query = select(TagAssignmentRow.tag_id, func.count(holder.distinct())).where(TagAssignmentRow.to_day.is_(None))
    return {row[0]: row[1] for row in source.connection.execute(query.group_by(TagAssignmentRow.tag_id))}


def note_entries(source: Source) -> list[NoteEntry]:
    """The quick-note templates in their order."""
    definitions = {
        row.id: row.definition for row in source.connection.execute(select(TemplateRow.id, TemplateRow.definition))
    }
    rows = all_rows(source, EditedList.NOTES)
    return [
        NoteEntry(row.uid, row.name, row.retired, not row.key, template_from_json(definitions[row.id])) for row in rows
    ]


def competitor_entries(source: Source) -> list[CompetitorEntry]:
    """The competitors by name."""
    columns = (CompetitorRow.id, CompetitorRow.name_key, CompetitorRow.strengths, CompetitorRow.weaknesses)
    details = {row.id: row for row in source.connection.execute(select(*columns))}
    rows = all_rows(source, EditedList.COMPETITORS)
    deletable = _deletable(source, EditedList.COMPETITORS, rows)
    aliases = _aliases(alias_rows(source, EditedList.COMPETITORS))
    rows.sort(key=lambda row: name_order(details[row.id].name_key))
    return [
        CompetitorEntry(
            row.uid, row.name, row.retired, row.id in deletable,
            details[row.id].strengths, details[row.id].weaknesses, tuple(aliases.get(row.id, ())),
        )
        for row in rows
    ]  # fmt: skip


def competitor_targets(source: Source, competitor: ListedRow) -> list[CompetitorTarget]:
    """The competitors in use that one can be merged into."""
    met = deals_met(source)
    return [
        CompetitorTarget(row.uid, row.name, len(met.get(row.id, ())))
        for row in all_rows(source, EditedList.COMPETITORS)
        if row.id != competitor.id and not row.retired
    ]


def person_entries(source: Source, me: str) -> list[PersonEntry]:
    """The colleagues by name, the one called ``me`` first."""
    rows = all_rows(source, EditedList.PEOPLE)
    deletable = _deletable(source, EditedList.PEOPLE, rows)
    customers = _counts(source, CustomerRow.owner_id)
    keys = {row.id: row.name_key for row in source.connection.execute(select(MemberRow.id, MemberRow.name_key))}
    people = [
        (keys[row.id], PersonEntry(
            row.uid, row.name, row.retired, row.id in deletable, keys[row.id] == fold(me), customers.get(row.id, 0),
        ))
        for row in rows
    ]  # fmt: skip
    return [person for key, person in sorted(people, key=lambda pair: (not pair[1].is_me, pair[0]))]


def _aliases(rows: Iterable[AliasRow]) -> dict[int, list[Alias]]:
    """The other words of entries by their ids."""
    found: dict[int, list[Alias]] = {}
    for row in rows:
        found.setdefault(row.target_id, []).append(Alias(row.uid, row.name))
    return found


def _counts(source: Source, column: Any, *conditions: ColumnElement[bool]) -> dict[int, int]:
    query = select(column, func.count()).where(column.is_not(None), *conditions).group_by(column)
    return {row[0]: row[1] for row in source.connection.execute(query)}


def _deletable(source: Source, edited: EditedList, rows: list[ListedRow]) -> set[int]:
    own = {row.id for row in rows if not row.key and not row.system}
    return own - referred_to(source, edited, own)
