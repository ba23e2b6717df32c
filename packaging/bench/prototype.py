"""The least that shows the rows of a query: a model, a delegate that wraps a text, a view. Nothing of the program."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_EDGE = 8
_ENDLESS = 100_000
_FLAGS = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft)

Rows = Sequence[Sequence[Any]]


class _Model(QAbstractListModel):
    """Rows whose first value is the text; reads on where there may be more."""

    def __init__(self, read: Callable[[int], Rows]) -> None:
        super().__init__()
        self._read = read
        self._rows: list[Sequence[Any]] = []
        self._has_more = True

    @override
    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return self._rows[index.row()][0] if role == Qt.ItemDataRole.DisplayRole else None

    @override
    def canFetchMore(self, parent: _Index) -> bool:
        return self._has_more

    @override
    def fetchMore(self, parent: _Index) -> None:
        rows = self._read(len(self._rows))
        self._has_more = bool(rows)
        if rows:
            self.beginInsertRows(_NOWHERE, len(self._rows), len(self._rows) + len(rows) - 1)
            self._rows.extend(rows)
            self.endInsertRows()


class _Delegate(QStyledItemDelegate):
    """Paints the text in as many lines as it needs, or in rows of one ``height``."""

    def __init__(self, view: QListView, height: int | None) -> None:
        super().__init__(view)
        self._view, self._height = view, height

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        width = self._view.viewport().width()
        if self._height is not None:
            return QSize(width, self._height)
        room = QRect(0, 0, width - 2 * _EDGE, _ENDLESS)
        needed = QFontMetrics(self._view.font()).boundingRect(room, _FLAGS, index.data())
        return QSize(width, needed.height() + 2 * _EDGE)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        painter.drawText(option.rect.adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE), _FLAGS, index.data())


class Prototype(QListView):
    """Shows what ``read`` gives from a row on; rows are as high as their text unless they have a ``height``."""

    def __init__(self, size: QSize, height: int | None = None) -> None:
        super().__init__()
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setUniformItemSizes(height is not None)
        self.setItemDelegate(_Delegate(self, height))
        self.resize(size)
        self.show()

    def paint_rows(self, read: Callable[[int], Rows]) -> None:
        """Show the rows from the first on, and paint them."""
        model = _Model(read)
        self.setModel(model)
        model.fetchMore(_NOWHERE)
        self.doItemsLayout()
        self.viewport().repaint()
        self._shown = model
