"""What the cells of the tables of an import share: their ground, and a word on a ground of its own."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from crmdesk.qt.appearance import Appearance
from crmdesk.qt.painting import draw_chip
from crmdesk.qt.record_model import Index
from crmdesk.qt.roles import RECORD
from crmdesk.qt.theme import Theme

_INSET = 6
_CHIP_ROOM = 16


def paint_ground(painter: QPainter, option: QStyleOptionViewItem, theme: Theme) -> None:
    """The ground of a cell that paints itself, as the style sheet gives it to all others."""
    if option.state & QStyle.StateFlag.State_Selected:
        painter.fillRect(option.rect, QColor(theme.chip_accent))
    elif option.state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(option.rect, QColor(theme.hover))
    painter.setPen(QPen(QColor(theme.grid)))
    painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())


class ChipCell(QStyledItemDelegate):
    """A word as a chip; ``colours`` gives its text and its ground for a record."""

    def __init__(
        self, appearance: Appearance, colours: Callable[[Theme, Any], tuple[str, str]], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._appearance, self._colours = appearance, colours

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return super().sizeHint(option, index) + QSize(_CHIP_ROOM, 0)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = self._appearance.theme
        painter.save()
        paint_ground(painter, option, theme)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(option.rect).adjusted(_INSET, 0, -_INSET, 0)
        word = index.data(Qt.ItemDataRole.DisplayRole)
        draw_chip(painter, place, word, self._colours(theme, index.data(RECORD)), theme.sizes.small)
        painter.restore()
