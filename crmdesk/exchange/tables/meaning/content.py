"""What the cells of a column say about it where its header does not, or says too little."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

from crmdesk.exchange.tables.meaning.dates import read_date, short_date
from crmdesk.exchange.tables.meaning.headers import squash
from crmdesk.exchange.tables.meaning.targets import EXTRA, Target
from crmdesk.exchange.tables.sheet import Cell

_SAMPLE = 300
_LONGEST = 300  # longer texts are prose
_EMAIL = re.compile(r"\S+@[\w\-]+(\.[\w\-]+)+")
_MOBILE = re.compile(r"(\+?86|0086)?[\s\-]?1[3-9]\d[\s\-]?\d{4}[\s\-]?\d{4}")
_URL = re.compile(r"(https?://|www\.)\S+", re.IGNORECASE)
_COMPANY = re.compile(
    r".*(公司|集团|集團|工厂|工廠|商行|事务所|研究院|医院|大学|\b(inc|llc|ltd|gmbh|corp|co|ag|plc|bv|sa|srl|oy)\b\.?)$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[\d.,\s]+")

_PHONE = re.compile(r"[+＋(（]?[\d\s()（）+.\-/,;、转extEXT]{5,}")
_SHAPES = {"phone": _PHONE, "mobile": _PHONE, "fax": _PHONE, "email": _EMAIL}

_DATES_OF_FLAGS = {
    Target("deal", "is_won"): Target("deal", "won_at"),
    Target("deal", "is_lost"): Target("deal", "lost_at"),
    Target("deal", "is_closed"): Target("deal", "closed"),
}
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("any.email", _EMAIL),
    ("any.mobile", _MOBILE),
    ("any.website", _URL),
    ("customer.name", _COMPANY),
)


def target_by_content(cells: Sequence[Cell]) -> str | None:
    """The name of a target four in five of the cells look like; None if they look like nothing in particular."""
    texts = _sample(cells)
    for name, pattern in _PATTERNS:
        if texts and sum(pattern.fullmatch(text) is not None for text in texts) >= 0.8 * len(texts):
            return name
    return None


def share_that_looks_like(target: Target, texts: Sequence[str]) -> int | None:
    """The percentage of texts in the form of a way to reach someone; None for all other targets."""
    shape = _SHAPES.get(target.field) if target.owner == "point" else None
    if shape is None or not texts:
        return None
    return round(100 * sum(shape.fullmatch(text.strip()) is not None for text in texts) / len(texts))


def refine(target: Target, cells: Sequence[Cell], flags: Mapping[str, str]) -> Target:
    """A better target where the cells contradict the header: head counts are no size tags, dates no next step or flag.

    ``flags`` are the words for yes and no.
    """
    if target == Target("tag", "size", target.about):
        return EXTRA if _all(cells, lambda text: _NUMBER.fullmatch(text) is not None) else target
    if target == Target("next", "text"):
        return Target("next", "at") if _all(cells, _looks_like_date) else target
    if target in _DATES_OF_FLAGS and not _all(cells, lambda text: squash(text) in flags):
        return _DATES_OF_FLAGS[target] if _all(cells, _looks_like_date) else EXTRA
    return target


def looks_like_data(cell: Cell) -> bool:
    """Whether a cell is more likely a value than a header."""
    if isinstance(cell, str):
        text = cell.strip()
        shapes = (_EMAIL, _MOBILE, _URL, _NUMBER)
        return _looks_like_date(text) or any(shape.fullmatch(text) for shape in shapes)
    return True


def _looks_like_date(text: str) -> bool:
    return short_date(text) is not None or read_date(text) is not None


def _all(cells: Sequence[Cell], test: Callable[[str], bool]) -> bool:
    texts = _sample(cells)
    return bool(texts) and all(test(text) for text in texts)


def _sample(cells: Sequence[Cell]) -> list[str]:
    """The first texts of a column; numbers and dates as text."""
    texts: list[str] = []
    for cell in cells:
        if cell is None or cell == "":
            continue
        text = _text(cell)[:_LONGEST].strip()
        if text:
            texts.append(text)
        if len(texts) == _SAMPLE:
            break
    return texts


def _text(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, (date, datetime)):
        return cell.isoformat(sep=" ") if isinstance(cell, datetime) else cell.isoformat()
    return str(cell)
