"""What an import changes of the judgements about deals that were there: entries as if a person had changed them."""

from collections.abc import Iterator, Mapping
from typing import Any

from crmdesk.domain.money import Money
from crmdesk.services.importing.job import Job
from crmdesk.services.stage_entries import stage_entry
from crmdesk.services.value_entries import ValueChange, write_value_entries
from crmdesk.store.queries.catalogue import stages, touch_kinds
from crmdesk.store.queries.judgements import member_names_by_id
from crmdesk.store.repos.touches import add_touches

Columns = Mapping[str, Any]

_PLAIN = ("probability", "expected_close")


def note_changed_deals(job: Job, known: Mapping[int, Columns], changes: Mapping[int, Columns]) -> None:
    """Entries for the columns of deals that change, by the id of the deal; ``known`` are the deals as they were.

    A workbook of ours that holds the timeline brings its entries along.
    """
    told = {at: columns for at, columns in changes.items() if columns}
    if not told or job.brings_history:
        return
    names = member_names_by_id(job.unit)
    judged = [change for at, columns in told.items() for change in _changes(at, known[at], columns, names)]
    if judged:
        write_value_entries(job.unit, judged, actor_id=job.me(), import_batch_id=job.batch_id)
    _note_moves(job, known, {at: columns["stage_id"] for at, columns in told.items() if "stage_id" in columns})


def _changes(at: int, row: Columns, columns: Columns, names: Mapping[int | None, str]) -> Iterator[ValueChange]:
    now = {**row, **columns}
    if {"amount_minor", "currency"} & set(columns):
        yield ValueChange(row["customer_id"], "amount", _amount(row), _amount(now), at)
    if "owner_id" in columns:
        yield ValueChange(row["customer_id"], "owner", names[row["owner_id"]], names[now["owner_id"]], at)
    for field in _PLAIN:
        if field in columns:
            yield ValueChange(row["customer_id"], field, _text(row[field]), _text(now[field]), at)


def _note_moves(job: Job, known: Mapping[int, Columns], moved: Mapping[int, int]) -> None:
    if not moved:
        return
    names = {stage.id: stage.name for stage in stages(job.unit, with_retired=True)}
    kind = next(kind.id for kind in touch_kinds(job.unit) if kind.key == "stage")
    add_touches(
        job.unit,
        [
            stage_entry(
                customer_id=known[at]["customer_id"],
                deal_id=at,
                kind_id=kind,
                before=names.get(known[at]["stage_id"], ""),
                after=names[stage],
                at=job.unit.now,
                actor_id=job.me(),
            )
            for at, stage in moved.items()
        ],
    )


def _amount(row: Columns) -> str:
    return "" if row["amount_minor"] is None else str(Money(row["amount_minor"], row["currency"]))


def _text(value: object) -> str:
    return "" if value is None else str(value)
