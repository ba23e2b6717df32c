"""Writing down how customers first came across us."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from crmdesk.store.queries.first_touchpoints import first_touches, first_touches_through
from crmdesk.store.schema import FirstTouchpointRow
from crmdesk.store.unit import Unit


@dataclass(frozen=True, slots=True)
class FirstTouchDraft:
    """An answer to be kept; ``when`` as ``rough_day`` has it."""

    channel_id: int | None = None
    when: str = ""
    saw: str = ""
    forgotten: bool = False

    def columns(self) -> dict[str, Any]:
        """As they are kept."""
        return {
            "channel_id": self.channel_id,
            "happened": self.when,
            "saw": self.saw,
            "forgotten": self.forgotten,
        }


def put_first_touches(unit: Unit, drafts: Mapping[int, FirstTouchDraft]) -> None:
    """Keep one answer for each customer in place of the one before; an empty one takes it away."""
    known = first_touches(unit, drafts)
    gone = [known[customer].id for customer, draft in drafts.items() if customer in known and _is_empty(draft)]
    kept = {customer: draft for customer, draft in drafts.items() if not _is_empty(draft)}
    unit.delete(FirstTouchpointRow, gone)
    unit.update(
        FirstTouchpointRow,
        [{"id": known[customer].id, **draft.columns()} for customer, draft in kept.items() if customer in known],
    )
    unit.insert(
        FirstTouchpointRow,
        [{"customer_id": customer, **draft.columns()} for customer, draft in kept.items() if customer not in known],
    )


def move_channel(unit: Unit, tag_id: int, target_id: int) -> None:
    """Let answers that name one channel name another."""
    rows: Iterable[int] = first_touches_through(unit, tag_id)
    unit.update(FirstTouchpointRow, [{"id": row, "channel_id": target_id} for row in rows])


def _is_empty(draft: FirstTouchDraft) -> bool:
    return draft == FirstTouchDraft()
