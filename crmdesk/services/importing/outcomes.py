"""What becomes of each row of an import, and what it changes in the things that are there already."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from crmdesk.domain.money import Money
from crmdesk.exchange.tables.records import CellIssue, ImportRow
from crmdesk.services.importing.ledger import Effect
from crmdesk.store.queries.additions import added_points, added_tags
from crmdesk.store.queries.catalogue import stages, tags
from crmdesk.store.queries.identities import member_names
from crmdesk.store.recorder import RowChange

if TYPE_CHECKING:
    from crmdesk.services.importing.job import Job

_Thing = tuple[str, Hashable]
_PLAIN = frozenset("name address city note title role status probability external_id body".split()) | frozenset(
    "expected_close hold_until win_back_on".split()
)
_EXTRA = "extra"


class Fate(StrEnum):
    """What becomes of a row."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Edit:
    """One field of something that is there: its key (or the header of an extra), and what it said and will say."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """A row by the position of its sheet and its own (both from 0), its fate, and why or with what effect."""

    sheet: int
    row: int
    fate: Fate
    issues: tuple[CellIssue, ...] = ()
    edits: tuple[Edit, ...] = ()


def outcomes_of(job: "Job", rows: Sequence[ImportRow]) -> tuple[RowOutcome, ...]:
    """The outcome of every row read; those of ``job`` are the ones of them that have not failed, in the same order."""
    edits = _edits(job)
    outcomes: list[RowOutcome] = []
    number = 0
    for row in rows:
        if row.failed:
            outcomes.append(RowOutcome(row.sheet, row.row, Fate.FAILED, row.issues))
            continue
        effect = job.ledger.effect_of(number)
        fate = Fate.SKIPPED if number in job.skipped else Fate(effect.name.lower())
        changed = () if effect is Effect.CREATED else _edits_of_row(job, number, edits)
        outcomes.append(RowOutcome(row.sheet, row.row, fate, row.issues, changed))
        number += 1
    return tuple(outcomes)


def _edits_of_row(job: "Job", number: int, edits: Mapping[_Thing, Sequence[Edit]]) -> tuple[Edit, ...]:
    things = job.ledger.things_changed_by(number)
    return tuple(dict.fromkeys(edit for thing in things for edit in edits.get(thing, ())))


def _edits(job: "Job") -> dict[_Thing, list[Edit]]:
    """What has changed of each thing that was there before."""
    words = _Words(job)
    edits: dict[_Thing, list[Edit]] = {}
    for table, row_id, change in job.unit.changes_so_far():
        if change.after is not None:
            edits.setdefault((_KINDS.get(table, table), row_id), []).extend(words.edits(change))
    for point in added_points(job.unit):
        edits.setdefault(_holder(point), []).append(Edit(point["kind"], "", point["value"]))
    for assignment in added_tags(job.unit):
        edits.setdefault(_holder(assignment), []).append(words.tag(assignment))
    return edits


_KINDS = {"loss_event": "loss"}


def _holder(row: Mapping[str, Any]) -> _Thing:
    """What a phone number or a tag belongs to."""
    for kind in ("deal", "contact"):
        if row.get(f"{kind}_id") is not None:
            return kind, row[f"{kind}_id"]
    return "customer", row["customer_id"]


class _Words:
    """Values of columns as a person reads them."""

    def __init__(self, job: "Job") -> None:
        self._currency = job.desk.currency
        self._members = member_names(job.unit)
        self._stages = {stage.id: stage.name for stage in stages(job.unit, with_retired=True)}
        self._tags = {tag.id: tag.name for tag in tags(job.unit)}
        self._named: Mapping[str, tuple[str, Callable[[Any], str]]] = {
            "owner_id": ("owner", lambda key: self._members.get(key, "")),
            "stage_id": ("stage", lambda key: self._stages.get(key, "")),
        }

    def edits(self, change: RowChange) -> list[Edit]:
        """The columns a person knows that have changed."""
        before, after = change.before, change.after or {}
        edits = [Edit(name, _text(before.get(name)), _text(value)) for name, value in after.items() if name in _PLAIN]
        for column, (field, read) in self._named.items():
            if column in after:
                edits.append(Edit(field, read(before.get(column)), read(after[column])))
        if "amount_minor" in after:
            edits.append(Edit("amount", self._amount(before), self._amount({**before, **after})))
        if _EXTRA in after:
            old, new = before.get(_EXTRA) or {}, after[_EXTRA] or {}
            edits += [
                Edit(name, str(old.get(name, "")), str(text)) for name, text in new.items() if old.get(name) != text
            ]
        return edits

    def tag(self, assignment: Mapping[str, Any]) -> Edit:
        """A tag that is new."""
        return Edit("tag", "", self._tags.get(assignment["tag_id"], ""))

    def _amount(self, row: Mapping[str, Any]) -> str:
        minor = row.get("amount_minor")
        return "" if minor is None else f"{Money(minor, row.get('currency') or self._currency).amount:f}"


def _text(value: Any) -> str:
    return "" if value is None else str(value)
