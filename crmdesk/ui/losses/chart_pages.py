"""The cards that answer each question, made when it is first asked. Knows neither what they show nor who counts it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from crmdesk.i18n import _
from crmdesk.qt.widgets.buttons import IconButton
from crmdesk.ui.charts.chart_card import ChartCard
from crmdesk.ui.workbench import Workbench

_GAP = 12


class ChartPages(QStackedWidget):
    """A page for each question. Emits the card and the key of a mark; ``up_requested`` asks for all reasons again."""

    mark_chosen = Signal(object, str)
    mark_entered = Signal(object, str)
    mark_opened = Signal(object, str)
    up_requested = Signal()
    table_switched = Signal()

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self._pages: list[str] = []
        self._cards: dict[str, tuple[ChartCard, ...]] = {}
        self._ups: dict[str, tuple[IconButton, ...]] = {}

    def cards(self, question: str) -> tuple[ChartCard, ...]:
        """The cards of a question that was asked before."""
        return self._cards[question]

    def ups(self, question: str) -> tuple[IconButton, ...]:
        """The ways back from what is below a reason."""
        return self._ups[question]

    def has(self, question: str) -> bool:
        """Whether a question was asked before."""
        return question in self._cards

    def add(self, question: str, names: Sequence[str], *, by_reason: Sequence[bool]) -> tuple[ChartCard, ...]:
        """Make the cards of a question; those ``by_reason`` get a way back."""
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        self._cards[question] = cards = tuple(ChartCard(name, self._bench) for name in names)
        for card in cards:
            card.bar_chosen.connect(lambda key, card=card: self.mark_chosen.emit(card, key))
            card.bar_entered.connect(lambda key, card=card: self.mark_entered.emit(card, key))
            card.bar_opened.connect(lambda key, card=card: self.mark_opened.emit(card, key))
            card.table_switched.connect(self.table_switched)
            row.addWidget(card, 1)
        self._ups[question] = tuple(self._way_up(card) for card, has in zip(cards, by_reason, strict=True) if has)
        self._pages.append(question)
        self.addWidget(page)
        return cards

    def show_page(self, question: str) -> None:
        """Bring a question's cards into sight."""
        self.setCurrentIndex(self._pages.index(question))

    def is_in_sight(self, question: str) -> bool:
        """Whether a question's cards are those in sight."""
        return self._pages[self.currentIndex()] == question

    def _way_up(self, card: ChartCard) -> IconButton:
        up = IconButton("arrow-left", look="quiet", name=_("Back to all reasons"))
        up.clicked.connect(self.up_requested)
        up.hide()
        card.add_control(up, first=True)
        return up
