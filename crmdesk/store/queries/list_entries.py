"""The entries of the lists a company edits, each with what is to be known of it before it is changed."""

from typing import Any

from sqlalchemy import ColumnElement, func, select

from crmdesk.domain.defaults import AppliesTo
from crmdesk.domain.listed import (
    GroupEntry,
    NoteEntry,
    PersonEntry,
    ReasonDemands,
    ReasonEntry,
    StageEntry,
    TagAlias,
    TagEntry,
    TagTarget,
)
from crmdesk.domain.template import template_from_json
from crmdesk.store.queries.edited_lists import ListedRow, all_rows, referred_to
from crmdesk.store.queries.tag_use import aliases_in
from crmdesk.store.repos.edited_lists import EditedList
from crmdesk.store.schema import (
    CustomerRow,
    DealRow,
    LossReasonLinkRow,
    LossReasonRow,
    MemberRow,
    StageRow,
    TagAssignmentRow,
    TagGroupRow,
    TagRow,
    TemplateRow,
)
from crmdesk.store.text.folding import fold
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
    demands = {
        row.id: ReasonDemands(row.ask_competitor, row.ask_note, row.ask_win_back_date, row.win_back_days)
        for row in source.connection.execute(
            select(
                LossReasonRow.id,
                LossReasonRow.ask_competitor,
                LossReasonRow.ask_note,
                LossReasonRow.ask_win_back_date,
                LossReasonRow.win_back_days,
            )
        )
    }
    rows = all_rows(source, EditedList.REASONS)
    deletable = _deletable(source, EditedList.REASONS, rows)
    losses = _counts(source, LossReasonLinkRow.reason_id)
    uids = {row.id: row.uid for row in rows}
    return [
        ReasonEntry(
            row.uid, row.name, row.retired, row.id in deletable,
            None if row.above is None else uids.get(row.above), row.system, demands[row.id], losses.get(row.id, 0),
        )
        for row in rows
    ]  # fmt: skip


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
    aliases: dict[int, list[TagAlias]] = {}
    for alias in aliases_in(source, group_id):
        aliases.setdefault(alias.target_id, []).append(TagAlias(alias.uid, alias.name))
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


def _counts(source: Source, column: Any, *conditions: ColumnElement[bool]) -> dict[int, int]:
    query = select(column, func.count()).where(column.is_not(None), *conditions).group_by(column)
    return {row[0]: row[1] for row in source.connection.execute(query)}


def _deletable(source: Source, edited: EditedList, rows: list[ListedRow]) -> set[int]:
    own = {row.id for row in rows if not row.key and not row.system}
    return own - referred_to(source, edited, own)
