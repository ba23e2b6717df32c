"""The facts about a customer, each edited in its place. Shows a sheet; what is entered goes to ``SheetEdits``."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from crmdesk.i18n import _
from crmdesk.qt.widgets.fold_section import FoldSection
from crmdesk.qt.widgets.inline_field import InlineField
from crmdesk.qt.widgets.labels import label
from crmdesk.qt.widgets.suggestions import Offer
from crmdesk.services.customer_facts import MAILS, NUMBERS, SITES, CustomerSheet
from crmdesk.ui import wording
from crmdesk.ui.customers.sheet_edits import SheetEdits

TITLE_WIDTH = 88


@dataclass(frozen=True, slots=True)
class Fact:
    """One of the facts: what it is called, how it is edited, and how it is shown where that differs."""

    key: str
    title: str
    value: Callable[[CustomerSheet], str]
    offer: Offer | None = None
    several: bool = False
    shown: Callable[[CustomerSheet], str] | None = None


def _facts(edits: SheetEdits) -> tuple[Fact, ...]:
    return (
        Fact("owner", _("Owner"), lambda sheet: sheet.card.customer.owner, edits.offer_colleagues),
        Fact("source", _("Source"), lambda sheet: sheet.card.customer.source, edits.offer_sources),
        Fact("phones", _("Phones"), lambda sheet: ", ".join(sheet.values(NUMBERS)),
             shown=lambda sheet: "\n".join(sheet.values(NUMBERS))),
        Fact("emails", _("E-mails"), lambda sheet: ", ".join(sheet.values(MAILS)),
             shown=lambda sheet: "\n".join(sheet.values(MAILS))),
        Fact("website", _("Website"), lambda sheet: ", ".join(sheet.values(SITES))),
        Fact("city", _("City"), lambda sheet: sheet.card.customer.city),
        Fact("address", _("Address"), lambda sheet: sheet.card.customer.address),
        Fact("note", _("Note"), lambda sheet: sheet.card.customer.note, several=True),
    )  # fmt: skip


class FactsPanel(QWidget):
    """Facts, what nobody can change, and, folded, what an import brought that has no field."""

    def __init__(self, edits: SheetEdits, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts = _facts(edits)
        self.fields: dict[str, InlineField] = {}
        grid = _grid()
        for row, fact in enumerate(self._facts):
            field = InlineField(fact.title, empty="–", offer=fact.offer, several=fact.several)
            field.edited.connect(
                lambda text, fact=fact, field=field: field.finish(edits.set_fact(fact.key, fact.title, text))
            )
            self.fields[fact.key] = field
            _add_row(grid, row, fact.title, field)
        self._told = {key: label("", wrap=True) for key in ("last", "since")}
        for row, (key, title) in enumerate((("last", _("Last touch")), ("since", _("Since"))), start=len(self._facts)):
            self._told[key].setContentsMargins(7, 3, 6, 3)
            _add_row(grid, row, title, self._told[key])
        self.more = FoldSection(_("More from the import"), folded=True)
        self._more = _grid()
        self.more.body.addLayout(self._more)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(grid)
        layout.addWidget(self.more)

    def show_sheet(self, sheet: CustomerSheet, today: date) -> None:
        """Show a customer."""
        for fact in self._facts:
            value = fact.value(sheet)
            self.fields[fact.key].show_value(value, fact.shown(sheet) if fact.shown else value)
        customer = sheet.card.customer
        self._told["last"].setText(wording.when(customer.last_touch_at, today) or "–")
        self._told["since"].setText(wording.day(customer.created_at.local_date, today))
        self._show_more({name: str(value) for name, value in customer.extra.items()})

    def close_editors(self) -> None:
        """Forget what is being typed: another customer is shown."""
        for field in self.fields.values():
            field.revert()

    def _show_more(self, extra: dict[str, str]) -> None:
        empty_layout(self._more)
        for row, (name, value) in enumerate(extra.items()):
            shown = label(value[:600], wrap=True)
            shown.setContentsMargins(7, 3, 6, 3)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            _add_row(self._more, row, name, shown)
        self.more.setVisible(bool(extra))


def empty_layout(layout: QGridLayout | QVBoxLayout) -> None:
    """Take every widget out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()


def _grid() -> QGridLayout:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setVerticalSpacing(0)
    grid.setHorizontalSpacing(2)
    grid.setColumnMinimumWidth(0, TITLE_WIDTH)
    grid.setColumnStretch(1, 1)
    return grid


def _add_row(grid: QGridLayout, row: int, title: str, widget: QWidget) -> None:
    heading = label(title, "muted", wrap=True)
    heading.setContentsMargins(0, 3, 0, 3)
    heading.setFixedWidth(TITLE_WIDTH)
    grid.addWidget(heading, row, 0, Qt.AlignmentFlag.AlignTop)
    grid.addWidget(widget, row, 1)
