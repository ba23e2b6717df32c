"""Which loss reasons a quick note names: by its effects, or by chips with which a customer says why we lost."""

from crmdesk.domain.template import Template
from crmdesk.domain.template_effect_edit import effects_at, places
from crmdesk.domain.template_fixed import FixedVoice
from crmdesk.domain.template_rule import LossVoiceRule


def reasons_named(template: Template) -> frozenset[str]:
    """The keys, or the uids of the user's own reasons."""
    fixed = {
        effect.reason_key
        for place in places(template)
        for effect in effects_at(template, place)
        if isinstance(effect, FixedVoice)
    }
    asked = {rule.reasons for rule in template.rules if isinstance(rule, LossVoiceRule)}
    chips = {chip.key for field in template.fields if field.key in asked for chip in field.chips}
    return frozenset(fixed | chips)
