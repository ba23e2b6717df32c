"""A cloud in a window: one word or several can be selected, and the arrow keys go from word to word.

Knows neither what a word stands for nor what a click leads to.
"""

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from typing_extensions import override

from crmdesk.render.chart_view import ChartView
from crmdesk.render.drawing import Box

_WAYS = {
    Qt.Key.Key_Right: QPointF(1, 0),
    Qt.Key.Key_Left: QPointF(-1, 0),
    Qt.Key.Key_Down: QPointF(0, 1),
    Qt.Key.Key_Up: QPointF(0, -1),
}
_ADDING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
_ASIDE = 2.0
"""How much worse it is for a word to be aside of the way than far along it."""


class CloudView(ChartView):
    """Emits the key of the word chosen by a click or Return; Ctrl or Shift with a click, or Space, selects instead.

    ``selection_wished`` is what the selection would then be; it is up to the listener to have it drawn.
    """

    selection_wished = Signal(object)

    selected: frozenset[str] = frozenset()

    @override
    def _beside(self, pointed: Box, key: Qt.Key) -> Box:
        way, here = _WAYS[key], pointed.rect.center()

        def effort(word: Box) -> float:
            there = word.rect.center() - here
            along = QPointF.dotProduct(there, way)
            return along + _ASIDE * abs(there.x() * way.y() - there.y() * way.x())

        ahead = [word for word in self.bars() if QPointF.dotProduct(word.rect.center() - here, way) > 1]
        return min(ahead, key=effort, default=pointed)

    def _toggle(self, word: Box) -> None:
        self.selection_wished.emit(self.selected ^ {word.key})

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        word = self._bar_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and event.modifiers() & _ADDING:
            if word is not None:
                self._toggle(word)
            return
        super().mouseReleaseEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self._pointed is not None:
            self._toggle(self._pointed)
        elif event.key() == Qt.Key.Key_Escape and self.selected:
            self.selection_wished.emit(frozenset[str]())
        else:
            super().keyPressEvent(event)
