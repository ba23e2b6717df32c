"""A way of looking at the failure pool that can be kept: what is wished, of which period, in which order and form.

Kept as text, so that another version of the program and another workspace can read it: reasons, colleagues and all
else are meant by their uids, and what is not known is left out.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from enum import StrEnum
from typing import Any

from crmdesk.domain.loss_pool import PoolColumn, PoolFilter, PoolOrder, Review

OWN_DAYS = "own"
"""The period between two days of one's own; every other one is meant by its name and moves on with the days."""


class PoolMode(StrEnum):
    """In which form the deals of the pool are shown."""

    LIST = "list"
    BOARD = "board"
    QUEUE = "queue"


@dataclass(frozen=True, slots=True)
class PoolLook:
    """``wanted`` has days only where ``period`` is one's own; ``chart`` is the name of the chart in front."""

    wanted: PoolFilter = field(default_factory=PoolFilter)
    period: str = ""
    order: PoolOrder = field(default_factory=PoolOrder)
    mode: PoolMode = PoolMode.LIST
    chart: str = ""

    def settled(self) -> "PoolLook":
        """The same without the days that a named period happens to have today."""
        if self.period == OWN_DAYS:
            return self
        return replace(self, wanted=replace(self.wanted, since=None, until=None))


def look_text(look: PoolLook) -> str:
    """The look as text."""
    plain = look.settled()
    wanted, usual = plain.wanted, PoolFilter()
    told = {
        part.name: _plain(getattr(wanted, part.name))
        for part in fields(PoolFilter)
        if getattr(wanted, part.name) != getattr(usual, part.name)
    }
    kept = {
        "wanted": told,
        "period": plain.period,
        "order": plain.order.column.value,
        "descending": plain.order.descending,
        "mode": plain.mode.value,
        "chart": plain.chart,
    }
    return json.dumps(kept, ensure_ascii=False, sort_keys=True)


def look_of(text: str) -> PoolLook:
    """The look that a text tells, as far as it can be understood."""
    try:
        kept = json.loads(text)
    except ValueError:
        return PoolLook()
    if not isinstance(kept, dict):
        return PoolLook()
    told = kept.get("wanted")
    column, mode = kept.get("order"), kept.get("mode")
    return PoolLook(
        wanted=_filter(told if isinstance(told, dict) else {}),
        period=_text(kept.get("period")),
        order=PoolOrder(
            PoolColumn(column) if column in set(PoolColumn) else PoolColumn.LOST, kept.get("descending") is not False
        ),
        mode=PoolMode(mode) if mode in set(PoolMode) else PoolMode.LIST,
        chart=_text(kept.get("chart")),
    ).settled()


def _plain(value: Any) -> Any:
    match value:
        case frozenset():
            return sorted(str(one) for one in value)
        case date():
            return value.isoformat()
        case _:
            return value


def _filter(told: Mapping[str, Any]) -> PoolFilter:
    reviews = [Review(name) for name in _texts(told.get("reviews")) if name in set(Review)]
    return PoolFilter(
        reasons=_texts(told.get("reasons")),
        owners=_texts(told.get("owners")),
        stages=_texts(told.get("stages")),
        reviews=frozenset(reviews),
        since=_day(told.get("since")),
        until=_day(told.get("until")),
        undated=told.get("undated") is True,
        month=_text(told.get("month")),
        competitors=_texts(told.get("competitors")),
        sources=_texts(told.get("sources")),
        tags=_texts(told.get("tags")),
        cohort=_text(told.get("cohort")),
        days=_span(told.get("days")),
        touches=_span(told.get("touches")),
        won=told.get("won") is True,
        voices=_texts(told.get("voices")),
    )


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _texts(value: Any) -> frozenset[str]:
    return frozenset(one for one in value if isinstance(one, str)) if isinstance(value, list) else frozenset()


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(_text(value))
    except ValueError:
        return None


def _span(value: Any) -> tuple[int, int | None] | None:
    match value:
        case [int(least), int() | None as most]:
            return least, most
        case _:
            return None
