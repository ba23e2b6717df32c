"""Asks whether, when and after what a lost deal can be won back. Saves nothing."""

from typing_extensions import override

from crmdesk.domain.clock import Clock
from crmdesk.i18n import _
from crmdesk.qt.widgets.form_dialog import FormDialog
from crmdesk.ui.deals.win_back_fields import WinBackFields, WinBackPlan
from crmdesk.ui.workbench import Workbench


class WinBackDialog(FormDialog):
    """Offers a ``WinBackPlan``."""

    def __init__(self, about: str, plan: WinBackPlan, clock: Clock, bench: Workbench) -> None:
        super().__init__(_("Can it be won back?"), about, _("Keep"), bench.window)
        self.again = WinBackFields(self, clock)
        self.again.show(plan)

    @override
    def value(self) -> WinBackPlan:
        return self.again.plan()
