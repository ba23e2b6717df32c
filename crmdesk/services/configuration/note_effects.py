"""What the effects of quick notes can be made of here, and the effects of one note in words. Writes nothing."""

from dataclasses import dataclass

from crmdesk.domain.template import Template
from crmdesk.domain.template_effect_edit import Deed, Place, deeds
from crmdesk.domain.template_fixed import FixedEntry, FixedStep
from crmdesk.domain.template_rule import NextStepRule, Rule
from crmdesk.i18n import _
from crmdesk.services.effect_names import EffectNames
from crmdesk.store.queries import catalogue
from crmdesk.store.queries.first_touchpoints import CHANNELS
from crmdesk.store.workspace import Source

ENTRY_KINDS = ("need", "feedback", "objection", "signal", "promise", "pain", "enquiry", "referral", "quote", "lead")
"""What a note can put on the timeline beside itself, by kind."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose, by what a template calls it; ``group`` is the tag group of a tag."""

    key: str
    name: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class EffectChoices:
    """The lists of the workspace that effects can name."""

    tags: tuple[Choice, ...]
    channels: tuple[Choice, ...]
    stages: tuple[Choice, ...]
    levels: tuple[Choice, ...]
    reasons: tuple[Choice, ...]
    kinds: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class DeedShown:
    """One thing a note does: when, and what."""

    deed: Deed
    when: str
    what: str


def effect_choices(source: Source) -> EffectChoices:
    """What can be chosen from. What has no key, being the user's own, is named by its uid."""
    groups = {group.id: group for group in catalogue.tag_groups(source) if group.applies_to == "customer"}
    names = {kind.key: kind.name for kind in catalogue.touch_kinds(source)}
    tags = [(groups[tag.group_id], tag) for tag in catalogue.tags(source) if tag.group_id in groups]
    return EffectChoices(
        tags=tuple(
            Choice(tag.key or tag.uid, f"{group.name} · {tag.name}", group.key or group.uid) for group, tag in tags
        ),
        channels=tuple(Choice(tag.key or tag.uid, tag.name) for group, tag in tags if group.key == CHANNELS),
        stages=tuple(Choice(stage.key or stage.uid, stage.name) for stage in catalogue.stages(source)),
        levels=tuple(
            Choice(str(level), _("{level}: {name}").format(level=level, name=name))
            for level, name in catalogue.engagement_levels(source).items()
        ),
        reasons=tuple(
            Choice(reason.key or reason.uid, reason.name)
            for reason in catalogue.loss_reasons(source)
            if reason.parent_id is None and not reason.system and not reason.retired
        ),
        kinds=tuple(Choice(key, names[key]) for key in ENTRY_KINDS if key in names),
    )


def deeds_shown(source: Source, template: Template) -> list[DeedShown]:
    """All that a note does, place by place."""
    names = EffectNames(source)
    return [DeedShown(deed, when_said(template, deed), _what(names, deed)) for deed in deeds(template)]


def when_said(template: Template, deed: Deed) -> str:
    """When something happens, in words."""
    if isinstance(deed.effect, Rule) and deed.effect.reads:
        labels = {asked.key: asked.label for asked in template.fields}
        read = _(", ").join(labels[key] for key in dict.fromkeys(deed.effect.reads) if key in labels)
        return _("“{questions}” answered").format(questions=read)
    return place_said(template, deed.place)


def place_said(template: Template, place: Place) -> str:
    """A place at which something can happen, in words."""
    for asked in template.fields:
        if asked.key == place.field and not place.chip:
            return _("“{questions}” answered").format(questions=asked.label)
        for chip in asked.chips if asked.key == place.field else ():
            if chip.key == place.chip:
                return chip.label
    return _("always")


def _what(names: EffectNames, deed: Deed) -> str:
    said = names.of(deed.effect)
    text = ""
    match deed.effect:
        case FixedEntry(text=text) | FixedStep(text=text) | NextStepRule(usual=text) if text:
            return _("{effect} – “{text}”").format(effect=said, text=text)
        case _:
            return said
