"""What was dropped or pasted, as far as it is files or a picture; texts and tables are for others to take."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage


@dataclass(frozen=True, slots=True)
class IncomingFiles:
    """Files of this computer, or else a picture that is in no file; neither where nothing of the kind came."""

    paths: tuple[Path, ...] = ()
    picture: QImage | None = None

    def __bool__(self) -> bool:
        return bool(self.paths) or self.picture is not None


def incoming(data: QMimeData | None) -> IncomingFiles:
    """Files first: beside them comes a picture of their icon, and their names as a text."""
    if data is None:
        return IncomingFiles()
    paths = tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
    if paths:
        return IncomingFiles(paths)
    # Cells and formatted texts come with a picture of themselves; what was meant is the text.
    is_text = not data.urls() and bool(data.text().strip())
    picture = data.imageData() if data.hasImage() and not is_text else None
    return IncomingFiles(picture=picture) if isinstance(picture, QImage) and not picture.isNull() else IncomingFiles()
