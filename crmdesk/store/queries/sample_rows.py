"""What of a workspace is sample data, and what only the sample data uses."""

from sqlalchemy import exists, func, select

from crmdesk.store.schema import CustomerRow, DealRow, ImportBatchRow, TagGroupRow, TouchRow
from crmdesk.store.workspace import Source

SAMPLE = "demo"
"""The kind of the batch that sample data came with."""

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


def sleeping_groups(source: Source, pack: str) -> list[int]:
    """Groups of tags of an industry pack that are not in use."""
    query = select(TagGroupRow.id).where(TagGroupRow.pack == pack, TagGroupRow.retired)
    return list(source.connection.execute(query).scalars())
