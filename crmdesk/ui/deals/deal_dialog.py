"""Asks for a new deal of a customer. Saves nothing."""

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from crmdesk.i18n import _
from crmdesk.qt.widgets.fields import TextLine
from crmdesk.qt.widgets.form_dialog import FormDialog


@dataclass(frozen=True, slots=True)
class NewDeal:
    """A deal as a person enters it."""

    name: str
    amount: str


class DealDialog(FormDialog):
    """Offers a ``NewDeal``."""

    def __init__(self, customer: str, currency: str, parent: QWidget | None = None) -> None:
        super().__init__(_("New deal"), _("With {customer}.").format(customer=customer), _("Add deal"), parent)
        self.name, self.amount = TextLine(_("what it is about")), TextLine()
        self.add_field("name", _("Name"), self.name)
        self.add_field("amount", _("Amount ({currency})").format(currency=currency), self.amount)

    @override
    def value(self) -> NewDeal:
        return NewDeal(self.name.text(), self.amount.text())
