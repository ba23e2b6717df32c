"""What a person chooses before an export: which sheets, and of which customers and deals."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFrame, QVBoxLayout, QWidget

from crmdesk.i18n import _, ngettext
from crmdesk.qt.plain_text import caption
from crmdesk.qt.widgets.fields import TextLine, mark_wrong
from crmdesk.qt.widgets.labels import label
from crmdesk.ui import wording
from crmdesk.ui.exchange.choice_row import ChoiceRow
from crmdesk.ui.exchange.step_page import StepPage

_WIDTH = 620
ALL, SCREEN, FILTER = "all", "screen", "filter"


@dataclass(frozen=True, slots=True)
class Picked:
    """Records another screen hands over: customers or deals."""

    kind: str
    uids: tuple[str, ...]


class ExportPanel(StepPage):
    """``on`` is the wish to choose the file; ``what``, ``expression`` and ``picked`` are what was chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Export a workbook"), _("Choose the file…"), parent)
        self._picked: Picked | None = None
        self._which: object = ALL
        self.which = ChoiceRow(_("Of which customers and deals"))
        self.which.chosen.connect(self._choose)
        self.filter = TextLine(
            _('For example: owner:"Li Na" stage:quote lost>=2026-01-01'), name=_("Filter of customers and deals")
        )
        self.filter.textChanged.connect(lambda _text: self.show_error(""))
        self.error = label("", "error", wrap=True)
        self.sheets = {key: QCheckBox(caption(name)) for key, name in _sheet_names().items()}
        for box in self.sheets.values():
            box.setChecked(True)
            box.toggled.connect(lambda _on: self._follow())
        self.remark.show_text(_("The workbook can be edited and imported again; nothing is lost on the way."))
        self._lay_out()
        self.begin(None)

    def begin(self, picked: Picked | None) -> None:
        """Begin anew, with what another screen has picked if it has."""
        self._picked = picked
        self._which = SCREEN if picked else ALL
        choices: list[tuple[object, str]] = [(ALL, _("Everything")), (FILTER, _("What a filter finds"))]
        if picked:
            count = len(picked.uids)
            customers = ngettext("{n} customer picked", "{n} customers picked", count)
            deals = ngettext("{n} deal picked", "{n} deals picked", count)
            text = customers if picked.kind == "customers" else deals
            choices.insert(0, (SCREEN, text.format(n=wording.number(count))))
        self.which.show_choices(choices, self._which)
        self.show_error("")
        self._follow()

    def what(self) -> list[str]:
        """The sheets chosen."""
        return [key for key, box in self.sheets.items() if box.isChecked()]

    def expression(self) -> str:
        """The filter, if one is to be used."""
        return self.filter.text() if self._which == FILTER else ""

    def picked(self) -> dict[str, Sequence[str]] | None:
        """The records handed over, if they are to be used."""
        return {self._picked.kind: self._picked.uids} if self._picked and self._which == SCREEN else None

    def show_error(self, sentence: str) -> None:
        """Say what is wrong with the filter."""
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))
        mark_wrong(self.filter, wrong=bool(sentence))

    def _choose(self, which: object) -> None:
        self._which = which
        self._follow()
        if which == FILTER:
            self.filter.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow(self) -> None:
        self.filter.setEnabled(self._which == FILTER)
        self.set_ready(ready=bool(self.what()))

    def _lay_out(self) -> None:
        card = QFrame()
        card.setProperty("look", "card")
        card.setMaximumWidth(_WIDTH)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(20, 18, 20, 18)
        inside.setSpacing(12)
        inside.addWidget(label(_("Of which customers and deals"), "section"))
        inside.addWidget(self.which)
        inside.addWidget(self.filter)
        inside.addWidget(self.error)
        inside.addSpacing(6)
        inside.addWidget(label(_("Which sheets"), "section"))
        for box in self.sheets.values():
            inside.addWidget(box)
        self.content.addWidget(card)
        self.content.addStretch(1)


def _sheet_names() -> dict[str, str]:
    return {
        "customers": _("Customers"),
        "contacts": _("People"),
        "deals": _("Deals"),
        "timeline": _("Timeline"),
        "losses": _("Losses"),
        "tags": _("Tags"),
    }
