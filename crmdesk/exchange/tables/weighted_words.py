"""Weighted reasons and priced competitors as words in a cell of our own workbook, and read back out of them."""

import re
from decimal import Decimal

from crmdesk.domain.money import Money

_WEIGHTED = re.compile(r"(?s)(?P<title>.*?)(?: ×(?P<weight>[1-9]))?\Z")
_PRICED = re.compile(r"(?s)(?P<name>.*?)(?: = (?P<price>-?\d+(?:\.\d+)?) (?P<currency>[A-Z]{3}))?\Z")
_BELOW = " › "


def reason_text(reason: str, subreason: str, weight: int) -> str:
    """``Price › Over budget ×3``; a weight of 1 is not said."""
    title = _BELOW.join(part for part in (reason, subreason) if part)
    return title if weight == 1 else f"{title} ×{weight}"


def read_reason(text: str) -> tuple[str, str, int]:
    """Reason, sub-reason and weight of what ``reason_text`` wrote."""
    match = _WEIGHTED.match(text)
    title, weight = (match["title"], match["weight"]) if match else (text, None)
    reason, _sign, subreason = title.partition(_BELOW)
    return reason, subreason, int(weight or 1)


def met_text(name: str, price: Money | None) -> str:
    """``Globex = 12000.00 CNY``, or the bare name where no price is known."""
    return name if price is None else f"{name} = {price.amount} {price.currency}"


def read_met(text: str) -> tuple[str, Money | None]:
    """Name and price of what ``met_text`` wrote."""
    match = _PRICED.match(text)
    if match is None or match["price"] is None:
        return text, None
    return match["name"], Money.of(Decimal(match["price"]), match["currency"])
