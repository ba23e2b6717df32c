"""A page of rows with what becomes of each; a cell that is wrong has a red corner and can be mended in its place."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from crmdesk.exchange.tables.meaning.understanding import SheetReading
from crmdesk.i18n import _
from crmdesk.qt.appearance import Appearance
from crmdesk.qt.painting import draw_chip
from crmdesk.qt.record_model import Index
from crmdesk.qt.record_table import RecordTable
from crmdesk.qt.roles import RECORD
from crmdesk.qt.theme import Theme
from crmdesk.services.importing.outcomes import Fate
from crmdesk.ui.exchange.preview_rows import FIRST_CELL, PreviewModel, PreviewRow

_ROW = 32
_CORNER = 9.0
_FATE = 1


class _Cell(QStyledItemDelegate):
    """Qt's own cell, with a red corner where something is wrong."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance = appearance

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        row: PreviewRow = index.data(RECORD)
        if row.wrong[index.column() - FIRST_CELL]:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._appearance.theme.negative))
            corner = QPointF(QRectF(option.rect).topRight())
            across, down = corner - QPointF(_CORNER, 0), corner + QPointF(0, _CORNER)
            painter.drawPolygon(QPolygonF([across, corner, down]))
            painter.restore()


class _FateCell(QStyledItemDelegate):
    """What becomes of a row, as a word on a ground."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance = appearance

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: PreviewRow = index.data(RECORD)
        theme = self._appearance.theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(theme.chip_accent))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, QColor(theme.hover))
        place = QRectF(option.rect).adjusted(6, 0, -6, 0)
        word = index.data(Qt.ItemDataRole.DisplayRole)
        draw_chip(painter, place, word, fate_colours(theme, row.outcome.fate), theme.sizes.small)
        painter.restore()


def fate_colours(theme: Theme, fate: Fate) -> tuple[str, str]:
    """Text and ground of the word for it."""
    return {
        Fate.CREATED: (theme.positive, theme.chip_positive),
        Fate.UPDATED: (theme.accent, theme.chip_accent),
        Fate.UNCHANGED: (theme.muted, theme.chip),
        Fate.SKIPPED: (theme.muted, theme.chip),
        Fate.FAILED: (theme.negative, theme.chip_negative),
    }[fate]


class PreviewTable(RecordTable):
    """Rows of one sheet; F2 or a double click mends a cell."""

    def __init__(self, reading: SheetReading, appearance: Appearance, parent: QWidget | None = None) -> None:
        self.rows = PreviewModel(reading)
        super().__init__(self.rows, self.rows.columns, _("Rows of the sheet"), parent)
        self.rows.setParent(self)
        self.setSortingEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed)
        self.verticalHeader().setDefaultSectionSize(_ROW)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setItemDelegate(_Cell(appearance, self))
        self.setItemDelegateForColumn(0, QStyledItemDelegate(self))
        self.setItemDelegateForColumn(_FATE, _FateCell(appearance, self))
