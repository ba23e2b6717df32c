"""Cells of the table of lost deals that are more than a text: the customer with the deal, the reason as a chip."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QToolTip
from typing_extensions import override

from crmdesk.domain.loss_pool import LostDeal
from crmdesk.i18n import _
from crmdesk.qt.fonts import font
from crmdesk.qt.icons import pixmap
from crmdesk.qt.painted_cell import PAD, PaintedCell
from crmdesk.qt.painting import draw_chip, draw_line, line_width
from crmdesk.qt.plain_text import tool_tip
from crmdesk.qt.record_model import Index
from crmdesk.qt.roles import RECORD
from crmdesk.ui.losses.pool_columns import reason_text

_GAP = 8.0
_CHIP_SIDES = 16.0
_ARROW = 16


def arrow_rect(cell: QRect) -> QRectF:
    """Where in the cell of a deal the arrow stands that leads to it."""
    return QRectF(cell.right() - _ARROW - PAD, cell.top(), _ARROW + PAD, cell.height())


class DealCell(PaintedCell):
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
        return QSize(round(wide + _GAP + 2 * PAD) + 2, 1)

    @override
    def _paint(self, painter: QPainter, cell: QRectF, record: LostDeal, *, pointed: bool) -> None:
        theme = self._appearance.theme
        if pointed:
            sign = pixmap("arrow-right", theme.accent, _ARROW, painter.device().devicePixelRatioF())
            painter.drawPixmap(QPointF(cell.right() - _ARROW, cell.center().y() - _ARROW / 2), sign)
            cell = cell.adjusted(0, 0, -_ARROW - _GAP, 0)
        taken = draw_line(painter, cell, record.customer, theme.text, theme.sizes.body, bold=True)
        draw_line(painter, cell.adjusted(taken + _GAP, 0, 0, 0), record.deal, theme.muted, theme.sizes.body)


class ReasonCell(PaintedCell):
    """The reason with its detail on a coloured ground; muted where none is recorded."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        wide = line_width(reason_text(index.data(RECORD)), self._appearance.theme.sizes.small)
        return QSize(round(wide + _CHIP_SIDES + 2 * PAD) + 2, 1)

    @override
    def _paint(self, painter: QPainter, cell: QRectF, record: LostDeal, *, pointed: bool) -> None:
        theme = self._appearance.theme
        size = theme.sizes.small
        room = max(0.0, cell.width() - _CHIP_SIDES)
        text = QFontMetricsF(font(size)).elidedText(reason_text(record), Qt.TextElideMode.ElideRight, room)
        colours = (theme.negative, theme.chip_negative) if record.reason else (theme.muted, theme.chip)
        draw_chip(painter, cell, text, colours, size)
