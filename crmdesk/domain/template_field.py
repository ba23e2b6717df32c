"""The fields of a quick-note template, and the reading of one answer typed into a field.

Knows nothing of what an answer brings about; dates are read by a function that is handed in.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PureWindowsPath
from typing import TypeVar

from crmdesk.domain.errors import ValidationError
from crmdesk.domain.moment import Precision, WallTime
from crmdesk.domain.money import Money
from crmdesk.domain.template_effect import AttachmentEffect, Effect, Stored
from crmdesk.domain.template_fixed import FixedEffect, Source, came_of
from crmdesk.domain.template_number import grouped, plain, read_number, with_unit, without_unit
from crmdesk.domain.template_sentence import enumerated, sentence
from crmdesk.i18n import _

ReadTime = Callable[[str], WallTime]
ReadMoney = Callable[[str], tuple[Money, str]]
"""An amount as it is typed, and how a sentence says it. Raises ValidationError for what is none."""
Named = TypeVar("Named", "Chip", "TemplateField")


class FieldType(StrEnum):
    """What a field takes: one chip, several chips (or free names), a number, money, a date, a short text, a file."""

    ONE = "one"
    SEVERAL = "several"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    TEXT = "text"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Chip:
    """A choice to tap; ``words`` stand in the sentence when the label alone would not read well there."""

    key: str
    label: str
    words: str = ""
    effects: tuple[FixedEffect, ...] = ()


@dataclass(frozen=True, slots=True)
class TemplateField:
    """One question of a template. ``several`` without chips takes free names.

    ``low``, ``high``, ``whole`` and ``unit`` are of a number; ``effects`` come of any answer.
    """

    key: str
    label: str
    type: FieldType
    chips: tuple[Chip, ...] = ()
    optional: bool = True
    hint: str = ""
    low: int | None = None
    high: int | None = None
    whole: bool = False
    unit: str = ""
    effects: tuple[FixedEffect, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: as it is kept, as the sentence says it, and what it brings about by itself."""

    stored: Stored
    words: str
    when: WallTime | None = None
    effects: tuple[Effect, ...] = ()


def chosen(text: str, options: Iterable[Named]) -> list[Named]:
    """The options that ``text`` can mean: the one whose key or label it is, else all that begin with it."""
    wanted = _folded(text)
    names = [(option, {_folded(option.key), _folded(option.label)}) for option in options]
    exact = [option for option, known in names if wanted in known]
    return exact or [option for option, known in names if any(name.startswith(wanted) for name in known)]


def no_money(text: str) -> tuple[Money, str]:
    """Read no amount: for whoever has no currency.

    Raises ValidationError.
    """
    raise ValidationError(_("“{text}” is not an amount.").format(text=text), field="amount")


def read_answer(
    field: TemplateField, text: str, language: str, read_time: ReadTime, read_money: ReadMoney = no_money
) -> Answer:
    """What ``text`` answers to ``field``.

    Raises ValidationError, carrying the field's key, for an unknown or unclear choice, a bad number, amount or date.
    """
    match field.type:
        case FieldType.ONE | FieldType.SEVERAL:
            return _read_choice(field, text, language)
        case FieldType.NUMBER:
            return _read_number(field, text)
        case FieldType.MONEY:
            return _read_amount(field, text, read_money)
        case FieldType.DATE:
            return _read_date(field, text, read_time)
        case FieldType.FILE:
            # PureWindowsPath splits at both kinds of slash.
            return Answer(text, PureWindowsPath(text).name, effects=(AttachmentEffect(text),))
        case FieldType.TEXT:
            return Answer(text, " ".join(text.split()).rstrip(".。;；"))


def _read_choice(field: TemplateField, text: str, language: str) -> Answer:
    if field.type is FieldType.ONE:
        return _read_chips(field, [text], language)
    parts = list(dict.fromkeys(part.strip() for part in re.split("[,，、;；]", text) if part.strip())) or [text]
    if field.chips:
        return _read_chips(field, parts, language)
    return Answer(tuple(parts), enumerated(parts, language))


def _read_chips(field: TemplateField, parts: Sequence[str], language: str) -> Answer:
    chips = list({chip.key: chip for chip in (_chip(field, part) for part in parts)}.values())
    keys = tuple(chip.key for chip in chips)
    return Answer(
        keys if field.type is FieldType.SEVERAL else keys[0],
        enumerated([chip.words or chip.label for chip in chips], language),
        effects=tuple(came_of(effect, _tapped(field, chip, language)) for chip in chips for effect in chip.effects),
    )


def _tapped(field: TemplateField, chip: Chip, language: str) -> Source:
    return Source(f"{field.key}/{chip.key}", sentence(chip.words or chip.label, (), {}, language))


def _chip(field: TemplateField, text: str) -> Chip:
    found = chosen(text, field.chips)
    if len(found) != 1:
        choices = _(", ").join(chip.label for chip in found or field.chips)
        message = (
            _("“{value}” fits several choices for “{field}”: {choices}.")
            if found
            else _("“{value}” is not a choice for “{field}”; choose from {choices}.")
        )
        raise ValidationError(message.format(value=text, field=field.label, choices=choices), field=field.key)
    return found[0]


def _read_number(field: TemplateField, text: str) -> Answer:
    number = read_number(without_unit(text, field.unit))
    if number is None or (field.whole and number != number.to_integral_value()):
        message = (
            _("“{value}” is not a whole number for “{field}”.")
            if field.whole
            else _("“{value}” is not a number for “{field}”.")
        )
        raise ValidationError(message.format(value=text, field=field.label), field=field.key)
    if field.low is not None and number < field.low:
        message = _("“{field}” is at least {low}, not {value}.")
        raise ValidationError(message.format(field=field.label, low=field.low, value=text), field=field.key)
    if field.high is not None and number > field.high:
        message = _("“{field}” is at most {high}, not {value}.")
        raise ValidationError(message.format(field=field.label, high=field.high, value=text), field=field.key)
    return Answer(plain(number), with_unit(grouped(number), field.unit))


def _read_amount(field: TemplateField, text: str, read_money: ReadMoney) -> Answer:
    try:
        return Answer(*read_money(text))
    except ValidationError as error:
        raise ValidationError(error.message, field=field.key) from error


def _read_date(field: TemplateField, text: str, read_time: ReadTime) -> Answer:
    try:
        when = read_time(text)
    except ValidationError as error:
        raise ValidationError(error.message, field=field.key) from error
    if when.precision is Precision.DAY:
        day = when.value.date().isoformat()
        return Answer(day, day, when)
    return Answer(when.value.isoformat(timespec="seconds"), f"{when.value:%Y-%m-%d %H:%M}", when)


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().replace("_", " ").split())
