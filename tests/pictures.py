"""Pictures made for tests."""

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage, QImageWriter


def picture(colour: str = "#0072b2", width: int = 60, height: int = 40) -> QImage:
    """A picture of one colour."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image


def png(colour: str = "#0072b2", width: int = 60, height: int = 40) -> bytes:
    """``picture`` as a file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"PNG").write(picture(colour, width, height))
    return bytes(buffer.data().data())
