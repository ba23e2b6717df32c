"""Where a person chooses files: an edge of the program, so that tests can answer instead."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from crmdesk.qt.view_state import ViewState

_FOLDER = "files.folder"


class FileChooser:
    """Asks in the system's own dialogs; ``None`` and nothing mean that the person would rather not.

    It begins in the folder chosen from last, which ``state`` keeps, at first in the person's documents.
    """

    def __init__(self, state: ViewState | None = None) -> None:
        self.state = state or ViewState()

    @property
    def folder(self) -> str:
        """Where to begin."""
        last = self.state.text(_FOLDER)
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return next((each for each in (last, documents) if each and Path(each).is_dir()), str(Path.home()))

    def open_file(self, parent: QWidget, title: str, kinds: str) -> Path | None:
        """One file that exists."""
        name, _kind = QFileDialog.getOpenFileName(parent, title, self.folder, kinds)
        return self._chosen(Path(name)) if name else None

    def open_files(self, parent: QWidget, title: str, kinds: str) -> Sequence[Path]:
        """Files that exist."""
        names, _kind = QFileDialog.getOpenFileNames(parent, title, self.folder, kinds)
        return [self._chosen(Path(name)) for name in names]

    def save_file(self, parent: QWidget, title: str, suggestion: str, kinds: str, suffix: str) -> Path | None:
        """A file to be written, ending in ``suffix``."""
        # A suggestion with a folder of its own stays where it is.
        place = str(Path(self.folder) / suggestion)
        name, _kind = QFileDialog.getSaveFileName(parent, title, place, kinds)
        if not name:
            return None
        return self._chosen(Path(name) if name.lower().endswith(suffix) else Path(name + suffix))

    def _chosen(self, path: Path) -> Path:
        self.state.put(_FOLDER, str(path.parent))
        return path
