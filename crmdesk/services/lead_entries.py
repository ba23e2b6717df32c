"""The first entry of every timeline: the lead was obtained."""

from collections.abc import Mapping

from crmdesk.domain.moment import Moment
from crmdesk.domain.touch import TouchDraft
from crmdesk.store.queries.catalogue import touch_kinds
from crmdesk.store.repos.touches import add_touches
from crmdesk.store.unit import Unit


def write_lead_entries(
    unit: Unit,
    leads: Mapping[int, tuple[Moment, str]],
    *,
    actor_id: int | None,
    import_batch_id: int | None = None,
) -> None:
    """For each customer: when it was obtained and from which source (may be empty)."""
    kind = next(kind.id for kind in touch_kinds(unit) if kind.key == "lead")
    add_touches(
        unit,
        (
            TouchDraft(
                customer_id=customer_id,
                kind_id=kind,
                occurred_at=obtained_at,
                recorded_at=unit.now,
                actor_id=actor_id,
                recorded_by_id=actor_id,
                title=source,
                source="import" if import_batch_id else "",
                import_batch_id=import_batch_id,
                system=True,
            )
            for customer_id, (obtained_at, source) in leads.items()
        ),
    )
