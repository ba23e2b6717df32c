"""Where a person chooses files: an edge of the program, so that tests can answer instead."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget


class FileChooser:
    """Asks in the system's own dialogs; ``None`` and nothing mean that the person would rather not."""

    def open_file(self, parent: QWidget, title: str, kinds: str) -> Path | None:
        """One file that exists."""
        name, _kind = QFileDialog.getOpenFileName(parent, title, "", kinds)
        return Path(name) if name else None

    def open_files(self, parent: QWidget, title: str, kinds: str) -> Sequence[Path]:
        """Files that exist."""
        names, _kind = QFileDialog.getOpenFileNames(parent, title, "", kinds)
        return [Path(name) for name in names]

    def save_file(self, parent: QWidget, title: str, suggestion: str, kinds: str, suffix: str) -> Path | None:
        """A file to be written, ending in ``suffix``."""
        name, _kind = QFileDialog.getSaveFileName(parent, title, suggestion, kinds)
        if not name:
            return None
        return Path(name) if name.lower().endswith(suffix) else Path(name + suffix)
