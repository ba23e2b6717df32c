"""A chart in a window: fills its widget, is drawn anew for the size it gets, and tells which bar was chosen.

Knows neither what is drawn nor what a click leads to.
"""

from collections.abc import Callable

from pyqtgraph import GraphicsView
from PySide6.QtCore import QEvent, QPoint, QPointF, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGraphicsRectItem, QToolTip, QWidget
from typing_extensions import override

from crmdesk.qt.plain_text import tool_tip
from crmdesk.qt.theme import Theme
from crmdesk.render.drawing import Box
from crmdesk.render.graphic import Graphic

Maker = Callable[[QSizeF, Theme], Graphic]
"""Draws the chart for a size and a theme."""

_REACH = 6.0
"""How far beside a bar a click still means it: short bars are hard to hit."""

_ACROSS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
_ALONG = {Qt.Key.Key_Down: -1, Qt.Key.Key_Up: 1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)

_BY_KEYS = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)


class ChartView(GraphicsView):
    """Shows what a maker draws; emits the key of the bar chosen by a click or Space, ``opened`` for a double click.

    Return tells that it is ``entered``: whoever chose it so wants to go on to what it stands for. Shift+Return opens.
    The arrow keys walk along the bars, up and down within a stack (the bars whose keys begin alike up to ``|``).
    ``pointed_at`` tells the key of the bar under the pointer or the keyboard, empty for none.
    """

    chosen = Signal(str)
    opened = Signal(str)
    entered = Signal(str)
    pointed_at = Signal(str)
    resized = Signal()

    # pyqtgraph resizes the view while it is being made.
    _make: Maker | None = None

    def __init__(self, name: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent, background=None)
        for part in (self, self.viewport()):
            part.setAccessibleName(name)
            # What is dropped is for the window; Qt's view would hear only of the end of the drag.
            part.setAcceptDrops(False)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.theme = theme
        self._chart: Graphic | None = None
        self._is_due = False
        self._pointer = QGraphicsRectItem()
        self._pointer.setZValue(1)
        self.scene().addItem(self._pointer)
        self._pointed: Box | None = None
        self._opening = False
        self._is_chosen: Callable[[str], bool] = lambda _key: False

    def show_chart(self, make: Maker) -> None:
        """Draw another chart."""
        self._make = make
        self._draw_soon()

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self.theme = theme
        self._draw_soon()

    @property
    def chart(self) -> Graphic | None:
        """What is drawn now."""
        if self._is_due:
            self._draw()
        return self._chart

    def bars(self) -> tuple[Box, ...]:
        """The bars as they stand, in the widget's pixels."""
        return self.chart.bars() if self.chart else ()

    def _draw_soon(self) -> None:
        """At once where it is seen; else when it is, for until then it seldom has its place."""
        self._is_due = True
        if self.isVisible():
            self._draw()

    def _draw(self) -> None:
        self._is_due = False
        before = self._pointed.key if self._pointed and self.hasFocus() else ""
        if self._chart is not None:
            self.scene().removeItem(self._chart)
            self._chart = None
        if self._make is not None and self.width() > 0 and self.height() > 0:
            self._chart = self._make(QSizeF(self.width(), self.height()), self.theme)
            self.scene().addItem(self._chart)
            self.setAccessibleDescription(self._chart.summary)
        self._point_at(next((bar for bar in self.bars() if bar.key == before), None) if before else None)

    def _bar_at(self, point: QPointF) -> Box | None:
        """The bar at a point, else one right next to it."""
        for reach in (0.0, _REACH):
            for bar in self.bars():
                if bar.rect.adjusted(-reach, -reach, reach, reach).contains(point):
                    return bar
        return None

    def outline_where(self, is_chosen: Callable[[str], bool]) -> None:
        """Put an outline around the bar that is chosen, if one is, whenever none is pointed at."""
        self._is_chosen = is_chosen
        if not self._is_due:
            self._point_at(self._pointed)

    def outline(self, key: str) -> None:
        """Put an outline around a bar without pointing at it, as where it is pointed at in another chart."""
        self._outline(next((bar for bar in self.bars() if bar.key == key), None), self.theme.muted)

    def _point_at(self, bar: Box | None) -> None:
        before, self._pointed = self._pointed, bar
        self.setCursor(Qt.CursorShape.PointingHandCursor if bar else Qt.CursorShape.ArrowCursor)
        chosen = None if bar else next((one for one in self.bars() if self._is_chosen(one.key)), None)
        self._outline(bar or chosen, self.theme.text if bar else self.theme.muted)
        if (before.key if before else "") != (bar.key if bar else ""):
            self.pointed_at.emit(bar.key if bar else "")

    def _outline(self, bar: Box | None, colour: str) -> None:
        self._pointer.setVisible(bar is not None)
        if bar is not None:
            self._pointer.setPen(QPen(QColor(colour), 2))
            self._pointer.setRect(bar.rect.adjusted(-2, -2, 2, 2))

    def _tell(self, bar: Box | None, place: QPoint) -> None:
        text = self.chart.tip(bar.key) if self.chart and bar else ""
        if text:
            QToolTip.showText(self.mapToGlobal(place), tool_tip(text), self)
        else:
            QToolTip.hideText()

    def _stacks(self) -> list[list[Box]]:
        """The bars by the part of their keys that they share, from left to right or from above."""
        stacks: dict[str, list[Box]] = {}
        for bar in self.bars():
            stacks.setdefault(bar.key.partition("|")[0], []).append(bar)
        return list(stacks.values())

    def _beside(self, pointed: Box, key: Qt.Key) -> Box:
        """Where an arrow key leads from a bar."""
        stacks = self._stacks()
        at, stack = next((at, stack) for at, stack in enumerate(stacks) if pointed in stack)
        within = stack.index(pointed)
        if key in _ALONG and len(stack) > 1:
            return stack[max(0, min(within + _ALONG[key], len(stack) - 1))]
        step = _ACROSS[key] if key in _ACROSS else -_ALONG[key]
        height = pointed.rect.center().y()
        return min(stacks[(at + step) % len(stacks)], key=lambda bar: abs(bar.rect.center().y() - height))

    def _walk(self, key: Qt.Key) -> None:
        target = self._beside(self._pointed, key) if self._pointed else self.bars()[0]
        self._point_at(target)
        self._tell(target, target.rect.bottomRight().toPoint())
        if self.chart:
            self.setAccessibleDescription(self.chart.tip(target.key))

    @override
    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        if self._make is not None:
            self._draw_soon()
        self.resized.emit()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_due:
            self._draw()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        bar = self._bar_at(event.position())
        if bar is not self._pointed:
            self._point_at(bar)
        self._tell(bar, event.position().toPoint())

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._opening = False
        event.accept()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        bar = self._bar_at(event.position())
        # The second release of a double click chooses nothing.
        if event.button() == Qt.MouseButton.LeftButton and bar is not None and not self._opening:
            self.chosen.emit(bar.key)
        self._opening = False

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        bar = self._bar_at(event.position())
        self._opening = True
        if event.button() == Qt.MouseButton.LeftButton and bar is not None:
            self.opened.emit(bar.key)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point_at(None)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._point_at(None)
        if self.chart:
            self.setAccessibleDescription(self.chart.summary)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in _BY_KEYS and self.bars():
            self._point_at(self.bars()[0])

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if self.bars() and (key in _ACROSS or key in _ALONG):
            self._walk(key)
        elif self._pointed is not None and key in _ENTER:
            told = self.opened if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else self.entered
            told.emit(self._pointed.key)
        elif self._pointed is not None and key == Qt.Key.Key_Space:
            self.chosen.emit(self._pointed.key)
        else:
            event.ignore()
