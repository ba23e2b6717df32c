"""Asks until when a deal is put aside. Saves nothing."""

from datetime import date

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from crmdesk.domain.clock import Clock
from crmdesk.domain.deal import Deal
from crmdesk.domain.errors import ValidationError
from crmdesk.i18n import _
from crmdesk.qt.widgets.form_dialog import FormDialog
from crmdesk.ui.deals.day_line import DayLine


class HoldDialog(FormDialog):
    """Offers a day."""

    def __init__(self, deal: Deal, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(
            _("On hold"),
            _("When should “{deal}” come back?").format(deal=deal.name),
            _("Put on hold"),
            parent,
        )
        self.until = DayLine(clock, "until", _("such as: in 30 days, next Monday"))
        self.add_field("until", _("Until"), self.until)

    @override
    def value(self) -> date:
        if not self.until.text().strip():
            raise ValidationError(_("Say on which day the deal should come back."), field="until")
        return self.until.day()
