"""Line icons (Lucide) in any colour. Knows nothing of what they stand for."""

from functools import cache
from math import ceil

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPalette, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from crmdesk import paths

_SIZE = 24


def icon(name: str, colour: str | QColor | None = None) -> QIcon:
    """The icon called ``name`` in a colour; without one, in that of buttons, muted where disabled."""
    palette = QGuiApplication.palette()
    made = QIcon()
    shown = QColor(colour) if colour is not None else palette.color(QPalette.ColorRole.ButtonText)
    for scale in _scales():
        made.addPixmap(pixmap(name, shown, _SIZE, scale))
        made.addPixmap(
            pixmap(name, palette.color(QPalette.ColorRole.PlaceholderText), _SIZE, scale), QIcon.Mode.Disabled
        )
    return made


def _scales() -> set[int]:
    """Dots for each logical pixel on the screens there are; Qt makes smaller ones out of larger ones where it must."""
    return {1, *(ceil(screen.devicePixelRatio()) for screen in QGuiApplication.screens())}


def pixmap(name: str, colour: str | QColor, size: int, scale: float) -> QPixmap:
    """The icon as a picture of ``size`` logical pixels with ``scale`` dots each; Qt keeps it for the next time.

    Raises FileNotFoundError for a name there is no icon of.
    """
    key = f"crmdesk {name} {QColor(colour).name()} {size} {scale}"
    kept = QPixmap()
    if QPixmapCache.find(key, kept):
        return kept
    svg = _drawing(name)
    renderer = QSvgRenderer(QByteArray(svg.replace("currentColor", QColor(colour).name()).encode()))
    made = QPixmap(QSize(size, size) * scale)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    renderer.render(painter, QRectF(made.rect()))
    painter.end()
    made.setDevicePixelRatio(scale)
    QPixmapCache.insert(key, made)
    return made


@cache
def _drawing(name: str) -> str:
    return (paths.resource_folder("icons") / f"{name}.svg").read_text("utf-8")
