"""What cards need to show files: thumbnails, what is being heard, and the painter that knows both."""

from collections.abc import Iterable, Mapping
from functools import partial

from PySide6.QtCore import QObject

from crmdesk.domain.attachment import Attachment
from crmdesk.domain.touch import Touch
from crmdesk.qt.thumbnails import Thumbnails
from crmdesk.ui.timeline.attachments.file_bytes import read_whole
from crmdesk.ui.timeline.attachments.file_painter import FilePainter
from crmdesk.ui.timeline.attachments.recordings import Recordings
from crmdesk.ui.workbench import Workbench


class ShownFiles(QObject):
    """Reads which files there are on touches once, until it is told to ``forget``."""

    def __init__(self, bench: Workbench, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._service = bench.services.attachments
        self._known: dict[str, tuple[Attachment, ...]] = {}
        self.read = partial(read_whole, bench)
        self.thumbnails = Thumbnails(bench.runner, self.read, self)
        self.recordings = Recordings(bench, self.read, self)
        self.painter = FilePainter(self.thumbnails, self.recordings.hearing)

    def of(self, touches: Iterable[Touch]) -> Mapping[str, tuple[Attachment, ...]]:
        """The files on touches, by the uid of each.

        Raises CrmError as the service does.
        """
        new = [touch.uid for touch in touches if touch.uid not in self._known]
        if new:
            found = self._service.of_touches(new)
            self._known.update((uid, found.get(uid, ())) for uid in new)
        return self._known

    def forget(self) -> None:
        """There may be others now."""
        self._known = {}
