"""Asks for a new customer. Saves nothing."""

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from crmdesk.i18n import _
from crmdesk.qt.widgets.fields import TextLine
from crmdesk.qt.widgets.form_dialog import FormDialog
from crmdesk.services.customers import NewCustomer


class CustomerDialog(FormDialog):
    """Offers a ``NewCustomer``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("New customer"), _("A name is enough; the rest can follow."), _("Add customer"), parent)
        self.name, self.phone, self.email = TextLine(), TextLine(), TextLine()
        self.source, self.note = TextLine(_("exhibition, referral, web…")), TextLine()
        self.add_field("name", _("Name"), self.name)
        self.add_field("phone", _("Phone"), self.phone)
        self.add_field("email", _("E-mail"), self.email)
        self.add_field("source", _("Source"), self.source)
        self.add_field("note", _("Note"), self.note)

    @override
    def value(self) -> NewCustomer:
        return NewCustomer(
            name=self.name.text(),
            phones=(self.phone.text(),),
            emails=(self.email.text(),),
            source=self.source.text(),
            note=self.note.text(),
        )
