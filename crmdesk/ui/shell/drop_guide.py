"""Files dragged over the window: shows, over everything else, where they can be let go and what then happens."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from crmdesk.qt.appearance import Appearance
from crmdesk.qt.drop_target import DropTarget
from crmdesk.qt.icons import pixmap
from crmdesk.qt.incoming_files import IncomingFiles, incoming
from crmdesk.qt.painting import draw_line, line_width

_VEIL, _QUIET, _HOT = 0.6, 0.4, 0.96
"""How much of what is below is covered: everywhere, where files can be let go, and where they would be."""

_INSET = 6
_ICON, _GAP = 20, 10
_LINE = 24
_PILL, _PAD = 36, 14

Offer = Callable[[IncomingFiles, QPoint], Sequence[DropTarget]]
"""Where files can be let go while the pointer is at a point; nowhere if there is nothing to be done with them."""


class DropGuide(QWidget):
    """Hidden until files of this computer, or a picture, come; ``offer`` says where they can go."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance, self._ground = appearance, parent
        self.offer: Offer = lambda _incoming, _place: ()
        self._targets: Sequence[DropTarget] = ()
        self._hot: DropTarget | None = None
        self.setAcceptDrops(True)
        self.hide()

    @property
    def text(self) -> str:
        """What would happen if they were let go now."""
        return self._hot.sentence if self._hot is not None else ""

    @property
    def sentences(self) -> tuple[str, ...]:
        """What would happen in all the places."""
        return tuple(target.sentence for target in self._targets)

    def watch(self, window: QObject) -> None:
        """Look out for what is dragged into a window of the system, whichever widget is below."""
        window.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Shown before the window looks for who may take the drop, the guide is the one found.
        if event.type() == QEvent.Type.DragEnter and isinstance(event, QDropEvent):
            place = self._ground.mapFrom(self._ground.window(), event.position().toPoint())
            self.show_for(event.mimeData(), place)
        return False

    def show_for(self, data: QMimeData, place: QPoint) -> bool:
        """Show where these data can be let go, the pointer being at a point; whether they can be anywhere."""
        found = incoming(data)
        self._targets = self.offer(found, place) if found else ()
        if not self._targets:
            self.hide()
            return False
        hot = [target for target in self._targets if target.place.contains(place)]
        self._hot = hot[-1] if hot else None
        self.setGeometry(self._ground.rect())
        self.raise_()
        self.show()
        self.update()
        return True

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self.dragMoveEvent(event)

    @override
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        is_offered = self.show_for(event.mimeData(), event.position().toPoint())
        # Accepted as a whole, so that it goes on being told where the pointer is.
        event.setAccepted(is_offered)

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.hide()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        is_offered = self.show_for(event.mimeData(), event.position().toPoint())
        self.hide()
        if is_offered and self._hot is not None:
            event.acceptProposedAction()
            self._hot.take(incoming(event.mimeData()))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), _covering(self._appearance.theme.canvas, _VEIL))
        for target in self._targets:
            self._paint(painter, target, is_hot=target is self._hot)
        painter.end()

    def _paint(self, painter: QPainter, target: DropTarget, *, is_hot: bool) -> None:
        theme = self._appearance.theme
        frame = QRectF(target.place).adjusted(_INSET, _INSET, -_INSET, -_INSET)
        style = Qt.PenStyle.SolidLine if is_hot else Qt.PenStyle.DashLine
        painter.setPen(QPen(QColor(theme.accent if is_hot else theme.outline), 2, style))
        painter.setBrush(_covering(theme.chip_accent, _HOT) if is_hot else _covering(theme.surface, _QUIET))
        painter.drawRoundedRect(frame, theme.radii.card, theme.radii.card)
        size, ink = theme.sizes.heading if is_hot else theme.sizes.body, theme.accent if is_hot else theme.text
        room = frame.width() - 2 * _PAD
        width = min(room - _ICON - _GAP, line_width(target.sentence, size, bold=is_hot))
        left = frame.center().x() - (width + _ICON + _GAP) / 2
        if not is_hot:
            # What is below goes on being seen, and is aimed at.
            painter.setPen(QPen(QColor(theme.outline), 1))
            painter.setBrush(QColor(theme.surface))
            pill = QRectF(left, frame.center().y() - _PILL / 2, width + _ICON + _GAP, _PILL).adjusted(-_PAD, 0, _PAD, 0)
            painter.drawRoundedRect(pill, _PILL / 2, _PILL / 2)
        sign = pixmap(target.icon, ink, _ICON, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(left, frame.center().y() - _ICON / 2), sign)
        line = QRectF(left + _ICON + _GAP, frame.center().y() - _LINE / 2, width + 1, _LINE)
        draw_line(painter, line, target.sentence, ink, size, bold=is_hot)


def _covering(colour: str, share: float) -> QColor:
    shown = QColor(colour)
    shown.setAlphaF(share)
    return shown
