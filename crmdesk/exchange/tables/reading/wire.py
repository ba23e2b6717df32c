"""What the reading process says, line by line: JSON with dates marked, so that nothing that arrives can be code."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from crmdesk.exchange.tables.reading.refusal import Reason
from crmdesk.exchange.tables.sheet import Cell


@dataclass(frozen=True, slots=True)
class Start:
    """A sheet begins; ``expected`` rows follow if that is known."""

    name: str
    expected: int | None
    cut_row: int | None


@dataclass(frozen=True, slots=True)
class Rows:
    """Further rows of the sheet."""

    rows: Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class Refused:
    """The file is not read; what came before counts for nothing."""

    reason: Reason


@dataclass(frozen=True, slots=True)
class Done:
    """Everything was sent."""


_PARSERS: dict[str, Callable[[str], datetime | date | time]] = {
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
}

Message = Start | Rows | Refused | Done


def encode(message: Message) -> bytes:
    """One line."""
    match message:
        case Start(name, expected, cut_row):
            content: list[object] = ["start", name, expected, cut_row]
        case Rows(rows):
            content = ["rows", rows]
        case Refused(reason):
            content = ["refused", reason.value]
        case Done():
            content = ["done"]
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), default=_marked).encode() + b"\n"


def decode(line: bytes) -> Message:
    """The inverse of ``encode``."""
    match json.loads(line, object_hook=_unmarked):
        case ["start", name, expected, cut_row]:
            return Start(name, expected, cut_row)
        case ["rows", rows]:
            return Rows(rows)
        case ["refused", reason]:
            return Refused(Reason(reason))
        case _:
            return Done()


def _marked(value: datetime | date | time) -> dict[str, str]:
    return {type(value).__name__: value.isoformat()}


def _unmarked(marked: dict[str, str]) -> datetime | date | time:
    ((kind, text),) = marked.items()
    return _PARSERS[kind](text)
