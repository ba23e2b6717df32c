"""Words beside closing days, each with the outcome a person says it names. Knows no sheet."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crmdesk.domain.deal import DealStatus
from crmdesk.i18n import _
from crmdesk.qt.widgets.combo import Combo
from crmdesk.qt.widgets.flow_layout import FlowLayout
from crmdesk.qt.widgets.labels import label

_NOT_SAID = ""
_WIDTH = 160


class WordChoices(QWidget):
    """Emits a word and the outcome chosen for it, an empty text for none."""

    chosen = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self, gap=16)
        self._pairs: list[QWidget] = []
        self.combos: dict[str, Combo] = {}

    def show_words(self, words: Iterable[str], said: Mapping[str, str]) -> None:
        """Ask for these words; ``said`` is what has been chosen."""
        wanted = sorted({*words, *said})
        if wanted != list(self.combos):
            self._rebuild(wanted)
        for word, combo in self.combos.items():
            combo.setCurrentIndex(max(0, combo.findData(said.get(word, _NOT_SAID))))
        self.setVisible(bool(wanted))

    def _rebuild(self, words: Iterable[str]) -> None:
        for pair in self._pairs:
            self._flow.removeWidget(pair)
            pair.setParent(None)
            pair.deleteLater()
        self._pairs, self.combos = [], {}
        for word in words:
            self._add(word)

    def _add(self, word: str) -> None:
        pair = QWidget(self)
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, 0, 0, 0)
        combo = Combo(_("Outcome that “{word}” names").format(word=word))
        combo.setMinimumWidth(_WIDTH)
        for outcome, text in _outcomes().items():
            combo.addItem(text, outcome)
        combo.activated.connect(lambda _place: self.chosen.emit(word, combo.currentData()))
        row.addWidget(label(_("“{word}” means").format(word=word), "muted"))
        row.addWidget(combo)
        self._flow.addWidget(pair)
        pair.show()
        self._pairs.append(pair)
        self.combos[word] = combo


def _outcomes() -> dict[str, str]:
    return {
        _NOT_SAID: _("no outcome"),
        DealStatus.WON.value: _("won"),
        DealStatus.LOST.value: _("lost"),
        DealStatus.INVALID.value: _("invalid"),
        DealStatus.OPEN.value: _("open"),
    }
