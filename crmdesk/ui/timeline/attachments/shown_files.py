"""What cards need to show files: thumbnails, what is being heard, and the painter that knows both. Paints nothing."""

from PySide6.QtCore import QObject

from crmdesk.qt.thumbnails import Thumbnails
from crmdesk.ui.timeline.attachments.file_painter import FilePainter
from crmdesk.ui.timeline.attachments.recordings import Recordings
from crmdesk.ui.workbench import Workbench


class ShownFiles(QObject):
    """One for each place where files are shown."""

    def __init__(self, bench: Workbench, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self.thumbnails = Thumbnails(bench.runner, self._read, self)
        self.recordings = Recordings(bench, self._read, self)
        self.painter = FilePainter(self.thumbnails, self.recordings.hearing)

    def _read(self, digest: str) -> bytes:
        return self._bench.services.attachments.read(digest)
