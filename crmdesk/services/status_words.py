"""Where a customer stands in the person's language. By itself: the window says it before anything else is loaded."""

from crmdesk.domain.customer_record import CustomerStatus
from crmdesk.i18n import _


def customer_status_word(status: CustomerStatus) -> str:
    """Where the customer stands."""
    return {
        CustomerStatus.PROSPECT: _("prospect"),
        CustomerStatus.SIGNED: _("signed"),
        CustomerStatus.LOST: _("lost"),
    }[status]
