"""The entry a timeline gets when a deal begins at a stage or moves to another."""

from crmdesk.domain.moment import Moment
from crmdesk.domain.touch import TouchDraft


def stage_entry(
    *, customer_id: int, deal_id: int, kind_id: int, before: str, after: str, at: Moment, actor_id: int | None
) -> TouchDraft:
    """The entry; stages by name, none before the first. ``kind_id`` is that of the kind ``stage``."""
    return TouchDraft(
        customer_id=customer_id,
        deal_id=deal_id,
        kind_id=kind_id,
        occurred_at=at,
        recorded_at=at,
        actor_id=actor_id,
        recorded_by_id=actor_id,
        title=f"{before} → {after}" if before else after,
        detail={"from": before, "to": after},
        system=True,
    )
