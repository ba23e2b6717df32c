"""The lists of the workspace: settings, kinds, stages, reasons, tags, templates."""

from typing import Any

from sqlalchemy import func, or_, select

from crmdesk.domain.deal import Stage
from crmdesk.domain.loss import LossReason
from crmdesk.domain.tag import Tag, TagGroup
from crmdesk.domain.touch import TouchKind
from crmdesk.store.queries.entry_words import AliasRow, alias_rows
from crmdesk.store.repos.edited_lists import EditedList
from crmdesk.store.schema import (
    EngagementLevelRow,
    LossReasonRow,
    SettingRow,
    StageRow,
    TagGroupRow,
    TagRow,
    TemplateRow,
    TouchKindRow,
)
from crmdesk.store.workspace import Source


def settings(source: Source) -> dict[str, Any]:
    """Facts about the workspace by key."""
    return {row.key: row.value for row in source.connection.execute(select(SettingRow.key, SettingRow.value))}


def touch_kinds(source: Source) -> list[TouchKind]:
    """Every kind of touch in its order."""
    query = select(TouchKindRow).order_by(TouchKindRow.position, TouchKindRow.id)
    return [
        TouchKind(row.id, row.uid, row.key, row.name, row.touch_class, row.quick)
        for row in source.connection.execute(query)
    ]


def stages(source: Source, *, with_retired: bool = False) -> list[Stage]:
    """The stages in use, in the order of the pipeline; on request also those of the past, which come last."""
    query = select(StageRow).order_by(StageRow.retired, StageRow.position, StageRow.id)
    if not with_retired:
        query = query.where(StageRow.retired.is_(False))
    return [
        Stage(
            row.id,
            row.uid,
            row.key,
            row.name,
            row.position,
            row.probability,
            row.rot_days,
            row.exit_criteria,
        )
        for row in source.connection.execute(query)
    ]


def loss_reasons(source: Source) -> list[LossReason]:
    """Every reason and sub-reason, retired ones included, parents first, each with those that were merged into it."""
    query = (
        select(LossReasonRow)
        .where(LossReasonRow.merged_into_id.is_(None))
        .order_by(LossReasonRow.parent_id.is_not(None), LossReasonRow.position, LossReasonRow.id)
    )
    merged: dict[int, list[AliasRow]] = {}
    for alias in alias_rows(source, EditedList.REASONS):
        merged.setdefault(alias.target_id, []).append(alias)
    return [
        LossReason(
            id=row.id,
            uid=row.uid,
            key=row.key,
            name=row.name,
            parent_id=row.parent_id,
            area=row.area,
            win_back_days=row.win_back_days,
            ask_win_back_date=row.ask_win_back_date,
            ask_competitor=row.ask_competitor,
            ask_note=row.ask_note,
            system=row.system,
            retired=row.retired,
            aliases=tuple(alias.name for alias in merged.get(row.id, ())),
            was=tuple(key for alias in merged.get(row.id, ()) for key in (alias.key, alias.uid) if key),
        )
        for row in source.connection.execute(query)
    ]


def engagement_levels(source: Source) -> dict[int, str]:
    """The names of the rungs of the engagement ladder in use, by level."""
    query = select(EngagementLevelRow.level, EngagementLevelRow.name).where(EngagementLevelRow.retired.is_(False))
    return {row.level: row.name for row in source.connection.execute(query.order_by(EngagementLevelRow.level))}


def tag_groups(source: Source) -> list[TagGroup]:
    """The tag groups in use, in their order."""
    query = select(TagGroupRow).where(TagGroupRow.retired.is_(False)).order_by(TagGroupRow.position, TagGroupRow.id)
    return [
        TagGroup(row.id, row.uid, row.key, row.name, row.applies_to, row.single_choice, row.colour)
        for row in source.connection.execute(query)
    ]


def tags(source: Source) -> list[Tag]:
    """Every tag in use, with its group and the other words for it."""
    query = (
        select(TagRow, TagGroupRow.name.label("group_name"))
        .join(TagGroupRow, TagGroupRow.id == TagRow.group_id)
        .where(TagRow.retired.is_(False), TagGroupRow.retired.is_(False))
        .order_by(TagGroupRow.position, TagRow.position, TagRow.id)
    )
    merged = select(TagRow.merged_into_id, TagRow.name, TagRow.key).where(TagRow.merged_into_id.is_not(None))
    aliases: dict[int | None, tuple[str, ...]] = {}
    for target, *words in source.connection.execute(merged.order_by(TagRow.id)):
        aliases[target] = (*aliases.get(target, ()), *(word for word in words if word))
    return [
        Tag(row.id, row.uid, row.key, row.name, row.group_id, row.group_name, row.parent_id, aliases.get(row.id, ()))
        for row in source.connection.execute(query)
    ]


def tag_by_keys(source: Source, group_key: str, tag_key: str) -> Tag | None:
    """The tag in use that has these keys, or that such a tag was merged into.

    A tag or group of the user's own has no key; its uid or its name stands for it.
    """
    is_group = or_(TagGroupRow.key == group_key, TagGroupRow.uid == group_key, TagGroupRow.name == group_key)
    is_tag = or_(TagRow.key == tag_key, TagRow.uid == tag_key, TagRow.name == tag_key)
    query = (
        select(func.coalesce(TagRow.merged_into_id, TagRow.id))
        .join(TagGroupRow, TagGroupRow.id == TagRow.group_id)
        .where(is_group, TagGroupRow.retired.is_(False), is_tag)
    )
    found = set(source.connection.execute(query).scalars())
    return next((tag for tag in tags(source) if tag.id in found), None)


def template_definitions(source: Source) -> list[dict[str, Any]]:
    """The quick-note templates in use, as ``domain.template`` reads them."""
    query = (
        select(TemplateRow.definition)
        .where(TemplateRow.retired.is_(False))
        .order_by(TemplateRow.position, TemplateRow.id)
    )
    return list(source.connection.execute(query).scalars())
