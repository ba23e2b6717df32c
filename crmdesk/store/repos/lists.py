"""Adding the user's own entries to the lists of a workspace."""

from crmdesk.domain.customer import checked_name
from crmdesk.store.schema import LossReasonRow, StageRow
from crmdesk.store.unit import Unit


def add_stage(unit: Unit, name: str, *, position: int) -> int:
    """Add a stage; returns its id."""
    return unit.insert(StageRow, [{"key": "", "name": checked_name(name, "stage"), "position": position}])[0]


def add_loss_reason(unit: Unit, name: str, *, parent_id: int | None, position: int) -> int:
    """Add a reason, or a sub-reason below one; returns its id."""
    row = {"key": "", "name": checked_name(name, "reason"), "parent_id": parent_id, "position": position}
    return unit.insert(LossReasonRow, [row])[0]
