"""Paints a row of the list of customers in two lines, and lets its name be edited in its place."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from crmdesk.domain.customer_list import CustomerLine
from crmdesk.i18n import _
from crmdesk.qt.appearance import Appearance
from crmdesk.qt.icons import pixmap
from crmdesk.qt.painting import draw_line, line_width
from crmdesk.qt.roles import RECORD
from crmdesk.qt.theme import Theme
from crmdesk.qt.widgets.fields import TextLine
from crmdesk.ui import wording
from crmdesk.ui.customers.list_wording import Piece, Tone, since_last_touch, standing, upcoming

ROW = 56
"""The height of a row, in pixels."""

_SIDE, _TOP, _LINE = 16, 7, 21
_SIGN, _GAP = 13, 8
_DOT = "·"

Index = QModelIndex | QPersistentModelIndex


class CustomerDelegate(QStyledItemDelegate):
    """``now`` is asked for the local time."""

    def __init__(self, appearance: Appearance, now: Callable[[], datetime], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._appearance, self._now = appearance, now

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rect = self._appearance.theme, QRectF(option.rect)
        line: CustomerLine | None = index.data(RECORD)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _ground(painter, rect, option.state, theme)
        inside = rect.adjusted(_SIDE, _TOP, -_SIDE, -_TOP)
        upper, lower = QRectF(inside), QRectF(inside)
        upper.setHeight(_LINE)
        lower.setTop(inside.bottom() - _LINE + 1)
        if line is None:
            _placeholder(painter, upper, lower, theme)
        else:
            self._first_line(painter, upper, line, theme)
            self._second_line(painter, lower, line, theme)
        painter.restore()

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        return TextLine(name=_("Name"), parent=parent)

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, TextLine):
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
            editor.selectAll()

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, TextLine):
            model.setData(model.index(index.row(), 0), editor.text())

    @override
    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        height = editor.sizeHint().height()
        row: QRect = option.rect
        editor.setGeometry(row.left() + _SIDE // 2, row.center().y() - height // 2, row.width() - _SIDE, height)

    @staticmethod
    def _first_line(painter: QPainter, rect: QRectF, line: CustomerLine, theme: Theme) -> None:
        worth = wording.amounts(line.value)
        taken = draw_line(painter, rect, worth, theme.text, theme.sizes.small + 1, right=True) if worth else 0.0
        name = rect.adjusted(0, 0, -taken - _GAP if taken else 0, 0)
        draw_line(painter, name, line.customer.name, theme.text, theme.sizes.body, bold=True)

    def _second_line(self, painter: QPainter, rect: QRectF, line: CustomerLine, theme: Theme) -> None:
        size, now = theme.sizes.small, self._now()
        ago = since_last_touch(line.customer, now)
        if ago:
            taken = draw_line(painter, rect, ago, theme.muted, size, right=True)
            rect = rect.adjusted(0, 0, -taken - _GAP, 0)
        stand, coming = standing(line), upcoming(line, now)
        rect = _piece(painter, rect, stand, theme)
        if coming.text:
            draw_line(painter, rect, _DOT, theme.muted, size)
            rect = rect.adjusted(line_width(_DOT, size) + 5, 0, 0, 0)
            _piece(painter, rect, coming, theme)


def _piece(painter: QPainter, rect: QRectF, piece: Piece, theme: Theme) -> QRectF:
    """Paint a few words, a warning with its sign before it; returns the room that is left."""
    colours = {
        Tone.PLAIN: theme.muted,
        Tone.GOOD: theme.positive,
        Tone.BAD: theme.negative,
        Tone.WARNING: theme.warning,
    }
    colour = colours[piece.tone]
    if piece.tone is Tone.WARNING and rect.width() > 2 * _SIGN:
        sign = pixmap("triangle-alert", colour, _SIGN, painter.device().devicePixelRatioF())
        painter.drawPixmap(round(rect.left()), round(rect.center().y() - _SIGN / 2), sign)
        rect = rect.adjusted(_SIGN + 4, 0, 0, 0)
    bold = piece.tone in (Tone.GOOD, Tone.BAD)
    taken = draw_line(painter, rect, piece.text, colour, theme.sizes.small, bold=bold)
    return rect.adjusted(taken + 5, 0, 0, 0)


def _ground(painter: QPainter, rect: QRectF, state: QStyle.StateFlag, theme: Theme) -> None:
    selected = bool(state & QStyle.StateFlag.State_Selected)
    hovered = bool(state & QStyle.StateFlag.State_MouseOver)
    painter.fillRect(rect, QColor(theme.chip_accent if selected else theme.hover if hovered else theme.surface))
    if selected:
        painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height()), QColor(theme.accent))
    painter.setPen(QPen(QColor(theme.grid), 1))
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())
    if state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_KeyboardFocusChange:
        painter.setPen(QPen(QColor(theme.accent), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -1.5))


def _placeholder(painter: QPainter, upper: QRectF, lower: QRectF, theme: Theme) -> None:
    """Where a row will be once it has been read."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.chip))
    for rect, share in ((upper, 0.5), (lower, 0.3)):
        bar = QRectF(rect.left(), rect.center().y() - 4, rect.width() * share, 8)
        painter.drawRoundedRect(bar, theme.radii.bar, theme.radii.bar)
