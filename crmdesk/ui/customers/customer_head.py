"""The head of the middle column: who it is, what to do, and the way of the deal selected through the pipeline."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from crmdesk.domain.customer import CustomerStatus
from crmdesk.domain.deal import Deal, DealStatus
from crmdesk.i18n import _
from crmdesk.qt.looks import show_look
from crmdesk.qt.plain_text import caption
from crmdesk.qt.widgets.buttons import CommandButton, IconButton, keys_of
from crmdesk.qt.widgets.inline_field import InlineField
from crmdesk.qt.widgets.labels import ShortenedLabel, label
from crmdesk.services.customer_facts import CustomerSheet
from crmdesk.ui import wording
from crmdesk.ui.customers.sheet_edits import SheetEdits
from crmdesk.ui.customers.stage_bar import Progress, StageBar
from crmdesk.ui.workbench import Workbench

_BADGES = {
    CustomerStatus.PROSPECT: "badge_accent",
    CustomerStatus.SIGNED: "badge_positive",
    CustomerStatus.LOST: "badge_negative",
}
_LONGEST = 40
_BADGE_HEIGHT = 22
_LEFT, _RIGHT = 13, 20


class CustomerHead(QFrame):
    """``deal_chosen`` brings the uid of the deal a person wants to see in the bar."""

    deal_chosen = Signal(str)
    call_requested = Signal()

    def __init__(self, bench: Workbench, edits: SheetEdits, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "bar")
        self._edits = edits
        self._deal = ""
        self.name = InlineField(_("Name of the customer"), one_line=True, look="heading")
        self.name.edited.connect(lambda text: self.name.finish(edits.set_fact("name", _("Name"), text)))
        self._badge = label("", "badge_accent")
        self._badge.setFixedHeight(_BADGE_HEIGHT)
        self.back = CommandButton(bench.actions["view.back"], "arrow-left")
        self.back.hide()
        self.call = IconButton("phone", _("Call"), look="compact")
        self.call.setToolTip(_("Call"))
        self.call.clicked.connect(self.call_requested)
        self._doings = (
            self.call,
            CommandButton(bench.actions["deal.win"], "trophy", look="compact"),
            CommandButton(bench.actions["deal.mark_lost"], "circle-x", look="compact"),
        )
        self.bar = StageBar(bench.appearance, keys_of(bench.actions["deal.move_on"]))
        self.bar.stage_requested.connect(lambda stage: edits.move_deal(self._deal, stage))
        self.chooser = IconButton("chevron-down", "", look="link", name=_("Deal shown in the bar"))
        self.chooser.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        # Puts the chevron behind the name.
        self.chooser.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.chooser.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._about = ShortenedLabel("muted")
        self._no_deal = QWidget()
        self._lay_out(bench)

    def show_sheet(self, sheet: CustomerSheet, deal: Deal | None, today: date) -> None:
        """Show a customer and the deal selected."""
        customer = sheet.card.customer
        if not self.name.is_editing or customer.uid != self._edits.customer:
            self.name.revert()
        self.name.show_value(customer.name)
        show_look(self._badge, _BADGES[customer.status])
        self._badge.setText(wording.customer_status(customer.status))
        self._no_deal.setVisible(deal is None)
        for part in (self.bar, self.chooser):
            part.setVisible(deal is not None)
        self._deal = deal.uid if deal else ""
        if deal is None:
            self._about.show_text("")
        else:
            self._show_deal(sheet, deal, today)
        self._make_room()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Let the buttons go without words beside a name that is long."""
        for with_words in (True, False):
            for button in self._doings:
                button.show_words(shown=with_words)
            beside = self._first.sizeHint().width() - self.name.sizeHint().width()
            if self.name.whole_width + beside + _LEFT + _RIGHT <= self.width():
                return

    def _show_deal(self, sheet: CustomerSheet, deal: Deal, today: date) -> None:
        since = sheet.since.get(deal.id, deal.created_at)
        past = [stage for stage in sheet.past_stages if stage.id == deal.stage_id]
        stages = tuple(sorted((*sheet.stages, *past), key=lambda stage: (stage.position, stage.id)))
        self.bar.show_progress(Progress(deal, stages, max(0, (today - since.local_date).days), retired=bool(past)))
        name = deal.name if len(deal.name) <= _LONGEST else deal.name[: _LONGEST - 1] + "…"
        self.chooser.show_text(name)
        self.chooser.setEnabled(len(sheet.card.deals) > 1)
        self._offer(sheet.card.deals)
        self._about.show_text(" · ".join(_about(deal, today)))

    def _offer(self, deals: Sequence[Deal]) -> None:
        # The same menu all the time: it may be open, and one of its entries what led here.
        menu = self.chooser.menu() or QMenu(self)
        for before in menu.actions():
            menu.removeAction(before)
            before.deleteLater()
        for deal in deals:
            parts = (deal.name, wording.amount(deal.amount), wording.deal_status(deal.status))
            action = menu.addAction(caption("  ·  ".join(part for part in parts if part)))
            action.setCheckable(True)
            action.setChecked(deal.uid == self._deal)
            action.triggered.connect(lambda _checked=False, uid=deal.uid: self.deal_chosen.emit(uid))
        self.chooser.setMenu(menu)

    def _lay_out(self, bench: Workbench) -> None:
        first = self._first = QHBoxLayout()
        first.setSpacing(6)
        first.addWidget(self.back)
        first.addWidget(self.name, 1)
        first.addSpacing(8)
        for button in self._doings:
            first.addWidget(button)
        first.addWidget(CommandButton(bench.actions["view.card"], "panel-right", text="", look="compact"))
        second = QHBoxLayout()
        second.setSpacing(8)
        second.addWidget(self._no_deal)
        second.addWidget(self.chooser)
        second.addWidget(self._about, 1)
        second.addWidget(self._badge)
        nothing = QHBoxLayout(self._no_deal)
        nothing.setContentsMargins(0, 0, 0, 0)
        nothing.setSpacing(4)
        nothing.addWidget(label(_("No deal yet."), "muted"))
        nothing.addWidget(CommandButton(bench.actions["deal.new"], "plus", text=_("New deal"), look="link"))
        nothing.addStretch(1)
        below = QVBoxLayout()
        # As far in as the name, which has a frame while it is edited.
        below.setContentsMargins(7, 0, 0, 0)
        below.setSpacing(5)
        below.addLayout(second)
        below.addWidget(self.bar)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_LEFT, 8, _RIGHT, 10)
        layout.setSpacing(2)
        layout.addLayout(first)
        layout.addLayout(below)


def _about(deal: Deal, today: date) -> list[str]:
    """Amount and the day that matters."""
    parts = [wording.amount(deal.amount)]
    if deal.status is DealStatus.HOLD and deal.hold_until is not None:
        parts.append(_("on hold until {day}").format(day=wording.day_within(deal.hold_until, today)))
    elif deal.closed_at is not None:
        day = wording.day_within(deal.closed_at.local_date, today)
        parts.append(f"{wording.deal_status(deal.status)} {day}")
    elif deal.expected_close is not None:
        parts.append(_("expected {day}").format(day=wording.day_within(deal.expected_close, today)))
    return [part for part in parts if part]
