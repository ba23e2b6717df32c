"""The deals of a customer: choose one, correct its facts in place, add another. Shows a sheet."""

from collections.abc import Iterable, Sequence
from datetime import date

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from crmdesk.domain.deal import Deal, Stage
from crmdesk.i18n import _
from crmdesk.qt.looks import show_look
from crmdesk.qt.widgets.explained_field import ExplainedField
from crmdesk.qt.widgets.fields import TextLine, mark_wrong
from crmdesk.qt.widgets.inline_field import InlineField
from crmdesk.qt.widgets.labels import label
from crmdesk.qt.widgets.suggestions import Offer
from crmdesk.ui import wording
from crmdesk.ui.customers.deal_end_panel import DealEndPanel
from crmdesk.ui.customers.deal_list import DealList
from crmdesk.ui.customers.facts_panel import TITLE_WIDTH
from crmdesk.ui.customers.sheet_edits import SheetEdits
from crmdesk.ui.workbench import Workbench

DEAL_COMMANDS = (
    "deal.move_on", "deal.move", "deal.win", "deal.mark_lost", "deal.hold", "deal.reopen", "deal.mark_invalid",
    "deal.spoke_against", "deal.change_reason", "deal.review", "deal.plan_win_back", "deal.give_up", "deal.competitors",
)  # fmt: skip

_EXPLAINED = frozenset({"amount", "probability", "expected", "owner"})
"""Judgements: of each the timeline tells what it was before, and why it changed."""


