"""Paints a row of the list of customers in two lines, and lets its name be edited in its place."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from crmdesk.i18n import _
from crmdesk.qt.appearance import Appearance
from crmdesk.qt.roles import RECORD
from crmdesk.qt.widgets.fields import TextLine
from crmdesk.ui.customers.list_row import SIDE, paint_ground, paint_row

Index = QModelIndex | QPersistentModelIndex


class CustomerDelegate(QStyledItemDelegate):
    """``now`` is asked for the local time."""

    def __init__(self, appearance: Appearance, now: Callable[[], datetime], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._appearance, self._now = appearance, now

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rect = self._appearance.theme, QRectF(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, rect, theme, selected=selected, hovered=hovered)
        if option.state & QStyle.StateFlag.State_HasFocus and option.state & QStyle.StateFlag.State_KeyboardFocusChange:
            painter.setPen(QPen(QColor(theme.accent), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -1.5))
        paint_row(painter, rect, index.data(RECORD), theme, self._now())
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
        editor.setGeometry(row.left() + SIDE // 2, row.center().y() - height // 2, row.width() - SIDE, height)
