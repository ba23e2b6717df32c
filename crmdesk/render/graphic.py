"""A finished chart as one graphics item that paints everything itself. Knows not what is drawn, nor where it goes."""

from collections.abc import Callable, Mapping

from pyqtgraph import GraphicsObject
from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget
from typing_extensions import override

from crmdesk.render.drawing import Box, Drawing, paint

Tips = Mapping[str, str]


class Graphic(GraphicsObject):
    """A drawing with its ``title`` and, for those who cannot see it, a ``summary``.

    ``tips`` say in words what the boxes stand for, by their keys; where there are very many of them, when the first is
    asked for. ``size`` is in logical pixels.
    """

    def __init__(
        self,
        drawing: Drawing,
        size: QSizeF,
        *,
        title: str,
        summary: str,
        tips: Tips | Callable[[], Tips] | None = None,
    ) -> None:
        super().__init__()
        self.drawing, self.title, self.summary = drawing, title, summary
        self._tips = tips or {}
        self._rect = QRectF(0, 0, size.width(), size.height())

    def bars(self) -> tuple[Box, ...]:
        """The boxes that can be pointed at."""
        return tuple(mark for mark in self.drawing if isinstance(mark, Box) and mark.key)

    def tip(self, key: str) -> str:
        """What a box stands for, in words."""
        if callable(self._tips):
            self._tips = self._tips()
        return self._tips.get(key, "")

    @override
    def boundingRect(self) -> QRectF:
        return self._rect

    @override
    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        paint(self.drawing, painter)
