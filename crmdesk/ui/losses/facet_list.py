"""The list at the left of the lost pool: everything losses can be told apart by, with a box to tick and a count."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from crmdesk.i18n import _
from crmdesk.qt.appearance import Appearance
from crmdesk.qt.columns import Column
from crmdesk.qt.icons import pixmap
from crmdesk.qt.painting import draw_chip, draw_line, draw_row_ground
from crmdesk.qt.record_model import Index, RecordModel
from crmdesk.qt.roles import RECORD
from crmdesk.qt.theme import Theme
from crmdesk.ui import wording
from crmdesk.ui.losses.facet_rows import FacetRow, Mark

_ROW, _HEADING = 28, 36
_SIDE = 16.0
_BOX = 16.0
_INDENT = 20.0
_FOLD = 18.0
_DOT = 8.0


class FacetModel(RecordModel[FacetRow]):
    """The rows; one that can be ticked says so to whoever cannot see it."""

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.record(index)
        if row is not None and role == Qt.ItemDataRole.CheckStateRole and row.is_box:
            states = {Mark.ON: Qt.CheckState.Checked, Mark.SOME: Qt.CheckState.PartiallyChecked}
            return states.get(row.mark, Qt.CheckState.Unchecked)
        return super().data(index, role)


class FacetDelegate(QStyledItemDelegate):
    """A box, a dot in the colour of the charts, the name, and the count at the right."""

    def __init__(self, appearance: Appearance, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(160, _HEADING if index.data(RECORD).is_heading else _ROW)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: FacetRow = index.data(RECORD)
        theme, rect = self._appearance.theme, QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.is_heading:
            rect = rect.adjusted(0, _HEADING - _ROW, 0, 0)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        draw_row_ground(painter, rect.adjusted(8, 1, -8, -1), theme, hovered=hovered, focused=focused)
        inside = rect.adjusted(_SIDE + row.level * _INDENT, 0, -_SIDE, 0)
        if row.is_heading:
            self._paint_heading(painter, inside, row)
        elif row.mark is Mark.MORE:
            draw_line(painter, inside.adjusted(_BOX + 8, 0, 0, 0), row.name, theme.accent, theme.sizes.body)
        else:
            self._paint_row(painter, inside, row)
        painter.restore()

    def _paint_heading(self, painter: QPainter, inside: QRectF, row: FacetRow) -> None:
        """The name of a section, and while it is folded how many are chosen in it."""
        theme = self._appearance.theme
        taken = draw_line(painter, inside, row.name, theme.text, theme.sizes.body, bold=True)
        if row.folded and row.count:
            behind = inside.adjusted(taken + 8, 0, 0, 0)
            draw_chip(painter, behind, wording.number(row.count), (theme.accent, theme.chip_accent), theme.sizes.small)
        self._paint_fold(painter, inside, folded=bool(row.folded))

    def _paint_fold(self, painter: QPainter, inside: QRectF, *, folded: bool) -> None:
        name = "chevron-right" if folded else "chevron-down"
        place = QPointF(inside.right() - 14, inside.center().y() - 7)
        painter.drawPixmap(place, pixmap(name, self._appearance.theme.muted, 14, painter.device().devicePixelRatioF()))

    def _paint_row(self, painter: QPainter, inside: QRectF, row: FacetRow) -> None:
        theme = self._appearance.theme
        _paint_box(painter, QPointF(inside.left(), inside.center().y()), row.mark, theme)
        if row.folded is not None:
            self._paint_fold(painter, inside, folded=row.folded)
        ink = theme.text if row.count or row.mark is not Mark.OFF else theme.muted
        numbers = inside.adjusted(0, 0, -_FOLD, 0)
        count = draw_line(painter, numbers, wording.number(row.count), ink, theme.sizes.body, right=True)
        name_box = numbers.adjusted(_BOX + 8, 0, -count - 8, 0)
        if row.hue is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.data[row.hue % len(theme.data)]))
            painter.drawEllipse(QRectF(name_box.left(), name_box.center().y() - _DOT / 2, _DOT, _DOT))
            name_box.setLeft(name_box.left() + _DOT + 6)
        bold = row.mark in (Mark.ON, Mark.SOME) and not row.level
        draw_line(painter, name_box, row.name, ink if not row.level else theme.muted, theme.sizes.body, bold=bold)


class FacetList(QListView):
    """Emits the row ticked. Space ticks, Right and Left unfold and fold a reason."""

    row_toggled = Signal(object)
    fold_requested = Signal(object)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("facet_list")
        self.setAccessibleName(_("Narrow down"))
        self.rows = FacetModel(
            (Column("name", _("Narrow down"), lambda row: row.name),),
            lambda row: (row.dimension, row.uid, row.is_box or row.mark),
            self,
            spoken=_spoken,
        )
        self.setModel(self.rows)
        self.setItemDelegate(FacetDelegate(appearance, self))
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        appearance.changed.connect(self.viewport().update)

    def show_rows(self, rows: Sequence[FacetRow]) -> None:
        """Show these; the current row stays current if it is still there."""
        self.rows.refresh(rows)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        row = self.rows.record(index)
        if row is None or event.button() != Qt.MouseButton.LeftButton:
            return
        on_sign = row.folded is not None and event.position().x() > self.viewport().width() - _SIDE - _FOLD
        if on_sign or not row.is_box:
            self.fold_requested.emit(row)
        else:
            self.row_toggled.emit(row)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.rows.record(self.currentIndex())
        unfold, fold = event.key() == Qt.Key.Key_Right, event.key() == Qt.Key.Key_Left
        if row is not None and event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            (self.row_toggled if row.is_box else self.fold_requested).emit(row)
        elif row is not None and row.folded is not None and ((unfold and row.folded) or (fold and not row.folded)):
            self.fold_requested.emit(row)
        elif not (unfold or fold):
            super().keyPressEvent(event)


def _spoken(row: FacetRow) -> str:
    """What a screen reader says of a row; that a section is folded cannot be seen by who only hears it."""
    if row.is_heading:
        return _("{section}, folded").format(section=row.name) if row.folded else row.name
    return row.name if row.mark is Mark.MORE else f"{row.name}: {wording.number(row.count)}"


def _paint_box(painter: QPainter, place: QPointF, mark: Mark, theme: Theme) -> None:
    """The box of a row: empty, ticked, or with a bar where only some of those below are ticked."""
    box = QRectF(place.x(), place.y() - _BOX / 2, _BOX, _BOX)
    on = mark is not Mark.OFF
    painter.setPen(QPen(QColor(theme.accent if on else theme.outline), 1.2))
    painter.setBrush(QColor(theme.accent if on else theme.surface))
    painter.drawRoundedRect(box, 4, 4)
    pen = QPen(QColor(theme.on_accent), 2)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    middle = box.center()
    if mark is Mark.ON:
        painter.drawPolyline([middle + QPointF(-4, 0), middle + QPointF(-1, 3), middle + QPointF(4, -3.5)])
    elif mark is Mark.SOME:
        painter.drawLine(middle - QPointF(3.5, 0), middle + QPointF(3.5, 0))
