"""Cells of two lines in the table of lost deals: the customer above the deal, the reason above its detail."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from crmdesk.domain.loss import PooledDeal
from crmdesk.qt.appearance import Appearance
from crmdesk.qt.painting import draw_line, line_width
from crmdesk.qt.record_model import Index
from crmdesk.qt.roles import RECORD

ROW = 46
"""The height of a row that has such cells."""

_PAD = 9.0  # where the texts of the other columns begin
_UPPER = 0.54  # of the height: the upper line is the larger


class DealCell(QStyledItemDelegate):
    """An upper line, and a muted lower one if there is something to say; the ground is that of all cells."""

    def __init__(
        self,
        appearance: Appearance,
        lines: Callable[[PooledDeal], tuple[str, str]],
        parent: QObject | None = None,
        *,
        bold: bool = False,
    ) -> None:
        super().__init__(parent)
        self._appearance, self._lines, self._bold = appearance, lines, bold

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        upper, lower = self._lines(index.data(RECORD))
        sizes = self._appearance.theme.sizes
        widest = max(line_width(upper, sizes.body, bold=self._bold), line_width(lower, sizes.small))
        return QSize(round(widest + 2 * _PAD) + 1, ROW)

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.text = ""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        upper, lower = self._lines(index.data(RECORD))
        theme, cell = self._appearance.theme, QRectF(option.rect).adjusted(_PAD, 3, -_PAD, -5)
        above, below = QRectF(cell), QRectF(cell)
        if lower:
            above.setHeight(cell.height() * _UPPER)
            below.setTop(above.bottom())
        painter.save()
        draw_line(painter, above, upper, theme.text, theme.sizes.body, bold=self._bold)
        draw_line(painter, below, lower, theme.muted, theme.sizes.small)
        painter.restore()
