"""Files dragged over the window: says what letting go will do, over everything else, and tells which were dropped."""

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QRect, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget
from typing_extensions import override

from crmdesk.i18n import _, ngettext
from crmdesk.qt.widgets.labels import label
from crmdesk.ui import wording

WORKSPACE_SUFFIX = ".crmdesk"
_EDGE = 24
_LONGEST = 80


class DropGuide(QFrame):
    """Hidden until files of this computer come. ``enabled`` is whether sheets can be taken now."""

    files_dropped = Signal(object)
    workspace_dropped = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.enabled = False
        self._ground = parent
        self.setProperty("look", "drop")
        self.setAcceptDrops(True)
        self._title, self._names = label("", "title"), label("", "muted", wrap=True)
        layout = QVBoxLayout(self)
        layout.setSpacing(8)
        layout.addStretch(1)
        for part in (self._title, self._names):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(part)
        layout.addStretch(1)
        self.hide()

    @property
    def text(self) -> str:
        """What it says will happen."""
        return self._title.text()

    def watch(self, window: QObject) -> None:
        """Look out for what is dragged into a window of the system, whichever widget is below."""
        window.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Shown before the window looks for who may take the drop, the guide is the one found.
        if event.type() == QEvent.Type.DragEnter and isinstance(event, QDropEvent):
            self.offer(event.mimeData())
        return False

    def offer(self, data: QMimeData) -> bool:
        """Say what letting go would do; whether anything would be done."""
        files = _files(data)
        workspace = _workspace_in(files)
        if not files or (workspace is None and not self.enabled):
            return False
        count = len(files)
        names = ", ".join(file.name for file in files)
        self._names.setText(names if len(names) <= _LONGEST else names[: _LONGEST - 1] + "…")
        if workspace is not None:
            self._title.setText(_("Let go to open this workspace"))
        else:
            told = ngettext("Let go to look at this file before importing it",
                            "Let go to look at these {n} files before importing them", count)  # fmt: skip
            self._title.setText(told.format(n=wording.number(count)))
        self.setGeometry(QRect(self._ground.rect()).adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE))
        self.raise_()
        self.show()
        return True

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.offer(event.mimeData()):
            event.acceptProposedAction()

    @override
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.acceptProposedAction()

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.hide()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self.hide()
        event.acceptProposedAction()
        files = _files(event.mimeData())
        workspace = _workspace_in(files)
        if workspace is not None:
            self.workspace_dropped.emit(workspace)
        elif files:
            self.files_dropped.emit(files)


def _files(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def _workspace_in(files: list[Path]) -> Path | None:
    return files[0] if len(files) == 1 and files[0].suffix.lower() == WORKSPACE_SUFFIX else None
