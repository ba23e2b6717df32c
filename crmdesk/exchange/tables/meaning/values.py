"""Cells to values: what a column is read as decides how each of its cells is read.

A cell that cannot be read raises UnreadableError with the reason to tell; one that can but looks wrong comes back as
Doubtful. Each different text of a column is read once.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from crmdesk.domain.deal import DealStatus
from crmdesk.domain.moment import Precision, WallTime
from crmdesk.exchange.tables.meaning.amounts import Amount, DecimalMark, read_amount, read_number
from crmdesk.exchange.tables.meaning.currencies import Unit, currency_of
from crmdesk.exchange.tables.meaning.dates import DateOrder, read_date, read_serial
from crmdesk.exchange.tables.meaning.headers import squash
from crmdesk.exchange.tables.meaning.outcomes import Word
from crmdesk.exchange.tables.meaning.targets import Target, ValueKind
from crmdesk.exchange.tables.own_format import split_detail, split_tags, split_values, with_clock
from crmdesk.exchange.tables.records import PointText, TagText
from crmdesk.exchange.tables.sheet import Cell
from crmdesk.i18n import _

Reader = Callable[[Cell], object]

# “7 - Closed Won”, “Lost (0%)”: pipelines number their stages and add the probability.
_NUMBERING = re.compile(r"^\d+\s*[.:)\-]\s*|\s*\(\d+\s*%\)$")
_EMAIL = re.compile(r"[^\s@,;<>()]+@[^\s@,;<>()]+\.[^\s@,;<>().]+")
_SEPARATORS = re.compile(r"\s*[;；、\n|]\s*|\s*(?<=\D)[,，]\s*")
_PHONE_SEPARATORS = re.compile(r"\s*(?:[/;；、,，\n|]|或)\s*")
_EMAIL_SEPARATORS = re.compile(r"[\s;；、,，|/]+")
_MINUTES_OF_DAY = 24 * 60


class UnreadableError(ValueError):
    """A cell says nothing its column can be read as; ``reason`` tells the person."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A value that is kept although something about it looks wrong."""

    value: object
    reason: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """A word that is none of those its column should hold; it is kept beside."""

    text: str


@dataclass(frozen=True, slots=True)
class Format:
    """How the cells of one column are written; ``words`` are the families of ``Glossary.cells``."""

    header: str
    unit: Unit
    currency: str
    words: Mapping[str, Mapping[str, str]]
    date_order: DateOrder | None = None
    decimal_mark: DecimalMark = "."
    is_fraction: bool = False


def text_of(cell: Cell) -> str:
    """A cell as text: without blanks around, whole numbers without decimals, dates in ISO form."""
    if isinstance(cell, str):
        return cell.strip()
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, int):
        return str(cell)
    if isinstance(cell, float):
        return f"{read_number(cell).normalize():f}"
    return text_of_time(cell) if isinstance(cell, datetime) else cell.isoformat()


def text_of_time(moment: datetime) -> str:
    """A date and time in ISO form, as short as it can be said."""
    if moment.time() == time():
        return moment.date().isoformat()
    return moment.isoformat(" ", "seconds" if moment.second else "minutes")


def reader_for(target: Target, form: Format) -> Reader:
    """The reader of a column of a foreign table; it returns None for an empty cell."""
    if target.kind is ValueKind.POINTS:
        return _point_reader(target.field)
    readers: dict[ValueKind, Callable[[Cell, Format], object]] = {
        ValueKind.DATE: _read_date,
        ValueKind.AMOUNT: _read_amount,
        ValueKind.PERCENT: _read_percent,
        ValueKind.CURRENCY: _read_currency,
        ValueKind.FLAG: _read_flag,
        ValueKind.STATUS: _read_word,
        ValueKind.STAGE: _read_word,
        ValueKind.WORDS: _read_words,
    }
    if target.kind in readers:
        read = readers[target.kind]
        return lambda cell: read(cell, form)
    if target.kind is ValueKind.CHOICE:
        meanings = _choices(target.field, form.words)
        return lambda cell: _meaning(cell, meanings)
    if target.kind in (ValueKind.TAG, ValueKind.TAGS):
        return _tag_reader(target, form.header)
    return _text_or_none


