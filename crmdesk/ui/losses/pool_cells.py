"""Cells of the table of lost deals that are more than a text: the customer with the deal, the reason as a chip."""

from PySide6.QtCore import QObject, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from crmdesk.domain.loss_pool import LostDeal
from crmdesk.qt.appearance import Appearance
from crmdesk.qt.fonts import font
from crmdesk.qt.painting import draw_chip, draw_line, line_width
from crmdesk.qt.record_model import Index
from crmdesk.qt.roles import RECORD
from crmdesk.ui.losses.pool_columns import reason_text

_PAD = 9.0  # where the texts of the other columns begin
_GAP = 8.0
_CHIP_SIDES = 16.0


class _Cell(QStyledItemDelegate):
    """Keeps the ground of all cells, and paints its own text."""

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
        self._paint(painter, QRectF(option.rect).adjusted(_PAD, 0, -_PAD, -1), index.data(RECORD))
        painter.restore()

    def _paint(self, painter: QPainter, cell: QRectF, loss: LostDeal) -> None:
        raise NotImplementedError


class DealCell(_Cell):
    """The customer, and behind it the deal, muted."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        loss, sizes = index.data(RECORD), self._appearance.theme.sizes
        wide = line_width(loss.customer, sizes.body, bold=True) + line_width(loss.deal, sizes.body)
        return QSize(round(wide + _GAP + 2 * _PAD) + 2, 1)

    @override
    def _paint(self, painter: QPainter, cell: QRectF, loss: LostDeal) -> None:
        theme = self._appearance.theme
        taken = draw_line(painter, cell, loss.customer, theme.text, theme.sizes.body, bold=True)
        draw_line(painter, cell.adjusted(taken + _GAP, 0, 0, 0), loss.deal, theme.muted, theme.sizes.body)


class ReasonCell(_Cell):
    """The reason with its detail on a coloured ground; muted where none is recorded."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        wide = line_width(reason_text(index.data(RECORD)), self._appearance.theme.sizes.small)
        return QSize(round(wide + _CHIP_SIDES + 2 * _PAD) + 2, 1)

    @override
    def _paint(self, painter: QPainter, cell: QRectF, loss: LostDeal) -> None:
        theme = self._appearance.theme
        size = theme.sizes.small
        room = max(0.0, cell.width() - _CHIP_SIDES)
        text = QFontMetricsF(font(size)).elidedText(reason_text(loss), Qt.TextElideMode.ElideRight, room)
        colours = (theme.negative, theme.chip_negative) if loss.reason else (theme.muted, theme.chip)
        draw_chip(painter, cell, text, colours, size)
