"""The column at the right: next step, deals, tags, people, facts and value of the customer shown.

Gathers the panels and remembers which are folded. Writes nothing itself.
"""

from datetime import date

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from crmdesk.i18n import _, pgettext
from crmdesk.qt.widgets.fold_section import FoldSection
from crmdesk.qt.widgets.labels import label
from crmdesk.services.customer_facts import CustomerSheet
from crmdesk.ui import wording
from crmdesk.ui.customers.deals_panel import DealsPanel
from crmdesk.ui.customers.documents_panel import DocumentsPanel
from crmdesk.ui.customers.facts_panel import TITLE_WIDTH, FactsPanel
from crmdesk.ui.customers.first_touch_panel import FirstTouchPanel
from crmdesk.ui.customers.people_panel import PeoplePanel
from crmdesk.ui.customers.sheet_edits import SheetEdits
from crmdesk.ui.customers.step_panel import StepPanel
from crmdesk.ui.customers.tags_panel import TagsPanel
from crmdesk.ui.workbench import Workbench

_FOLDED = "customers.folded"
_LEAST_WIDTH = 300
_AROUND = 20


class CardPanel(QFrame):
    """Shows a ``CustomerSheet``; ``deal_selected`` tells that commands speak of another deal."""

    deal_selected = Signal()
    plan_requested = Signal()

    def __init__(self, bench: Workbench, edits: SheetEdits, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "panel_right")
        self.setMinimumWidth(_LEAST_WIDTH)
        self._view_state = bench.view_state
        self._edits = edits
        self.step = StepPanel(edits)
        self.first_touch = FirstTouchPanel(edits, bench.view_state)
        self.deals = DealsPanel(bench, edits)
        self.tags = TagsPanel(edits, bench.appearance)
        self.people = PeoplePanel(edits)
        self.documents = DocumentsPanel(bench)
        self.facts = FactsPanel(edits)
        self._value = {"past": label("", wrap=True), "present": label("", wrap=True)}
        self.sections: dict[str, FoldSection] = {}
        self._scroll, inside = QScrollArea(self), QWidget()
        self._scroll.setWidget(inside)
        self._column = QVBoxLayout(inside)
        self._lay_out(bench)
        self.step.plan_requested.connect(self.plan_requested)
        self.first_touch.opened.connect(lambda: self._bring_into_sight(self.first_touch))
        self.deals.deal_selected.connect(self.deal_selected)

    def show_sheet(self, sheet: CustomerSheet, today: date) -> None:
        """Show a customer; what is being typed is given up when it is another one."""
        uid = sheet.card.customer.uid
        if uid != self._edits.customer:
            self._edits.customer = uid
            for panel in (self.step, self.first_touch, self.deals, self.tags, self.people, self.facts):
                panel.close_editors()
            self._scroll.verticalScrollBar().setValue(0)
        self.step.show_step(sheet.next_step, today)
        self.first_touch.show_sheet(sheet, today)
        self.deals.show_deals(sheet.card.deals, (*sheet.stages, *sheet.past_stages), today)
        self.tags.show_tags(sheet.tags)
        self.people.show_people(sheet.card.contacts)
        self.documents.show_customer(uid)
        self.facts.show_sheet(sheet, today)
        value = sheet.card.value
        self._value["past"].setText(wording.amounts(value.past) or "–")
        self._value["present"].setText(wording.amounts(value.present) or "–")
        for key, count in (("deals", len(sheet.card.deals)), ("people", len(sheet.card.contacts))):
            self.sections[key].show_title(wording.number(count) if count else "")

    def start_deal(self) -> None:
        """Let a deal be added."""
        self.sections["deals"].unfold()
        self.deals.form.begin()
        self._bring_into_sight(self.deals.form)

    def add_person(self) -> None:
        """Let a person be added."""
        self.sections["people"].unfold()
        self.people.add()
        if self.people.form is not None:
            self._bring_into_sight(self.people.form)

    def show_documents(self) -> None:
        """Bring the documents into sight."""
        self.sections["documents"].unfold()
        self._bring_into_sight(self.documents)

    @override
    def sizeHint(self) -> QSize:
        return QSize(_LEAST_WIDTH + 20, 400)

    def _lay_out(self, bench: Workbench) -> None:
        value = QWidget()
        grid = QGridLayout(value)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(1, 1)
        for row, (key, title) in enumerate((("past", _("Signed so far")), ("present", _("In the pipeline")))):
            heading = label(title, "muted", wrap=True)
            heading.setFixedWidth(TITLE_WIDTH)
            grid.addWidget(heading, row, 0, Qt.AlignmentFlag.AlignTop)
            self._value[key].setContentsMargins(3, 0, 0, 0)
            grid.addWidget(self._value[key], row, 1)
        self._column.setContentsMargins(18, 14, 16, 18)
        self._column.setSpacing(12)
        self._add("step", _("Next step"), self.step)
        self._column.addWidget(self.first_touch)
        self._add("deals", _("Deals"), self.deals).add_button("plus", _("New deal")).clicked.connect(
            bench.actions["deal.new"].trigger
        )
        self._add("tags", _("Tags"), self.tags)
        people = self._add("people", _("People"), self.people)
        people.add_button("user-plus", _("Add a person")).clicked.connect(self.add_person)
        documents = self._add("documents", _("Documents"), self.documents)
        add = documents.add_button("file-plus", _("Add files to the timeline…"))
        add.clicked.connect(bench.actions["file.add_to_customer"].trigger)
        self.documents.counted.connect(lambda count: documents.show_title(wording.number(count) if count else ""))
        self._add("facts", _("Facts"), self.facts)
        self._add("value", pgettext("customer", "Value"), value)
        self._column.addStretch(1)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 0, 0, 0)
        layout.addWidget(self._scroll)

    def _add(self, key: str, title: str, panel: QWidget) -> FoldSection:
        section = FoldSection(title, folded=key in self._view_state.texts(_FOLDED))
        section.body.addWidget(panel)
        section.folded.connect(lambda _folded: self._remember())
        self._column.addWidget(section)
        self.sections[key] = section
        return section

    def _bring_into_sight(self, widget: QWidget) -> None:
        # Only when it has its place; a form that is closed again by then has none.
        QTimer.singleShot(0, widget, lambda: self._scroll.ensureWidgetVisible(widget, 0, _AROUND))

    def _remember(self) -> None:
        folded = tuple(key for key, section in self.sections.items() if not section.head.isChecked())
        self._view_state.put(_FOLDED, folded)