class NewDealForm(QFrame):
    """Name and amount of a new deal; Enter adds it, Esc gives up. ``added`` brings its uid before it is shown."""

    added = Signal(str)

    def __init__(self, edits: SheetEdits, currency: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self._edits = edits
        self.name = TextLine(_("What it is about"), name=_("Name of the new deal"))
        self.amount = TextLine(_("Amount"), name=_("Amount of the new deal ({currency})").format(currency=currency))
        self._wrong = label(_("Enter adds it, Esc gives up."), "small", wrap=True)
        for line in (self.name, self.amount):
            line.returnPressed.connect(self.submit)
        row = QHBoxLayout()
        row.addWidget(self.name, 3)
        row.addWidget(self.amount, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 10, 8)
        layout.setSpacing(5)
        layout.addLayout(row)
        layout.addWidget(self._wrong)
        self.hide()

    @property
    def error(self) -> str:
        """The sentence that says what is wrong; empty when nothing is."""
        return self._wrong.text() if self._wrong.property("look") == "error" else ""

    def begin(self) -> None:
        """Let a deal be written down."""
        self.show()
        self.name.setFocus()

    def submit(self) -> None:
        """Add it."""
        error = self._edits.add_deal(self.name.text(), self.amount.text(), self.added.emit)
        self._say(error.message if error else "")
        mark_wrong(self.amount, wrong=error is not None and error.field == "amount")
        mark_wrong(self.name, wrong=error is not None and error.field != "amount")
        if error is None:
            self.close_form()
        else:
            (self.amount if error.field == "amount" else self.name).setFocus()

    def close_form(self) -> None:
        """Forget what was typed."""
        self._say("")
        for line in (self.name, self.amount):
            line.empty()
            mark_wrong(line, wrong=False)
        self.hide()

    def _say(self, sentence: str) -> None:
        self._wrong.setText(sentence or _("Enter adds it, Esc gives up."))
        show_look(self._wrong, "error" if sentence else "small")

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_form()
        else:
            super().keyPressEvent(event)


class DealsPanel(QWidget):
    """``deal_selected`` tells that another deal is the one that commands speak of."""

    deal_selected = Signal()

    def __init__(self, bench: Workbench, edits: SheetEdits, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions, self._edits = bench.actions, edits
        self._today = date.min
        self._usual: dict[int, int] = {}
        self._titles: dict[str, QLabel] = {}
        self.list = DealList(bench.appearance)
        self.form = NewDealForm(edits, bench.services.desk.currency)
        self.form.added.connect(self.list.select_after_change)
        self._none = label(_("No deal yet."), "muted")
        self.end = DealEndPanel(bench)
        self._details = QWidget()
        titles = {
            "name": _("Name"),
            "amount": _("Amount"),
            "probability": _("Probability"),
            "expected": _("Expected"),
            "owner": _("Owner"),
        }
        offers: dict[str, Offer] = {"owner": edits.offer_colleagues}
        self.fields: dict[str, InlineField] = {
            key: ExplainedField(title, _("Why? (optional)"), empty="–", offer=offers.get(key))
            if key in _EXPLAINED
            else InlineField(title)
            for key, title in titles.items()
        }
        for key, field in self.fields.items():
            field.edited.connect(lambda text, key=key: self._set(key, titles[key], text))
        self.list.deal_selected.connect(self._show_selected)
        self.list.customContextMenuRequested.connect(self._show_menu)
        self.list.edit_requested.connect(self.fields["name"].begin)
        self._lay_out(titles)

    def show_deals(self, deals: Sequence[Deal], stages: Iterable[Stage], today: date) -> None:
        """Show a customer's deals, and what their ``stages`` say of those."""
        self._today = today
        self._usual = {stage.id: stage.probability for stage in stages}
        self.list.show_deals(deals)
        self._none.setVisible(not deals)

    def close_editors(self) -> None:
        """Forget what is being typed."""
        for field in self.fields.values():
            field.revert()
        self.form.close_form()

    def _set(self, key: str, title: str, text: str) -> None:
        if (deal := self.list.selected()) is not None:
            field = self.fields[key]
            why = field.why if isinstance(field, ExplainedField) else ""
            field.finish(self._edits.set_deal(deal.uid, key, title, text, why))

    def _show_selected(self) -> None:
        deal = self.list.selected()
        self._details.setVisible(deal is not None)
        self.end.show_deal(self._edits.customer, deal)
        if deal is not None:
            plain = f"{deal.amount.amount:f}" if deal.amount else ""
            foreign = deal.amount and deal.currency != self._edits.currency
            self.fields["name"].show_value(deal.name)
            self.fields["amount"].show_value(
                f"{plain} {deal.currency}" if foreign else plain, wording.amount(deal.amount)
            )
            self._show_probability(deal)
            day = deal.expected_close
            self.fields["expected"].show_value(day.isoformat() if day else "", wording.day(day, self._today))
            self.fields["owner"].show_value(deal.owner)
        self.deal_selected.emit()

    def _show_probability(self, deal: Deal) -> None:
        """What is thought of a deal that is going, or else what its stage says; of one that ended nothing."""
        usual = self._usual.get(deal.stage_id or 0)
        field, percent = self.fields["probability"], deal.probability
        field.show_usual("–" if usual is None else _("{percent} % by its stage").format(percent=usual))
        shown = "" if percent is None else _("{percent} %").format(percent=percent)
        field.show_value("" if percent is None else str(percent), shown)
        for part in (self._titles["probability"], field):
            part.setVisible(not deal.status.is_closed)

    def _show_menu(self, place: QPoint) -> None:
        if self.list.indexAt(place).isValid():
            menu = self._actions.context_menu(self, *DEAL_COMMANDS)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.list.viewport().mapToGlobal(place))

    def _lay_out(self, titles: dict[str, str]) -> None:
        grid = QGridLayout(self._details)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(0)
        grid.setHorizontalSpacing(2)
        grid.setColumnStretch(1, 1)
        for row, (key, field) in enumerate(self.fields.items()):
            heading = label(titles[key], "muted")
            heading.setFixedWidth(TITLE_WIDTH)
            heading.setContentsMargins(0, 3, 0, 3)
            self._titles[key] = heading
            grid.addWidget(heading, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(field, row, 1)
        self._details.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for part in (self._none, self.list, self.form, self.end, self._details):
            layout.addWidget(part)
