# The part of pyqtgraph that crmdesk uses.

from PySide6.QtWidgets import QGraphicsItem, QGraphicsObject

class GraphicsObject(QGraphicsObject):
    def __init__(self, parent: QGraphicsItem | None = ...) -> None: ...
