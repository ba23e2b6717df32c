"""Filling a new workspace with its lists."""

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import func, select

from crmdesk.domain.defaults import Defaults, ReasonDefault, TagDefault, TagGroupDefault
from crmdesk.domain.template import Template, template_to_json
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
from crmdesk.store.text.folding import fold
from crmdesk.store.unit import Unit


def seed(unit: Unit, defaults: Defaults, packs: Collection[str], settings: dict[str, Any]) -> None:
    """Write the default lists and the facts about the workspace; groups of packs not chosen are there but retired."""
    unit.insert(SettingRow, [{"key": key, "value": value} for key, value in settings.items()])
    unit.insert(
        TouchKindRow,
        _placed(
            {"key": kind.key, "name": kind.name, "touch_class": kind.touch_class.value, "quick": kind.quick}
            for kind in defaults.kinds
        ),
    )
    unit.insert(
        StageRow,
        _placed(
            {
                "key": stage.key,
                "name": stage.name,
                "probability": stage.probability,
                "rot_days": stage.rot_days,
                "exit_criteria": stage.leave_when,
            }
            for stage in defaults.stages
        ),
    )
    chosen = [template for pack in defaults.packs if pack.key in packs for template in pack.templates]
    add_templates(unit, [*defaults.templates, *chosen])
    unit.insert(
        EngagementLevelRow,
        _placed(
            {
                "key": level.key,
                "name": level.name,
                "level": level.level,
                "evidence": level.evidence,
                "decay_days": defaults.engagement_decay_days,
            }
            for level in defaults.engagement_levels
        ),
    )
    _seed_reasons(unit, defaults.loss_reasons, None)
    _seed_groups(unit, defaults.tag_groups, pack="", retired=False)
    for pack in defaults.packs:
        _seed_groups(unit, pack.groups, pack=pack.key, retired=pack.key not in packs)


def add_templates(unit: Unit, templates: Iterable[Template]) -> None:
    """Write quick notes of the program's own behind those that are there."""
    first = unit.connection.execute(select(func.count()).select_from(TemplateRow)).scalar_one()
    unit.insert(
        TemplateRow,
        [
            {
                "key": template.key,
                "name": template.name,
                "definition": template_to_json(template),
                "position": first + place,
            }
            for place, template in enumerate(templates)
        ],
    )


def _placed(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**row, "position": position} for position, row in enumerate(rows)]


def _seed_reasons(unit: Unit, reasons: Iterable[ReasonDefault], parent: int | None) -> None:
    entries = list(reasons)
    ids = unit.insert(
        LossReasonRow,
        _placed(
            {
                "key": reason.key,
                "name": reason.name,
                "parent_id": parent,
                "area": reason.area or "",
                "win_back_days": reason.win_back_days,
                "ask_win_back_date": reason.win_back_on_date,
                "ask_competitor": reason.ask_competitor,
                "ask_note": reason.ask_note,
                "system": reason.system,
            }
            for reason in entries
        ),
    )
    for row_id, reason in zip(ids, entries, strict=True):
        _seed_reasons(unit, reason.children, row_id)


def _seed_groups(unit: Unit, groups: Iterable[TagGroupDefault], *, pack: str, retired: bool) -> None:
    entries = list(groups)
    ids = unit.insert(
        TagGroupRow,
        _placed(
            {
                "key": group.key,
                "name": group.name,
                "family": group.family or "",
                "applies_to": group.applies_to.value,
                "single_choice": group.single_choice,
                "pack": pack,
                "retired": retired,
            }
            for group in entries
        ),
    )
    for group_id, group in zip(ids, entries, strict=True):
        _seed_tags(unit, group_id, group.tags, None)


def _seed_tags(unit: Unit, group: int, tags: Iterable[TagDefault], parent: int | None) -> None:
    entries = list(tags)
    ids = unit.insert(
        TagRow,
        _placed(
            {
                "key": tag.key,
                "group_id": group,
                "parent_id": parent,
                "name": tag.name,
                "name_key": fold(tag.name),
            }
            for tag in entries
        ),
    )
    for tag_id, tag in zip(ids, entries, strict=True):
        _seed_tags(unit, group, tag.children, tag_id)
