"""What each of the competitors named asked, one short line each. Reads and checks nothing."""

from collections.abc import Iterable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.domain.competitor import MetCompetitor
from crmdesk.i18n import _
from crmdesk.qt.widgets.fields import TextLine
from crmdesk.qt.widgets.labels import ShortenedLabel
from crmdesk.services.rival_prices import TypedPrice

_PRICE_WIDTH = 150


class RivalPrices(QWidget):
    """A price typed stays with its competitor while others are named, and while its name is written on.

    Tab leads here from ``names``, the line in which they are named.
    """

    def __init__(self, names: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before = names
        self._names: tuple[str, ...] = ()
        self._known: dict[str, str] = {}
        self.lines: list[_PriceLine] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)

    def show_known(self, met: Iterable[MetCompetitor]) -> None:
        """Show what is known already, of those that are named or will be."""
        self._known = {one.name: f"{one.price.amount:f} {one.price.currency}" for one in met if one.price is not None}
        for line in self.lines:
            line.price.setText(self._known.get(line.name, ""))

    def show_names(self, names: Sequence[str]) -> None:
        """Ask for the prices of these."""
        chosen = tuple(dict.fromkeys(names))
        typed = dict(self.prices())
        texts = [
            typed.get(name) or self._known.get(name) or self._written_on(place, chosen, typed)
            for place, name in enumerate(chosen)
        ]
        while len(self.lines) > len(chosen):
            line = self.lines.pop()
            line.hide()
            self._column.removeWidget(line)
            line.deleteLater()
        while len(self.lines) < len(chosen):
            before = self.lines[-1].price if self.lines else self._before
            self.lines.append(_PriceLine())
            self._column.addWidget(self.lines[-1])
            self.setTabOrder(before, self.lines[-1].price)
        for line, name, text in zip(self.lines, chosen, texts, strict=True):
            line.show_rival(name, text)
        self._names = chosen
        if self.lines:
            self.setFocusProxy(self.lines[0].price)

    def prices(self) -> tuple[TypedPrice, ...]:
        """What was typed of each."""
        return tuple((line.name, line.price.text().strip()) for line in self.lines)

    def _written_on(self, place: int, names: Sequence[str], typed: dict[str, str]) -> str:
        """What was typed of the one whose name stood here before, if that one is not named any more."""
        if len(names) != len(self._names) or self._names[place] in names:
            return ""
        return typed[self._names[place]]


class _PriceLine(QWidget):
    """A competitor and its price."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = ""
        self._shown = ShortenedLabel("")
        self.price = TextLine(_("if known"))
        self.price.setFixedWidth(_PRICE_WIDTH)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._shown, 1)
        row.addWidget(self.price)

    def show_rival(self, name: str, price: str) -> None:
        """Ask for the price of this one, beginning with what is known."""
        self.name = name
        self._shown.show_text(name)
        self.price.setAccessibleName(_("Price of {competitor}").format(competitor=name))
        if self.price.text() != price:
            self.price.setText(price)
