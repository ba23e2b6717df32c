"""Which tags are on a customer itself now: not on one of its people or deals, and not taken off again."""

from crmdesk.store.schema import TagAssignmentRow

HELD_BY_CUSTOMER = (
    TagAssignmentRow.contact_id.is_(None),
    TagAssignmentRow.deal_id.is_(None),
    TagAssignmentRow.to_day.is_(None),
)
"""What such an assignment of a tag fulfils."""
