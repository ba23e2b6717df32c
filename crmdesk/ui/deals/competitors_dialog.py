"""The competitors met in a deal: what they ask, and what they are good and bad at. It saves nothing itself."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from crmdesk.domain.competitor import Competitor, MetCompetitor
from crmdesk.domain.errors import CrmError
from crmdesk.i18n import _
from crmdesk.qt.widgets.buttons import IconButton
from crmdesk.qt.widgets.fields import TextLine, mark_wrong
from crmdesk.qt.widgets.inline_field import InlineField
from crmdesk.qt.widgets.labels import label
from crmdesk.qt.widgets.suggestions import Suggestions
from crmdesk.services.type_ahead import suggestions
from crmdesk.ui import wording

_SIZE = (560, 480)


class CompetitorsDialog(QDialog):
    """Every act counts at once; whoever does it shows the competitors anew or says what was wrong."""

    met = Signal(str, str)
    """A name, and the price in words."""
    price_entered = Signal(str, str)
    described = Signal(str, str, str)
    """A competitor by its uid, what it is good at and what it is bad at."""
    forgotten = Signal(str)

    def __init__(self, about: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Competitors"))
        self.setMinimumSize(*_SIZE)
        self.cards: dict[str, CompetitorCard] = {}
        self._known: Sequence[str] = ()
        self.name = TextLine(_("Name of a competitor"))
        Suggestions(self.name, lambda typed: suggestions(typed.strip(), self._known))
        self.price = TextLine(_("Price, if known"))
        self.add = IconButton("plus", _("Met"), look="primary", name=_("Note this competitor"))
        self.add.clicked.connect(self._meet)
        for line in (self.name, self.price):
            line.returnPressed.connect(self._meet)
        self._wrong = label("", "error", wrap=True)
        self._none = label(_("Nobody noted yet. Those named by a loss are here by themselves."), "muted", wrap=True)
        self._column = QVBoxLayout()
        self._lay_out(about)

    def show_met(self, met: Sequence[MetCompetitor], known: Mapping[str, Competitor]) -> None:
        """Show whom the deal met, with what is known of them, by uid."""
        self._known = [one.name for one in known.values()]
        for uid in self.cards.keys() - {one.uid for one in met}:
            card = self.cards.pop(uid)
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        for one in met:
            if one.uid not in self.cards:
                self._add_card(one)
            self.cards[one.uid].show_competitor(one, known[one.uid])
        self._none.setVisible(not met)
        self.show_error(None)

    def show_error(self, error: CrmError | None) -> None:
        """Say what is wrong with what was just noted."""
        self._wrong.setText(error.message if error is not None else "")
        self._wrong.setVisible(error is not None)
        is_price = error is not None and error.field == "price"
        mark_wrong(self.price, wrong=is_price)
        mark_wrong(self.name, wrong=error is not None and not is_price)

    @property
    def wrong(self) -> str:
        """The sentence that says what is wrong; empty when nothing is."""
        return self._wrong.text()

    def empty(self) -> None:
        """What was typed has been taken."""
        self.name.empty()
        self.price.empty()
        self.name.setFocus()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.name.setFocus()

    def _meet(self) -> None:
        self.met.emit(self.name.text(), self.price.text())

    def _add_card(self, one: MetCompetitor) -> None:
        card = self.cards[one.uid] = CompetitorCard(one.name)
        card.price.edited.connect(lambda text, uid=one.uid: self.price_entered.emit(uid, text))
        card.forget.clicked.connect(lambda _on=False, uid=one.uid: self.forgotten.emit(uid))
        card.described.connect(lambda good, bad, uid=one.uid: self.described.emit(uid, good, bad))
        self._column.insertWidget(self._column.count() - 1, card)

    def _lay_out(self, about: str) -> None:
        new = QHBoxLayout()
        new.addWidget(self.name, 3)
        new.addWidget(self.price, 2)
        new.addWidget(self.add)
        self._wrong.hide()
        inside, scroll = QWidget(), QScrollArea()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 6, 0)
        self._column.setSpacing(10)
        self._column.addWidget(self._none)
        self._column.addStretch(1)
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        close = QPushButton(_("Close"))
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addWidget(label(_("F2 or a double click changes what stands here."), "small"), 1)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 24, 28, 20)
        layout.setSpacing(12)
        layout.addWidget(label(_("Competitors"), "heading"))
        layout.addWidget(label(about, "muted", wrap=True))
        layout.addLayout(new)
        layout.addWidget(self._wrong)
        layout.addWidget(scroll, 1)
        layout.addLayout(foot)


class CompetitorCard(QFrame):
    """One competitor; ``described`` brings what it is good at and what it is bad at."""

    described = Signal(str, str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "inset")
        self._facts = {"strengths": "", "weaknesses": ""}
        titles = {"price": _("Price"), "strengths": _("Good at"), "weaknesses": _("Bad at")}
        self.fields = {
            key: InlineField(f"{name}: {title}", empty="–", several=key != "price") for key, title in titles.items()
        }
        self.price = self.fields["price"]
        for key in self._facts:
            self.fields[key].edited.connect(lambda text, key=key: self._describe(key, text))
        self.forget = IconButton("x", look="inside", name=_("{competitor} was not met").format(competitor=name))
        head = QHBoxLayout()
        head.addWidget(label(name, "section"), 1)
        head.addWidget(self.forget)
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        grid.setVerticalSpacing(0)
        for row, (key, title) in enumerate(titles.items()):
            grid.addWidget(label(title, "muted"), row, 0)
            grid.addWidget(self.fields[key], row, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 8, 10, 8)
        layout.setSpacing(2)
        layout.addLayout(head)
        layout.addLayout(grid)

    def show_competitor(self, met: MetCompetitor, known: Competitor) -> None:
        """Show what is known of it."""
        self.price.show_value(
            f"{met.price.amount:f} {met.price.currency}" if met.price else "", wording.amount(met.price)
        )
        self._facts = {"strengths": known.strengths, "weaknesses": known.weaknesses}
        for key, text in self._facts.items():
            self.fields[key].show_value(text)
        # What a loss names is corrected where it is said why it was lost.
        self.forget.setVisible(not met.in_loss)

    def finish(self, error: CrmError | None) -> None:
        """What was entered has been taken, or was wrong."""
        for field in self.fields.values():
            if field.is_editing:
                field.finish(error)

    def _describe(self, key: str, text: str) -> None:
        facts = {**self._facts, key: text}
        self.described.emit(facts["strengths"], facts["weaknesses"])
