# The part of pyqtgraph that crmdesk uses.

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGraphicsItem, QGraphicsObject, QGraphicsView, QWidget

class GraphicsObject(QGraphicsObject):
    def __init__(self, parent: QGraphicsItem | None = ...) -> None: ...

class GraphicsView(QGraphicsView):
    def __init__(self, parent: QWidget | None = ..., background: str | None = ...) -> None: ...
    def resizeEvent(self, event: QResizeEvent | None) -> None: ...
