"""Paints a row of the palette: sign, title, detail, and at the right what it is worth, its day, or its keys."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from crmdesk.qt.appearance import Appearance
from crmdesk.qt.icons import pixmap
from crmdesk.qt.painting import draw_line, draw_row_ground, line_width
from crmdesk.qt.roles import RECORD
from crmdesk.ui.shell.palette.rows import PaletteRow, RowKind

_HEIGHTS = {RowKind.HEADING: 30, RowKind.NOTE: 52}
_ROW = 38
_ICON = 16
_PAD = 10.0
_GAP = 10.0


def height_of(row: PaletteRow) -> int:
    """How high a row is, in pixels."""
    return _HEIGHTS.get(row.kind, _ROW)


class PaletteDelegate(QStyledItemDelegate):
    """One line per row."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance = appearance

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        row: PaletteRow | None = index.data(RECORD)
        return QSize(0, height_of(row) if row else _ROW)

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row: PaletteRow | None = index.data(RECORD)
        if row is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._appearance.theme
        ground = QRectF(option.rect)
        inner = ground.adjusted(_PAD, 0, -_PAD, 0)
        if not row.can_be_chosen:
            small = theme.sizes.small if row.kind is RowKind.HEADING else theme.sizes.body
            if row.kind is RowKind.HEADING:
                inner.setTop(inner.top() + 8)
            draw_line(painter, inner, row.title, theme.muted, small, bold=row.kind is RowKind.HEADING)
        else:
            draw_row_ground(painter, ground, theme, selected=bool(option.state & QStyle.StateFlag.State_Selected))
            self._paint_row(painter, inner, row)
        painter.restore()

    def _paint_row(self, painter: QPainter, inner: QRectF, row: PaletteRow) -> None:
        theme = self._appearance.theme
        scale = painter.device().devicePixelRatioF()
        top = int(inner.center().y() - _ICON / 2)
        painter.drawPixmap(int(inner.left()), top, pixmap(row.icon, theme.muted, _ICON, scale))
        inner.setLeft(inner.left() + _ICON + _GAP)
        inner.setRight(inner.right() - self._paint_side(painter, inner, row))
        title = QRectF(inner)
        if row.detail:
            title.setWidth(min(inner.width() * 0.6, line_width(row.title, theme.sizes.body, bold=True) + 1))
        used = draw_line(painter, title, row.title, theme.text, theme.sizes.body, bold=True)
        inner.setLeft(inner.left() + used + _GAP)
        draw_line(painter, inner, row.detail, theme.muted, theme.sizes.body)

    def _paint_side(self, painter: QPainter, inner: QRectF, row: PaletteRow) -> float:
        """What stands at the right; returns the room it takes."""
        if not row.side:
            return 0.0
        theme = self._appearance.theme
        width = line_width(row.side, theme.sizes.small)
        place = QRectF(inner)
        if row.kind is RowKind.COMMAND:
            box = QRectF(inner.right() - width - _PAD, inner.center().y() - 10, width + _PAD, 20)
            painter.setPen(QColor(theme.border))
            painter.setBrush(QColor(theme.surface))
            painter.drawRoundedRect(box, 4, 4)
            place = box.adjusted(_PAD / 2, 0, -_PAD / 2 + 1, 0)
            width += _PAD
        draw_line(painter, place, row.side, theme.muted, theme.sizes.small, right=True)
        return width + _GAP