def own_reader_for(target: Target, form: Format) -> Reader:
    """The reader of a column of our own workbook: texts stay exactly as they are, lists are unescaped."""
    if target.kind is ValueKind.POINTS:
        return lambda cell: tuple(PointText(target.field, value) for value in split_values(_raw(cell))) or None
    if target.kind is ValueKind.TAGS:
        return lambda cell: tuple(TagText(*tag, target.about) for tag in split_tags(_raw(cell))) or None
    if target.kind in _OWN_READERS:
        return _OWN_READERS[target.kind]
    if target.kind is ValueKind.STATUS:
        return lambda cell: _own_status(cell, form.words["outcome"])
    if target.field.endswith("_clock"):
        return _read_clock
    exact = (ValueKind.DATE, ValueKind.AMOUNT, ValueKind.PERCENT, ValueKind.CURRENCY, ValueKind.FLAG)
    return reader_for(target, form) if target.kind in exact else lambda cell: _raw(cell) or None


def is_fraction_column(cells: Sequence[Cell]) -> bool:
    """Whether percentages are written as 0.4: nothing above 1, something between, no percent sign."""
    numbers = [read_amount(text, ".") for cell in set(cells) if (text := text_of(cell))]
    values = [number.value for number in numbers if number is not None]
    return len(values) == len(numbers) and bool(values) and max(values) <= 1 and any(0 < value < 1 for value in values)


def trim_times(values: list[object]) -> None:
    """Take away precision a whole column shows it never had: midnights are days, no seconds are minutes."""
    walls = [value for value in values if isinstance(value, WallTime) and value.precision is not Precision.DAY]
    if not walls:
        return
    midnight = all(wall.value.time() == time() and wall.value.tzinfo is None for wall in walls)
    if not midnight and any(wall.value.second for wall in walls):
        return
    precision = Precision.DAY if midnight else Precision.MINUTE
    for index, value in enumerate(values):
        if isinstance(value, WallTime) and value.precision is not Precision.DAY:
            values[index] = WallTime(value.value, precision)


def _text_or_none(cell: Cell) -> str | None:
    return text_of(cell) or None


def _raw(cell: Cell) -> str:
    return cell if isinstance(cell, str) else text_of(cell)


def _is_empty(text: str, form: Format) -> bool:
    key = squash(text)
    return not key or key in form.words["blank"]


def _read_date(cell: Cell, form: Format) -> WallTime | None:
    if isinstance(cell, datetime):
        seconds = cell.replace(microsecond=0)
        return WallTime(seconds, Precision.SECOND)
    if isinstance(cell, date):
        return WallTime.of_day(cell)
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        wall = read_serial(cell) or read_date(text_of(cell))
    else:
        text = text_of(cell)
        if _is_empty(text, form):
            return None
        wall = read_date(text, form.date_order)
    if wall is None:
        raise UnreadableError(_("This is no date that exists."))
    return wall


def _read_amount(cell: Cell, form: Format) -> Amount | None:
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        amount: Amount | None = Amount(read_number(cell))
    else:
        text = text_of(cell)
        if _is_empty(text, form):
            return None
        amount = read_amount(text, form.decimal_mark, form.currency)
    if amount is None or not amount.value.is_finite() or amount.value.adjusted() > 15:
        raise UnreadableError(_("This is no amount of money."))
    return Amount(amount.value * form.unit.factor, amount.currency, form.unit.currency)


def _read_percent(cell: Cell, form: Format) -> Decimal | None:
    text = text_of(cell)
    if _is_empty(text, form):
        return None
    amount = read_amount(text.replace("％", "%").rstrip("% ").replace(",", "."), ".")
    percent = amount.value * (100 if form.is_fraction else 1) if amount else None
    if percent is None or not 0 <= percent <= 100:
        raise UnreadableError(_("This is no percentage from 0 to 100."))
    return percent


def whole_percent(percent: Decimal) -> int:
    """A percentage without decimals, halves up."""
    return int(percent.to_integral_value(ROUND_HALF_UP))


def _read_currency(cell: Cell, form: Format) -> str | None:
    text = text_of(cell)
    if _is_empty(text, form):
        return None
    first = re.split(r"[\s\-(（]", text, maxsplit=1)[0]
    code = currency_of(text, form.currency) or currency_of(first, form.currency)
    if code is None:
        raise UnreadableError(_("This is no currency; write three letters, such as CNY or USD."))
    return code


def _read_flag(cell: Cell, form: Format) -> bool | None:
    text = squash(text_of(cell))
    if not text:
        return None
    if text not in form.words["flag"]:
        raise UnreadableError(_("This says neither yes nor no."))
    return form.words["flag"][text] == "yes"


