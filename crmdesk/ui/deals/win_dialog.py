"""Asks what spoke against a deal that was won all the same, and whom it beat. Saves nothing."""

from collections.abc import Iterable

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPlainTextEdit
from typing_extensions import override

from crmdesk.domain.competitor import MetCompetitor
from crmdesk.i18n import _
from crmdesk.qt.widgets.form_dialog import FormDialog
from crmdesk.services.loss_accounts import LossChoices, WinWords
from crmdesk.ui.deals.competitor_line import CompetitorLine
from crmdesk.ui.deals.given_reasons import GivenReasons
from crmdesk.ui.deals.reason_picker import ReasonPicker
from crmdesk.ui.deals.rival_prices import RivalPrices
from crmdesk.ui.workbench import Workbench

_SIZE = (920, 560)


class WinDialog(FormDialog):
    """Offers ``WinWords``; nothing at all is an answer, too."""

    def __init__(
        self, about: str, choices: LossChoices, said: WinWords, met: Iterable[MetCompetitor], bench: Workbench
    ) -> None:
        """``met`` are the competitors with the prices known."""
        super().__init__(_("What spoke against it?"), about, _("Keep"), bench.window)
        self.reason = ReasonPicker(choices, bench.appearance)
        self.given = GivenReasons(self.reason, choices)
        self.competitor = CompetitorLine(choices.competitors)
        self.prices = RivalPrices(self.competitor)
        self.note = QPlainTextEdit(said.note)
        self.note.setTabChangesFocus(True)
        self.note.setPlaceholderText(_("Why they chose us in spite of it"))
        self.put_beside("reason", self.reason)
        self.add_field("chosen", _("Won in spite of"), self.given)
        self.add_field("competitor", _("Competitors"), self.competitor)
        self.add_field("price", _("Their price"), self.prices)
        self.add_field("note", _("Note"), self.note)
        self.explain_keys(_("↑ ↓ or number chooses · + one more · Enter goes on · Ctrl+Enter saves"))
        self.competitor.textChanged.connect(self._ask_prices)
        self.prices.show_known(met)
        self._ask_prices()
        self.given.show_words(said.reasons)
        self.competitor.show_names(said.competitors)
        self.reason.accepted.connect(self.competitor.setFocus)
        self.setMinimumSize(*_SIZE)

    @override
    def value(self) -> WinWords:
        return WinWords(
            self.given.words(), self.competitor.names(), self.note.toPlainText().strip(), self.prices.prices()
        )

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.reason.search.setFocus()

    def _ask_prices(self) -> None:
        self.prices.show_names(self.competitor.names())
        self.show_field("price", shown=bool(self.prices.lines))
        self.grow()
