"""A picture that fills its place, can be looked at more closely and be moved about. Knows not where it comes from."""

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

_STEP = 1.25
_MOST = 8.0
_PAN = 60.0
_ARROWS = {
    Qt.Key.Key_Left: QPointF(_PAN, 0),
    Qt.Key.Key_Right: QPointF(-_PAN, 0),
    Qt.Key.Key_Up: QPointF(0, _PAN),
    Qt.Key.Key_Down: QPointF(0, -_PAN),
}


class PictureView(QWidget):
    """``stepped`` tells, by 1 and -1, that the next or the previous picture is wanted; ``zoomed`` that it is nearer."""

    stepped = Signal(int)
    zoomed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._picture = QPixmap()
        self._factor, self._middle = 1.0, QPointF()
        self._grip: QPointF | None = None

    @property
    def share(self) -> float:
        """How large it is shown: 1 when each of its dots is one on the screen, 0 without a picture."""
        return self._fit() * self._factor

    @property
    def is_fitted(self) -> bool:
        """Whether all of it is seen."""
        return self._factor == 1.0

    def show_picture(self, picture: QImage | None, name: str) -> None:
        """Show another picture, all of it, or none."""
        self._picture = QPixmap() if picture is None else QPixmap.fromImage(picture)
        self.setAccessibleName(name)
        self.fit()

    def fit(self) -> None:
        """Show all of it."""
        self._look(1.0, QPointF())

    def zoom(self, steps: int, at: QPointF | None = None) -> None:
        """Come nearer, or go away with a negative number of steps; the place under ``at`` stays where it is."""
        factor = max(1.0, min(self._factor * _STEP**steps, _MOST / max(self._fit(), 0.01)))
        place = (at if at is not None else QPointF(self.rect().center())) - QPointF(self.rect().center())
        self._look(factor, place - (place - self._middle) * (factor / self._factor))

    def _look(self, factor: float, middle: QPointF) -> None:
        self._factor = factor
        spare = (self._shown_size() - QSizeF(self.size())).expandedTo(QSizeF(0, 0)) / 2
        self._middle = QPointF(
            max(-spare.width(), min(middle.x(), spare.width())), max(-spare.height(), min(middle.y(), spare.height()))
        )
        self.update()
        self.zoomed.emit()

    def _fit(self) -> float:
        """So large that it just fits, but never larger than it is."""
        if self._picture.isNull():
            return 0.0
        return min(1.0, self.width() / self._picture.width(), self.height() / self._picture.height())

    def _shown_size(self) -> QSizeF:
        return QSizeF(self._picture.size()) * self.share

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._picture.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        size = self._shown_size()
        corner = QPointF(self.rect().center()) + self._middle - QPointF(size.width(), size.height()) / 2
        painter.drawPixmap(QRectF(corner, size), self._picture, QRectF(self._picture.rect()))
        painter.end()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._look(self._factor, self._middle)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if turned := event.angleDelta().y():
            self.zoom(1 if turned > 0 else -1, event.position())

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and not self.is_fitted:
            self._grip = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is not None:
            self._look(self._factor, self._middle + event.position() - self._grip)
            self._grip = event.position()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grip = None
        self.unsetCursor()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.is_fitted:
            self.zoom(3, event.position())
        else:
            self.fit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(1)
        elif key == Qt.Key.Key_Minus:
            self.zoom(-1)
        elif key == Qt.Key.Key_0:
            self.fit()
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_Space) or (key == Qt.Key.Key_Right and self.is_fitted):
            self.stepped.emit(1)
        elif key == Qt.Key.Key_PageUp or (key == Qt.Key.Key_Left and self.is_fitted):
            self.stepped.emit(-1)
        elif key in _ARROWS:
            self._look(self._factor, self._middle + _ARROWS[key])
        else:
            super().keyPressEvent(event)
