"""Pictures out of bytes nobody trusts: only kinds that cannot lead anywhere else, never larger than asked for.

Pure functions over ``QImage``, for threads beside the window's. Whatever cannot be shown is None, never an error.
"""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize, Qt
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader, QImageWriter

# Not SVG, which can name other files and grow without end.
_KINDS = {b"png", b"jpeg", b"gif", b"bmp", b"webp", b"tiff", b"ico"}
_MEGABYTES = 256
_MOST_DOTS = 80_000_000


def cover(data: bytes, size: QSize) -> QImage | None:
    """The middle of a picture, as much as fills ``size`` dots."""
    if (opened := _reader(data)) is None:
        return None
    reader, wanted = opened[0], size
    if reader.transformation() & QImageIOHandler.Transformation.TransformationRotate90:
        wanted = size.transposed()
    whole = reader.size()
    shown = wanted.scaled(whole, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))
    corner = QRect(0, 0, whole.width(), whole.height()).center() - QRect(0, 0, shown.width(), shown.height()).center()
    reader.setClipRect(QRect(corner, shown))
    reader.setScaledSize(wanted)
    return _read(reader)


def whole(data: bytes, most: QSize) -> QImage | None:
    """All of a picture, made smaller where it is larger than ``most`` dots."""
    if (opened := _reader(data)) is None:
        return None
    reader = opened[0]
    if reader.transformation() & QImageIOHandler.Transformation.TransformationRotate90:
        most = most.transposed()
    size = reader.size()
    if size.width() > most.width() or size.height() > most.height():
        reader.setScaledSize(size.scaled(most, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1)))
    return _read(reader)


def png_of(picture: QImage) -> bytes:
    """A picture as a PNG file."""
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"PNG").write(picture)
    buffer.close()
    return bytes(kept.data())


def _reader(data: bytes) -> tuple[QImageReader, QBuffer] | None:
    """A reader, and the buffer that has to live as long."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader()
    QImageReader.setAllocationLimit(_MEGABYTES)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    reader.setDevice(buffer)
    size = reader.size()
    known = bytes(reader.format().data()) in _KINDS and size.isValid() and not size.isEmpty()
    return (reader, buffer) if known and size.width() * size.height() <= _MOST_DOTS else None


def _read(reader: QImageReader) -> QImage | None:
    image = reader.read()
    return None if image.isNull() else image
