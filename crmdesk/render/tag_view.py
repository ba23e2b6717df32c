"""A picture of tags in a window: one or several can be selected, and the arrow keys go from tag to tag.

Knows neither what a tag stands for nor what a click leads to.
"""

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from crmdesk.qt.theme import Theme
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
"""How much worse it is for a tag to be aside of the way than far along it."""


class TagView(ChartView):
    """Emits the key of the tag chosen by a click or Return; Ctrl or Shift with a click, or Space, selects instead.

    ``selection_wished`` is what the selection would then be; it is up to the listener to have it drawn.
    """

    selection_wished = Signal(object)

    selected: frozenset[str] = frozenset()

    def __init__(self, name: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(name, theme, parent)
        self.entered.connect(self.chosen)

    @override
    def _beside(self, pointed: Box, key: Qt.Key) -> Box:
        way, here = _WAYS[key], pointed.rect.center()

        def effort(tag: Box) -> float:
            there = tag.rect.center() - here
            along = QPointF.dotProduct(there, way)
            return along + _ASIDE * abs(there.x() * way.y() - there.y() * way.x())

        ahead = [tag for tag in self.bars() if QPointF.dotProduct(tag.rect.center() - here, way) > 1]
        return min(ahead, key=effort, default=pointed)

    def _toggle(self, tag: Box) -> None:
        self.selection_wished.emit(self.selected ^ {tag.key})

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        tag = self._bar_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and event.modifiers() & _ADDING:
            if tag is not None:
                self._toggle(tag)
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
