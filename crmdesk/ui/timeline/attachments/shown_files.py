"""What cards need to show files: thumbnails, what is being heard, and the painter that knows both. Paints nothing."""

from PySide6.QtCore import QObject

from crmdesk.domain.errors import ValidationError
from crmdesk.i18n import _
from crmdesk.qt.thumbnails import Thumbnails
from crmdesk.ui.timeline.attachments.file_painter import FilePainter
from crmdesk.ui.timeline.attachments.recordings import Recordings
from crmdesk.ui.workbench import Workbench

_MOST = 256 * 1024**2
"""In bytes: hours of a recording."""


class ShownFiles(QObject):
    """One for each place where files are shown."""

    def __init__(self, bench: Workbench, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self.thumbnails = Thumbnails(bench.runner, self.read, self)
        self.recordings = Recordings(bench, self.read, self)
        self.painter = FilePainter(self.thumbnails, self.recordings.hearing)

    def read(self, digest: str) -> bytes:
        """All of a file that can be held in memory.

        Raises CrmError where it is gone, cannot be read, or is too large.
        """
        with self._bench.services.attached_files.read(digest) as stream:
            data = stream.read(_MOST + 1)
        if len(data) > _MOST:
            raise ValidationError(_("This file is too large to be shown here; save a copy of it."))
        return data
