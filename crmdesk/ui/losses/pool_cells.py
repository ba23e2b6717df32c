"""Cells of the table of lost deals that are more than a text: the customer with the deal, the reason as a chip."""

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip
from typing_extensions import override

from crmdesk.domain.loss_pool import LostDeal
from crmdesk.i18n import _
from crmdesk.qt.appearance import Appearance
from crmdesk.qt.fonts import font
from crmdesk.qt.icons import pixmap
from crmdesk.qt.painting import draw_chip, draw_line, line_width
from crmdesk.qt.plain_text import tool_tip
from crmdesk.qt.record_model import Index
from crmdesk.qt.roles import RECORD
from crmdesk.ui.losses.pool_columns import reason_text

_PAD = 9.0  # where the texts of the other columns begin
_GAP = 8.0
_CHIP_SIDES = 16.0
_ARROW = 16


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
        pointed = bool(option.state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_Selected))
        cell = QRectF(option.rect).adjusted(_PAD, 0, -_PAD, -1)
        self._paint(painter, cell, index.data(RECORD), pointed=pointed)
        painter.restore()

    def _paint(self, painter: QPainter, cell: QRectF, loss: LostDeal, *, pointed: bool) -> None:
        raise NotImplementedError


def arrow_rect(cell: QRect) -> QRectF:
    """Where in the cell of a deal the arrow stands that leads to it."""
    return QRectF(cell.right() - _ARROW - _PAD, cell.top(), _ARROW + _PAD, cell.height())


class DealCell(_Cell):
    """The customer, and behind it the deal, muted; below the pointer and where selected, an arrow that leads to it."""

    @override
    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        if arrow_rect(option.rect).contains(event.pos()):
            QToolTip.showText(event.globalPos(), tool_tip(_("Show on the timeline (Enter)")), view)
            return True
        return super().helpEvent(event, view, option, index)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        loss, sizes = index.data(RECORD), self._appearance.theme.sizes
        wide = line_width(loss.customer, sizes.body, bold=True) + line_width(loss.deal, sizes.body)
        return QSize(round(wide + _GAP + 2 * _PAD) + 2, 1)

    @override
    def _paint(self, painter: QPainter, cell: QRectF, loss: LostDeal, *, pointed: bool) -> None:
        theme = self._appearance.theme
        if pointed:
            sign = pixmap("arrow-right", theme.accent, _ARROW, painter.device().devicePixelRatioF())
            painter.drawPixmap(QPointF(cell.right() - _ARROW, cell.center().y() - _ARROW / 2), sign)
            cell = cell.adjusted(0, 0, -_ARROW - _GAP, 0)
        taken = draw_line(painter, cell, loss.customer, theme.text, theme.sizes.body, bold=True)
        draw_line(painter, cell.adjusted(taken + _GAP, 0, 0, 0), loss.deal, theme.muted, theme.sizes.body)


class ReasonCell(_Cell):
    """The reason with its detail on a coloured ground; muted where none is recorded."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        wide = line_width(reason_text(index.data(RECORD)), self._appearance.theme.sizes.small)
        return QSize(round(wide + _CHIP_SIDES + 2 * _PAD) + 2, 1)

    @override
    def _paint(self, painter: QPainter, cell: QRectF, loss: LostDeal, *, pointed: bool) -> None:
        theme = self._appearance.theme
        size = theme.sizes.small
        room = max(0.0, cell.width() - _CHIP_SIDES)
        text = QFontMetricsF(font(size)).elidedText(reason_text(loss), Qt.TextElideMode.ElideRight, room)
        colours = (theme.negative, theme.chip_negative) if loss.reason else (theme.muted, theme.chip)
        draw_chip(painter, cell, text, colours, size)
