"""A quick note filled in for show: what its sentence looks like before anybody has used it."""

from datetime import date, timedelta

from crmdesk.domain.moment import WallTime
from crmdesk.domain.template import Template, fill
from crmdesk.domain.template_field import FieldType, TemplateField
from crmdesk.i18n import _

_SHOWN_CHIPS = 2


def example_text(template: Template, today: date) -> str:
    """The sentence with the first chips chosen and something in every other field."""
    values = {field.key: _answer(field) for field in template.fields}
    tomorrow = WallTime.of_day(today + timedelta(days=1))
    return fill(template, values, read_time=lambda _text: tomorrow).text


def _answer(field: TemplateField) -> str:
    match field.type:
        case FieldType.ONE | FieldType.SEVERAL if field.chips:
            count = _SHOWN_CHIPS if field.type is FieldType.SEVERAL else 1
            return ", ".join(chip.key for chip in field.chips[:count])
        case FieldType.NUMBER:
            return str(field.high if field.high is not None else max(field.low or 0, 10))
        case FieldType.FILE:
            # Translators: the name of a file that stands for any.
            return _("photo.jpg")
        case _:
            return field.hint or "…"
