"""What the cells of the tables of an import share: their ground, and a word on a ground of its own."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from crmdesk.qt.appearance import Appearance
from crmdesk.qt.icons import pixmap
from crmdesk.qt.painting import draw_chip, draw_line
from crmdesk.qt.record_model import Index
from crmdesk.qt.roles import RECORD
from crmdesk.qt.theme import Theme

_INSET = 6
_CHIP_ROOM = 16
_ARROW = 14
_CHOICE_ROOM = 44


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


class ChoiceCell(QStyledItemDelegate):
    """What has been chosen for a record, in the look of something that can be chosen; muted where nothing is."""

    def __init__(self, appearance: Appearance, is_muted: Callable[[Any], bool], parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance, self._is_muted = appearance, is_muted

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return super().sizeHint(option, index) + QSize(_CHOICE_ROOM, 0)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = self._appearance.theme
        painter.save()
        paint_ground(painter, option, theme)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(4.5, 5.5, -4.5, -5.5)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.setPen(QPen(QColor(theme.accent if hovered else theme.border)))
        painter.setBrush(QColor(theme.surface))
        painter.drawRoundedRect(box, theme.radii.control, theme.radii.control)
        inside = box.adjusted(10, 0, -8 - _ARROW, 0)
        colour = theme.muted if self._is_muted(index.data(RECORD)) else theme.text
        draw_line(painter, inside, index.data(Qt.ItemDataRole.DisplayRole), colour, theme.sizes.body)
        arrow = pixmap("chevron-down", theme.muted, _ARROW, painter.device().devicePixelRatioF())
        painter.drawPixmap(QPoint(round(box.right()) - _ARROW - 5, round(box.center().y()) - _ARROW // 2), arrow)
        painter.restore()
