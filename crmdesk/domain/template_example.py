"""Answers with which a quick note is shown before anybody has used it."""

from crmdesk.domain.template import Template
from crmdesk.domain.template_field import FieldType, TemplateField
from crmdesk.i18n import _

_SHOWN_CHIPS = 2


def example_fills(template: Template) -> dict[str, str]:
    """By field: the first chips, and something for every other that is no time."""
    return {field.key: answer for field in template.fields if (answer := _answer(field))}


def _answer(field: TemplateField) -> str:
    match field.type:
        case FieldType.ONE | FieldType.SEVERAL if field.chips:
            count = _SHOWN_CHIPS if field.type is FieldType.SEVERAL else 1
            return ",".join(chip.key for chip in field.chips[:count])
        case FieldType.NUMBER:
            return str(field.high if field.high is not None else max(field.low or 0, 10))
        case FieldType.MONEY:
            return "1000"
        case FieldType.FILE:
            # Translators: the name of a file that stands for any.
            return _("photo.jpg")
        case FieldType.DATE:
            return ""
        case _:
            return field.hint or "…"
