"""What commands do to customers: ask where something must be asked, then have it done."""

from collections.abc import Callable

from crmdesk.domain.changes import Changes
from crmdesk.i18n import _
from crmdesk.qt.widgets.form_dialog import FormDialog
from crmdesk.services.customers import NewCustomer
from crmdesk.ui.customers.customer_dialog import CustomerDialog
from crmdesk.ui.workbench import Workbench


class CustomerActions:
    """``show_next`` is told which customer to show once it has come into the list."""

    def __init__(self, bench: Workbench, show_next: Callable[[str], None]) -> None:
        self._bench, self._show_next = bench, show_next

    def add(self) -> None:
        """Ask for a customer and add it."""
        dialog = CustomerDialog(self._bench.window)
        dialog.submitted.connect(lambda new: self._add(dialog, new))
        dialog.open_once()

    def _add(self, dialog: FormDialog, new: NewCustomer) -> None:
        alike: list[str] = []

        def add() -> Changes:
            customer, changes, likenesses = self._bench.services.customers.add_customer(new)
            alike.extend(likeness.second.name for likeness in likenesses)
            self._show_next(customer.uid)
            return changes

        error = self._bench.operations.perform(add, _("Added: {name}").format(name=new.name.strip()))
        dialog.finish(error)
        if alike and error is None:
            self._bench.notice.tell(
                _("Added, but “{name}” is here already and may be the same.").format(name=alike[0]),
                _("Undo"),
                self._bench.operations.undo,
            )