def _read_word(cell: Cell, form: Format) -> Word | None:
    text = text_of(cell)
    if not text:
        return None
    outcomes = form.words["outcome"]
    meaning = outcomes.get(squash(text)) or outcomes.get(squash(_NUMBERING.sub("", text)))
    return Word(text, DealStatus(meaning) if meaning else None)


def _own_status(cell: Cell, outcomes: Mapping[str, str]) -> DealStatus | None:
    text = squash(_raw(cell))
    if not text:
        return None
    if text not in outcomes:
        raise UnreadableError(_("This is no status of a deal; write open, won, lost, hold or invalid."))
    return DealStatus(outcomes[text])


def _read_clock(cell: Cell) -> str | None:
    text = text_of(cell)
    try:
        return text if text and with_clock(WallTime.of_day(date.min), text) else None
    except ValueError:
        raise UnreadableError(_("This is no precision and offset such as “minute +08:00”.")) from None


def _read_minutes(cell: Cell) -> int | None:
    text = text_of(cell)
    if not text:
        return None
    if not re.fullmatch("[0-9]{1,4}", text) or int(text) > _MINUTES_OF_DAY:
        raise UnreadableError(_("This is no whole number of minutes from 0 to 1440."))
    return int(text)


def _read_detail(cell: Cell) -> dict[str, Any] | None:
    text = text_of(cell)
    try:
        return split_detail(text) if text else None
    except ValueError:
        raise UnreadableError(_("This detail cannot be read; put back what the cell held or leave it empty.")) from None


def _read_own_words(cell: Cell) -> tuple[str, ...] | None:
    return split_values(_raw(cell)) or None


# Of what crmdesk writes in a way of its own, and of what no foreign table tells.
_OWN_READERS: Mapping[ValueKind, Reader] = {
    ValueKind.WORDS: _read_own_words,
    ValueKind.MINUTES: _read_minutes,
    ValueKind.DETAIL: _read_detail,
}


def _read_words(cell: Cell, _form: Format) -> tuple[str, ...] | None:
    return tuple(part for part in _SEPARATORS.split(text_of(cell)) if part) or None


def _choices(field: str, words: Mapping[str, Mapping[str, str]]) -> Mapping[str, str]:
    """What the words in a column of choices mean."""
    if field == "answered":
        flags = {word: "yes" if meaning == "yes" else "missed" for word, meaning in words["flag"].items()}
        return {**flags, **words["call"]}
    return words["direction" if field == "direction" else "touch_status"]


def _meaning(cell: Cell, meanings: Mapping[str, str]) -> str | Unknown | None:
    text = text_of(cell)
    return meanings.get(squash(text), Unknown(text)) if text else None


def _tag_reader(target: Target, header: str) -> Reader:
    def one(cell: Cell) -> tuple[TagText, ...] | None:
        text = text_of(cell)
        return (TagText(target.field, text, target.about or "customer"),) if text else None

    def several(cell: Cell) -> tuple[TagText, ...] | None:
        names = [name for name in _SEPARATORS.split(text_of(cell)) if name]
        return tuple(TagText(header, name, target.about or "customer") for name in dict.fromkeys(names)) or None

    return several if target.kind is ValueKind.TAGS else one


def _point_reader(kind: str) -> Reader:
    if kind == "email":
        return _read_emails
    if kind in ("phone", "mobile", "fax"):
        return lambda cell: _read_phones(cell, kind)

    def other(cell: Cell) -> tuple[PointText, ...] | None:
        text = text_of(cell)
        return (PointText(kind, text),) if text else None

    return other


def _read_emails(cell: Cell) -> object:
    text = text_of(cell)
    if not text:
        return None
    parts = [part.strip("<>") for part in _EMAIL_SEPARATORS.split(text)]
    addresses = [part for part in parts if _EMAIL.fullmatch(part)]
    if not addresses or len(addresses) < text.count("@"):
        return Doubtful(
            (PointText("email", text),), _("This does not look like an e-mail address; it was kept as it is.")
        )
    return tuple(PointText("email", address) for address in dict.fromkeys(addresses))


def _read_phones(cell: Cell, kind: str) -> object:
    text = text_of(cell)
    if not text:
        return None
    if re.fullmatch(r"\d\.\d+E\+\d+", text, re.IGNORECASE):
        reason = _("A spreadsheet program has shortened this number; it was kept as it is.")
        return Doubtful((PointText(kind, text),), reason)
    parts = [part for part in _PHONE_SEPARATORS.split(text) if part]
    if any(sum(character.isdigit() for character in part) < 5 for part in parts):
        parts = [text]
    return tuple(PointText(kind, part) for part in dict.fromkeys(parts))
