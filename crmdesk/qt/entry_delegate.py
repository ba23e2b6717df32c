"""How an entry of an edited list looks: its colour, its name, what is to be known of it at the right.

Knows nothing of what the entries are.
"""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView, QWidget
from typing_extensions import override

from crmdesk.i18n import _
from crmdesk.qt.appearance import Appearance
from crmdesk.qt.entry_model import Entry, EntryModel, Index
from crmdesk.qt.icons import pixmap
from crmdesk.qt.painting import draw_chip, draw_line, draw_row_ground, line_width
from crmdesk.qt.roles import RECORD
from crmdesk.qt.widgets.fields import TextLine

_ROW = 40
_SIDE = 12
_STEP = 22
_CHEVRON = 16
_DOT = 5.0
_GAP = 10
_CHIP_PADS = 16


class EntryDelegate(QStyledItemDelegate):
    """Where entries stand below others there is room at the left for what unfolds them.

    ``begun`` is told an editor when it opens.
    """

    def __init__(self, view: QTreeView, entries: EntryModel, appearance: Appearance) -> None:
        super().__init__(view)
        self._view, self._entries, self._appearance = view, entries, appearance
        self.begun: Callable[[TextLine], None] = lambda _editor: None

    def unfolding(self, row: QRect, index: Index) -> QRect:
        """Where a row is pressed to unfold it."""
        left = self._step(self._entries.entry(index))
        return QRect(row.left() + left, row.top(), _SIDE + _CHEVRON + 4, row.height())

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(160, _ROW)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Entry = index.data(RECORD)
        theme, rect = self._appearance.theme, QRectF(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_ground(painter, option, rect, selected=selected)
        if self._entries.rowCount(index):
            self._draw_chevron(painter, rect.adjusted(self._step(entry), 0, 0, 0), index)
        inside = rect.adjusted(self._indent(entry), 0, -_SIDE - 4, 0)
        if entry.colour is not None:
            inside.setLeft(self._draw_dot(painter, inside, theme.data[entry.colour % len(theme.data)]))
        detail = draw_line(painter, inside, entry.detail, theme.muted, theme.sizes.small, right=True)
        if detail:
            inside.setRight(inside.right() - detail - _GAP)
        for word in (entry.badge, _("retired") if entry.retired else ""):
            if word:
                width = line_width(word, theme.sizes.small) + _CHIP_PADS
                place = QRectF(inside.right() - width, inside.top(), width, inside.height())
                draw_chip(painter, place, word, (theme.muted, theme.chip), theme.sizes.small)
                inside.setRight(inside.right() - width - _GAP)
        ink = theme.muted if entry.retired else theme.text
        bold = self._entries.is_deep and not entry.above
        used = draw_line(painter, inside, entry.name, ink, theme.sizes.body, bold=bold)
        if entry.note:
            inside.setLeft(inside.left() + used + _GAP)
            draw_line(painter, inside, entry.note, theme.muted, theme.sizes.small)
        painter.restore()

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = TextLine(name=_("Name"), parent=parent)
        self.begun(editor)
        return editor

    @override
    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Entry = index.data(RECORD)
        left = (
            int(self._indent(entry))
            - (4 if self._entries.is_deep else 10)
            + (int(4 * _DOT) if entry.colour is not None else 0)
        )
        editor.setGeometry(QRect(option.rect).adjusted(left, 3, -_SIDE, -3))

    def _indent(self, entry: Entry) -> float:
        return _SIDE + _CHEVRON + 6 + self._step(entry) if self._entries.is_deep else _SIDE

    def _step(self, entry: Entry | None) -> int:
        """How far an entry is moved in for standing below others."""
        return _STEP * self._entries.depth(entry) if entry is not None else 0

    def _draw_ground(self, painter: QPainter, option: QStyleOptionViewItem, rect: QRectF, *, selected: bool) -> None:
        hovered, focused = bool(option.state & QStyle.StateFlag.State_MouseOver), selected and self._view.hasFocus()
        ground = rect.adjusted(4, 1.5, -4, -1.5)
        draw_row_ground(painter, ground, self._appearance.theme, selected=selected, hovered=hovered, focused=focused)

    def _draw_chevron(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        unfolded = self._view.isExpanded(self._entries.sibling(index.row(), 0, index))
        name = "chevron-down" if unfolded else "chevron-right"
        scale = self._view.devicePixelRatioF()
        picture = pixmap(name, self._appearance.theme.muted, _CHEVRON, scale)
        painter.drawPixmap(QPointF(rect.left() + _SIDE, rect.center().y() - _CHEVRON / 2), picture)

    @staticmethod
    def _draw_dot(painter: QPainter, inside: QRectF, colour: str) -> float:
        """Draw a spot of colour; returns where the name begins."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawEllipse(QPointF(inside.left() + _DOT, inside.center().y()), _DOT, _DOT)
        return inside.left() + 4 * _DOT
