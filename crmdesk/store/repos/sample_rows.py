"""Taking sample data out of a workspace, with all that only it needed."""

from crmdesk.store.queries import sample_rows
from crmdesk.store.repos.customers import delete_customers
from crmdesk.store.repos.touches import delete_touches
from crmdesk.store.schema import CompetitorRow, ImportBatchRow, MemberRow, TagGroupRow, TagRow
from crmdesk.store.unit import Unit, table_of


def remove_sample(unit: Unit) -> None:
    """Remove customers that came as sample data with whatever was added to them; entries of lists stay where used."""
    delete_customers(unit, sample_rows.sample_customers(unit))
    delete_touches(unit, sample_rows.sample_touches(unit))
    for model in (TagRow, CompetitorRow, MemberRow):
        # Tags stand in trees: once the lowest have gone, nothing refers to those above them.
        while unused := sample_rows.entries_brought(unit, table_of(model)):
            unit.delete(model, unused)
    unit.update(TagGroupRow, [{"id": group, "retired": True} for group in sample_rows.groups_woken(unit)])
    unit.delete(ImportBatchRow, sample_rows.sample_batches(unit))
