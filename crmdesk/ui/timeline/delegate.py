"""Paints the rows of a timeline through the painter of their family, measured once for each width and theme."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from crmdesk.qt.appearance import Appearance
from crmdesk.qt.record_model import Index
from crmdesk.qt.roles import RECORD
from crmdesk.ui.timeline.families import is_event
from crmdesk.ui.timeline.painters import Brush, CardPainter, DayPainter, EventPainter, Measured
from crmdesk.ui.timeline.rows import DayHeading, TimelineRow, identity


class TimelineDelegate(QStyledItemDelegate):
    """``width`` tells how wide the rows are at the moment."""

    def __init__(self, appearance: Appearance, width: Callable[[], int], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._width = width
        self._days, self._events, self._cards = DayPainter(), EventPainter(), CardPainter()
        self._measured: dict[object, tuple[object, Measured]] = {}

    def _painter_of(self, row: TimelineRow) -> Any:
        if isinstance(row, DayHeading):
            return self._days
        return self._events if is_event(row) else self._cards

    def _ready(self, row: TimelineRow) -> Measured:
        width, theme = self._width(), self._appearance.theme
        state = (width, theme.name, row)
        known = self._measured.get(identity(row))
        if known is None or known[0] != state:
            known = (state, self._painter_of(row).measure(row, width, theme))
            self._measured[identity(row)] = known
        return known[1]

    def forget(self) -> None:
        """Another customer's rows come."""
        self._measured.clear()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self._width(), round(self._ready(index.data(RECORD)).height))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: TimelineRow = index.data(RECORD)
        rect, scale = QRectF(option.rect), painter.device().devicePixelRatioF()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        self._painter_of(row).paint(
            Brush(painter, self._appearance.theme, scale), rect, row, self._ready(row), selected=selected
        )
        painter.restore()
