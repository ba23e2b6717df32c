"""What of a workspace is sample data, and what only the sample data uses.

Customers, deals and touches say themselves which batch they came with. Entries of lists do not: what came, and what was
changed, along with the batch is read from the journal.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, Table, exists, func, select

from crmdesk.store.chunks import chunked
from crmdesk.store.recorder import foreign_keys
from crmdesk.store.schema import (
    Base,
    ChangeRow,
    CustomerRow,
    DealRow,
    ImportBatchRow,
    TagAssignmentRow,
    TagGroupRow,
    TagRow,
    TouchRow,
)
from crmdesk.store.workspace import Source

SAMPLE = "demo"
"""The kind of the batch that sample data comes with."""

_BATCHES = select(ImportBatchRow.id).where(ImportBatchRow.kind == SAMPLE)
_CUSTOMERS = select(CustomerRow.id).where(CustomerRow.import_batch_id.in_(_BATCHES))


def has_sample(source: Source) -> bool:
    """Whether sample data has come in and has not been taken out again."""
    return bool(source.connection.execute(select(exists(_BATCHES))).scalar())


def count_sample(source: Source) -> tuple[int, int, int]:
    """How many customers came as sample data, and the deals and touches they have."""
    customers, deals, touches = (
        source.connection.execute(select(func.count()).select_from(model).where(column.in_(_CUSTOMERS))).scalar_one()
        for model, column in (
            (CustomerRow, CustomerRow.id),
            (DealRow, DealRow.customer_id),
            (TouchRow, TouchRow.customer_id),
        )
    )
    return customers, deals, touches


def sample_batches(source: Source) -> Sequence[int]:
    """The batches themselves."""
    return source.connection.execute(_BATCHES).scalars().all()


def sample_customers(source: Source) -> Sequence[int]:
    """The customers that came as sample data."""
    return source.connection.execute(_CUSTOMERS).scalars().all()


def sample_touches(source: Source) -> Sequence[int]:
    """The touches that came as sample data, wherever they are now."""
    query = select(TouchRow.id).where(TouchRow.import_batch_id.in_(_BATCHES))
    return source.connection.execute(query).scalars().all()


def entries_brought(source: Source, table: Table) -> Sequence[int]:
    """The rows of a list that came along with sample data and that nothing refers to any more."""
    present = select(table.c.id).where(table.c.id.in_(_journalled(table, came=True)))
    ids = set(source.connection.execute(present).scalars())
    for other in Base.metadata.sorted_tables:
        for column, target in foreign_keys(other):
            if target is table:
                for part in chunked(sorted(ids)):
                    used = select(other.c[column]).where(other.c[column].in_(part))
                    ids -= set(source.connection.execute(used).scalars())
    return sorted(ids)


def groups_woken(source: Source) -> Sequence[int]:
    """Groups of tags that sample data took into use, and none of whose tags anything has."""
    table = Base.metadata.tables[TagGroupRow.__tablename__]
    tagged = select(TagRow.group_id).join(TagAssignmentRow, TagAssignmentRow.tag_id == TagRow.id)
    query = select(TagGroupRow.id).where(
        TagGroupRow.id.in_(_journalled(table, came=False)),
        TagGroupRow.retired.is_(False),
        TagGroupRow.id.not_in(tagged),
    )
    return source.connection.execute(query).scalars().all()


def sleeping_groups(source: Source, pack: str) -> Sequence[int]:
    """Groups of tags of an industry pack that are not in use."""
    query = select(TagGroupRow.id).where(TagGroupRow.pack == pack, TagGroupRow.retired)
    return source.connection.execute(query).scalars().all()


def _journalled(table: Table, *, came: bool) -> Select[Any]:
    """The rows of a table that the change sets which brought a batch added, or else changed."""
    brought = (
        select(func.min(ChangeRow.change_set_id))
        .join(ImportBatchRow, ImportBatchRow.uid == ChangeRow.row_uid)
        .where(ImportBatchRow.kind == SAMPLE, ChangeRow.before.is_(None))
        .group_by(ImportBatchRow.id)
    )
    return select(ChangeRow.row_id).where(
        ChangeRow.change_set_id.in_(brought),
        ChangeRow.table_name == table.name,
        ChangeRow.before.is_(None) if came else ChangeRow.before.is_not(None),
    )
