"""What tags leave on the timeline: another level is a change of judgement, a source says where the lead came from."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from crmdesk.services.value_entries import ValueChange, write_value_entries
from crmdesk.store.queries.judgements import lead_entries, tags_in_groups
from crmdesk.store.repos.touches import change_touches
from crmdesk.store.unit import Unit

_LEVEL, _SOURCE = "level", "source"


@contextmanager
def traced(
    unit: Unit, customers: Collection[int], *, actor_id: int | None, import_batch_id: int | None = None
) -> Iterator[None]:
    """Note what a change of tags within the block means for customers that were there before.

    The first entry of a timeline names the source that is known now; one that was known before and is not any more
    stays there, for it was true as far as anybody knew.
    """
    before = tags_in_groups(unit, customers, (_LEVEL, _SOURCE))
    yield
    after = tags_in_groups(unit, customers, (_LEVEL, _SOURCE))
    changed = [place for place in {**before, **after} if before.get(place) != after.get(place)]
    levels = [
        ValueChange(customer, group, before.get((customer, group), ""), after.get((customer, group), ""))
        for customer, group in changed
        if group == _LEVEL
    ]
    if levels:
        write_value_entries(unit, levels, actor_id=actor_id, import_batch_id=import_batch_id)
    sources = {customer: after[customer, group] for customer, group in changed if (customer, _SOURCE) in after}
    leads = lead_entries(unit, sources)
    change_touches(unit, {touch: {"title": sources[customer]} for customer, touch in leads.items()})
