"""A cell of a table that paints its record itself, on the ground that all cells have. Knows no records."""

from typing import Any

from PySide6.QtCore import QObject, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from crmdesk.qt.appearance import Appearance
from crmdesk.qt.record_model import Index
from crmdesk.qt.roles import RECORD

PAD = 9.0
"""Where the texts of the other columns begin."""


class PaintedCell(QStyledItemDelegate):
    """Keeps the ground; its children paint what stands on it."""

    def __init__(self, appearance: Appearance, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.text = ""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pointed = bool(option.state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_Selected))
        self._paint(painter, QRectF(option.rect).adjusted(PAD, 0, -PAD, -1), index.data(RECORD), pointed=pointed)
        painter.restore()

    def _paint(self, painter: QPainter, cell: QRectF, record: Any, *, pointed: bool) -> None:
        raise NotImplementedError
