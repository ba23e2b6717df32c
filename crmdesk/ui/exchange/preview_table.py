"""A page of rows with what becomes of each; a cell that is wrong has a red corner and can be mended in its place."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from crmdesk.exchange.tables.meaning.understanding import SheetReading
from crmdesk.i18n import _
from crmdesk.qt.appearance import Appearance
from crmdesk.qt.record_model import Index
from crmdesk.qt.record_table import RecordTable
from crmdesk.qt.roles import RECORD
from crmdesk.qt.theme import Theme
from crmdesk.services.importing.outcomes import Fate
from crmdesk.ui.exchange.cells import ChipCell
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


def _colours(theme: Theme, row: PreviewRow) -> tuple[str, str]:
    return {
        Fate.CREATED: (theme.positive, theme.chip_positive),
        Fate.UPDATED: (theme.accent, theme.chip_accent),
        Fate.UNCHANGED: (theme.muted, theme.chip),
        Fate.SKIPPED: (theme.muted, theme.chip),
        Fate.FAILED: (theme.negative, theme.chip_negative),
    }[row.outcome.fate]


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
        self.setItemDelegateForColumn(_FATE, ChipCell(appearance, _colours, self))
