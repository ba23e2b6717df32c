"""The turns and silences of a lost deal on a line from above to below. Reads nothing; knows no deal."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from crmdesk.i18n import _
from crmdesk.qt.appearance import Appearance
from crmdesk.qt.columns import Column
from crmdesk.qt.painting import draw_line, draw_row_ground
from crmdesk.qt.record_model import Index, RecordModel
from crmdesk.qt.roles import RECORD
from crmdesk.ui.losses.replay_rows import ReplayRow

_ONE, _TWO = 30, 48
_LINE = 22.0
_RAIL = 22.0
_TEXT = 36.0
_SIDE = 14.0
_DOT = 4.0
_GAP = 10.0


class ReplayDelegate(QStyledItemDelegate):
    """A dot on the line, the day and what happened, and below it a note."""

    def __init__(self, appearance: Appearance, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(160, _TWO if index.data(RECORD).note else _ONE)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: ReplayRow = index.data(RECORD)
        theme, rect = self._appearance.theme, QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        draw_row_ground(painter, rect.adjusted(6, 1, -6, -1), theme, hovered=hovered, focused=focused)
        self._paint_rail(
            painter, rect, row, is_first=not index.row(), is_last=index.row() + 1 == index.model().rowCount()
        )
        line = QRectF(rect.left() + _TEXT, rect.top() + 4, rect.width() - _TEXT - _SIDE, _LINE)
        loud = theme.negative if row.is_alarming else ""
        size = theme.sizes.body
        taken = draw_line(painter, line, row.day, loud or theme.muted, size, bold=not row.what)
        if row.what:
            draw_line(painter, line.adjusted(taken + _GAP, 0, 0, 0), row.what, loud or theme.text, size, bold=True)
        if row.note:
            below = line.translated(0, _LINE - 3)
            draw_line(painter, below, row.note, theme.muted, theme.sizes.small)
        painter.restore()

    def _paint_rail(self, painter: QPainter, rect: QRectF, row: ReplayRow, *, is_first: bool, is_last: bool) -> None:
        theme = self._appearance.theme
        dot = QPointF(rect.left() + _RAIL, rect.top() + 4 + _LINE / 2)
        painter.setPen(QPen(QColor(theme.outline), 1))
        if not is_first:
            painter.drawLine(QPointF(dot.x(), rect.top()), dot)
        if not is_last:
            painter.drawLine(dot, QPointF(dot.x(), rect.bottom()))
        painter.setPen(QPen(QColor(theme.negative if row.is_alarming else theme.outline), 1.5))
        # A silence is no event: its dot is hollow.
        painter.setBrush(QColor(theme.surface if not row.uid else theme.negative if row.is_alarming else theme.outline))
        painter.drawEllipse(dot, _DOT, _DOT)


class ReplayList(QListView):
    """Emits the uid of the entry that is opened, by a double click or Return."""

    entry_opened = Signal(str)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("replay_list")
        self.setAccessibleName(_("What happened"))
        self.rows = RecordModel[ReplayRow](
            (Column("event", _("What happened"), lambda row: row.spoken),),
            lambda row: row.uid or row.note,
            self,
            spoken=lambda row: row.spoken,
        )
        self.setModel(self.rows)
        self.setItemDelegate(ReplayDelegate(appearance, self))
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.doubleClicked.connect(lambda _index: self._open())
        appearance.changed.connect(self.viewport().update)

    def show_rows(self, rows: Sequence[ReplayRow]) -> None:
        """Show these, as tall as they are."""
        self.rows.refresh(rows)
        self.setFixedHeight(sum(self.sizeHintForRow(row) for row in range(self.rows.rowCount())) + 2)

    def _open(self) -> None:
        row = self.rows.record(self.currentIndex())
        if row is not None and row.uid:
            self.entry_opened.emit(row.uid)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        else:
            super().keyPressEvent(event)
