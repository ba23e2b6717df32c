"""Handing a file or a folder to the program the system has for it: an edge of the program, and the only such place.

Which files may be handed over is for others to say.
"""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def open_with_system(path: Path) -> bool:
    """Open a file or a folder of this computer; says whether there is a program for it."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
