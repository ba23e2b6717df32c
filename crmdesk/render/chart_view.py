"""The Pareto chart in a window: fills its widget, redraws itself for the size it gets, and tells which bar was clicked.

Knows neither where the losses come from nor what a click leads to.
"""

from pyqtgraph import GraphicsView
from PySide6.QtCore import QEvent, QPointF, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QGraphicsRectItem, QWidget
from typing_extensions import override

from crmdesk.insight.losses import LossTable
from crmdesk.qt.theme import Theme
from crmdesk.render.drawing import Box
from crmdesk.render.pareto import ParetoChart

_REACH = 12.0
"""How far beside a bar a click still means it: short bars are hard to hit."""


class ParetoView(GraphicsView):
    """Shows a loss table; emits the name of the group whose bar was chosen (``NOT_RECORDED`` for what stands apart).

    The arrow keys walk along the bars and Return chooses one.
    """

    group_chosen = Signal(str)

    # pyqtgraph resizes the view while it is being made.
    _table: LossTable | None = None

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent, background=None)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._theme = theme
        self._title = ""
        self._chart: ParetoChart | None = None
        self._pointer = QGraphicsRectItem()
        self._pointer.setZValue(1)
        self.scene().addItem(self._pointer)
        self._pointed: Box | None = None

    def show_table(self, table: LossTable, title: str) -> None:
        """Draw another table."""
        self._table, self._title = table, title
        self._draw()

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._theme = theme
        self._draw()

    def bars(self) -> tuple[Box, ...]:
        """The bars as they stand, in the widget's pixels."""
        return self._chart.bars() if self._chart else ()

    def _draw(self) -> None:
        if self._chart is not None:
            self.scene().removeItem(self._chart)
            self._chart = None
        if self._table is not None and self.width() > 0 and self.height() > 0:
            size = QSizeF(self.width(), self.height())
            self._chart = ParetoChart(
                self._table, title=self._title, subtitle="", theme=self._theme, size=size, compact=True
            )
            self.scene().addItem(self._chart)
            self.setAccessibleName(self._title)
            self.setAccessibleDescription(self._chart.summary)
        self._point_at(None)

    def _bar_at(self, point: QPointF) -> Box | None:
        """The bar at or next to a point."""
        near = [bar for bar in self.bars() if bar.rect.adjusted(-_REACH, -_REACH, _REACH, _REACH).contains(point)]
        return near[0] if near else None

    def _point_at(self, bar: Box | None) -> None:
        self._pointed = bar
        self.setCursor(Qt.CursorShape.PointingHandCursor if bar else Qt.CursorShape.ArrowCursor)
        self._pointer.setVisible(bar is not None)
        if bar is not None:
            self._pointer.setPen(QPen(QColor(self._theme.text), 2))
            self._pointer.setRect(bar.rect.adjusted(-3, -3, 3, 3))

    @override
    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        if self._table is not None:
            self._draw()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(self._bar_at(event.position()))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        bar = self._bar_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and bar is not None:
            self.group_chosen.emit(bar.key)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point_at(None)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        bars = self.bars()
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
        if bars and event.key() in steps:
            at = bars.index(self._pointed) + steps[Qt.Key(event.key())] if self._pointed in bars else 0
            self._point_at(bars[at % len(bars)])
        elif self._pointed is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.group_chosen.emit(self._pointed.key)
        else:
            event.ignore()
