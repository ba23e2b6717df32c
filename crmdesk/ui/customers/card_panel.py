"""The column at the right: next step, deals, tags and facts of the customer selected. Asks for changes, makes none."""

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from crmdesk.domain.customer import Contact, Customer
from crmdesk.domain.errors import CrmError
from crmdesk.i18n import _
from crmdesk.qt.appearance import Appearance
from crmdesk.qt.plain_text import caption, tool_tip
from crmdesk.qt.widgets.buttons import CommandButton
from crmdesk.qt.widgets.fields import TextLine, mark_wrong
from crmdesk.qt.widgets.flow_layout import FlowLayout
from crmdesk.qt.widgets.labels import label
from crmdesk.services.customers import CustomerCard
from crmdesk.ui import wording
from crmdesk.ui.actions import Actions
from crmdesk.ui.customers.deal_list import DealList

_DEAL_COMMANDS = ("deal.win", "deal.mark_lost", "deal.reopen")


class CardPanel(QFrame):
    """Shows a ``CustomerCard``."""

    tag_added = Signal(str)
    tag_removed = Signal(str)

    def __init__(self, actions: Actions, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "panel_right")
        self._actions = actions
        self.deals = DealList(appearance)
        self.deals.customContextMenuRequested.connect(self._show_deal_menu)
        self._step = QFrame()
        self._step.setProperty("look", "step")
        self._step_time = label("", "section", wrap=True)
        self._step_text = label("", wrap=True)
        self._no_step = label(_("Nothing is planned."), "muted")
        self._no_deals = label(_("No deal yet."), "muted")
        self._tags = QWidget()
        self._tags_flow = FlowLayout(self._tags)
        self.new_tag = TextLine(_("Add a tag, then Enter"), name=_("New tag"))
        self.new_tag.returnPressed.connect(lambda: self.tag_added.emit(self.new_tag.text()))
        self._tag_error = label("", "error", wrap=True)
        self._tag_error.hide()
        self._facts = QGridLayout()
        self._lay_out()

    def show_card(self, card: CustomerCard, today: date) -> None:
        """Show a customer."""
        customer = card.customer
        self._tag_error.hide()
        mark_wrong(self.new_tag, wrong=False)
        self.new_tag.empty()
        self._step_time.setText(wording.when(customer.next_step_at, today))
        self._step_text.setText(customer.next_step)
        self._step.setVisible(customer.next_step_at is not None)
        self._no_step.setVisible(customer.next_step_at is None)
        self.deals.show_deals(card.deals)
        self._no_deals.setVisible(not card.deals)
        self._show_tags(customer.tags)
        self._show_facts(_facts(card, today))

    def show_tag_error(self, error: CrmError) -> None:
        """Say why a tag was not put on."""
        self._tag_error.setText(error.message)
        self._tag_error.show()
        mark_wrong(self.new_tag, wrong=True)

    def _show_tags(self, tags: Iterable[str]) -> None:
        while (item := self._tags_flow.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for tag in tags:
            chip = QToolButton()
            chip.setProperty("look", "chip")
            shown = tag if len(tag) <= 28 else tag[:27] + "…"
            chip.setText(f"{caption(shown)}  ×")
            chip.setAccessibleName(_("Remove the tag “{tag}”").format(tag=tag))
            chip.setToolTip(tool_tip(chip.accessibleName()))
            chip.clicked.connect(lambda _checked=False, tag=tag: self.tag_removed.emit(tag))
            self._tags_flow.addWidget(chip)
        self._tags.setVisible(self._tags_flow.count() > 0)
        self._tags.updateGeometry()

    def _show_facts(self, facts: Iterable[tuple[str, str]]) -> None:
        while (item := self._facts.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for row, (name, value) in enumerate(facts):
            shown = label(value[:600], wrap=True)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._facts.addWidget(label(name, "muted", wrap=True), row, 0, Qt.AlignmentFlag.AlignTop)
            self._facts.addWidget(shown, row, 1, Qt.AlignmentFlag.AlignTop)

    def _show_deal_menu(self, place: QPoint) -> None:
        if self.deals.indexAt(place).isValid():
            menu = self._actions.context_menu(self, *_DEAL_COMMANDS)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.deals.viewport().mapToGlobal(place))

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(18, 16, 18, 18)
        column.setSpacing(8)
        step = QVBoxLayout(self._step)
        step.setContentsMargins(12, 9, 12, 9)
        step.setSpacing(2)
        step.addWidget(self._step_time)
        step.addWidget(self._step_text)
        self._facts.setColumnStretch(0, 2)
        self._facts.setColumnStretch(1, 3)
        self._facts.setVerticalSpacing(6)
        self._facts.setHorizontalSpacing(10)
        _add_section(column, _("Next step"), self._no_step, self._step)
        column.addSpacing(10)
        column.addLayout(self._deal_heading())
        column.addWidget(self._no_deals)
        column.addWidget(self.deals)
        column.addLayout(self._deal_buttons())
        _add_section(column, _("Tags"), self._tags, self.new_tag, self._tag_error)
        _add_section(column, _("Facts"))
        column.addLayout(self._facts)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 0, 0, 0)
        layout.addWidget(scroll)

    def _deal_heading(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(label(_("Deals"), "section"))
        row.addStretch(1)
        row.addWidget(CommandButton(self._actions["deal.new"], "plus", text=_("New deal"), look="link"))
        return row

    def _deal_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        for command, icon_name in zip(_DEAL_COMMANDS, ("trophy", "circle-x", "rotate-ccw"), strict=True):
            row.addWidget(CommandButton(self._actions[command], icon_name, look="compact"))
        row.addStretch(1)
        return row


def _add_section(column: QVBoxLayout, title: str, *widgets: QWidget) -> None:
    if column.count():
        column.addSpacing(10)
    column.addWidget(label(title, "section"))
    for widget in widgets:
        column.addWidget(widget)


def _facts(card: CustomerCard, today: date) -> list[tuple[str, str]]:
    customer = card.customer
    pairs = [
        (_("Owner"), customer.owner),
        (_("Phones"), "\n".join(customer.phones)),
        (_("E-mails"), "\n".join(customer.emails)),
        *((contact.name, _contact(contact)) for contact in card.contacts),
        (_("Address"), " ".join(part for part in (customer.city, customer.address) if part)),
        (_("Source"), customer.source),
        (_("Signed so far"), wording.amounts(card.value.past)),
        (_("In the pipeline"), wording.amounts(card.value.present)),
        (_("Last touch"), wording.when(customer.last_touch_at, today)),
        (_("Since"), wording.day(customer.created_at.local_date, today)),
        (_("Note"), customer.note),
        *_extra(customer),
    ]
    return [(name, value) for name, value in pairs if value]


def _contact(contact: Contact) -> str:
    about = " · ".join(part for part in (contact.title, contact.role) if part)
    return "\n".join(part for part in (about, *(point.value for point in contact.points)) if part) or _("contact")


def _extra(customer: Customer) -> list[tuple[str, str]]:
    return [(name, str(value)) for name, value in customer.extra.items()]
