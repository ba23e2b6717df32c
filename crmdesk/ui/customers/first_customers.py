"""The screen of customers as it was left, painted at once, while the workspace is being opened.

Its rows are painted as ``CustomerDelegate`` paints them and stand where the list will have them. A click selects one.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from crmdesk.domain.customer_list import CustomerLine
from crmdesk.qt.override import override
from crmdesk.qt.theme import Theme
from crmdesk.ui.customers.left_list import LeftList
from crmdesk.ui.customers.list_row import ROW, paint_ground, paint_row

_NOTHING = LeftList(change=0, current=0, hidden=0, head=0, row=0, column=0, card=0, ids=())


class FirstCustomers(QWidget):
    """``lines`` are the rows of what was ``left``; empty where nothing is known of them yet.

    ``painted`` tells that it has been seen for the first time, ``chosen`` brings the uid of a customer clicked on, and
    ``typed`` a copy of each key that was meant for the list.
    """

    painted = Signal()
    chosen = Signal(str)
    typed = Signal(object)

    def __init__(
        self, left: LeftList | None, lines: Mapping[int, CustomerLine], theme: Theme, now: Callable[[], datetime]
    ) -> None:
        super().__init__()
        self._left, self._theme, self._now = left or _NOTHING, theme, now
        self._lines = [lines[row_id] for row_id in self._left.ids if row_id in lines]
        self._current = self._left.current
        self._is_painted = False

    @property
    def left(self) -> LeftList:
        """What it began with."""
        return self._left

    @property
    def rows(self) -> list[CustomerLine]:
        """The rows shown, from the top."""
        return self._lines

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, left = QPainter(self), self._theme, self._left
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        column, height = QRectF(0, 0, left.column, self.height()), self.height()
        painter.fillRect(QRectF(self.rect()), QColor(theme.canvas))
        for panel, edge in (
            (column, column.right() - 1),
            (QRectF(self.width() - left.card, 0, left.card, height), self.width() - left.card),
        ):
            painter.fillRect(panel, QColor(theme.surface))
            painter.fillRect(QRectF(edge, 0, 1 if panel.width() else 0, height), QColor(theme.border))
        painter.setClipRect(QRectF(0, left.head, left.row, height - left.head))
        for place, line in enumerate(self._lines):
            rect = self._rect(place)
            paint_ground(painter, rect, theme, selected=line.customer.id == self._current)
            paint_row(painter, rect, line, theme, self._now())
        painter.end()
        if not self._is_painted:
            self._is_painted = True
            self.painted.emit()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        line = next(
            (line for place, line in enumerate(self._lines) if self._rect(place).contains(event.position())), None
        )
        if line is not None:
            self._current = line.customer.id
            self.update()
            self.chosen.emit(line.customer.uid)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.typed.emit(event.clone())

    def _rect(self, place: int) -> QRectF:
        return QRectF(0, self._left.head - self._left.hidden + place * ROW, self._left.row, ROW)
