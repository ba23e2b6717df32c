"""What can be done with files, wherever they are shown: attaching, opening, copies, names, taking off.

Each change is one operation that can be undone. Knows not which file is meant: that is said by whoever asks.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject

from crmdesk.domain.attachment import Attachment, FileFamily, KeptFile
from crmdesk.domain.changes import Changes
from crmdesk.domain.errors import ConflictError, CrmError
from crmdesk.domain.file_name import safe_name, shown_name
from crmdesk.i18n import _, ngettext
from crmdesk.qt.incoming_files import IncomingFiles
from crmdesk.qt.plain_text import isolated
from crmdesk.qt.system_opener import open_with_system
from crmdesk.qt.tasks import Watch, was_cancelled
from crmdesk.ui import wording
from crmdesk.ui.timeline.attachments.attaching import Attaching
from crmdesk.ui.timeline.attachments.file_layout import is_picture
from crmdesk.ui.timeline.attachments.picture_viewer import PictureViewer
from crmdesk.ui.timeline.attachments.rename_dialog import RenameDialog
from crmdesk.ui.timeline.attachments.shown_files import ShownFiles
from crmdesk.ui.workbench import TABLES, Workbench

_COPYING, _OPENING = "copy of a file", "open a file"


class FileDeeds(QObject):
    """One for each place where files are shown."""

    def __init__(self, bench: Workbench, shown: ShownFiles, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bench, self._shown = bench, shown
        self._service = bench.services.attachments
        self._attaching = Attaching(bench, self)
        bench.strip.cancel_requested.connect(lambda: bench.runner.cancel(_COPYING))

    def attach(self, touch: str, incoming: IncomingFiles) -> None:
        """Put files on a touch."""
        self._bring(incoming, lambda kept: self._service.attach(touch, kept)[1])

    def attach_to_customer(self, customer: str, incoming: IncomingFiles) -> None:
        """Put files on the timeline of a customer, as an entry of their own."""
        self._bring(incoming, lambda kept: self._service.attach_to_customer(customer, kept)[1])

    def add_version(self, attachment: Attachment) -> None:
        """Let the person choose a newer version of a document."""
        title = _("A newer version of {name}").format(name=isolated(shown_name(attachment.name)))
        path = self._bench.files.open_file(self._bench.window, title, _("All files (*)"))
        if path is not None:
            incoming = IncomingFiles((path,))
            self._bring(incoming, lambda kept: self._service.add_version(attachment.uid, kept[0])[1])

    def open(self, attachment: Attachment, beside: Sequence[Attachment] = ()) -> None:
        """Show a picture together with those ``beside`` it, play a recording, hand anything else to its program."""
        if attachment.family is FileFamily.AUDIO and not attachment.is_missing:
            self._shown.recordings.toggle(attachment)
        elif is_picture(attachment):
            self._look_at(attachment, beside)
        else:
            self._hand_over(attachment)

    def save_copy(self, attachment: Attachment) -> None:
        """Ask where, and write a copy there."""
        bench = self._bench
        if bench.runner.busy(_COPYING):
            bench.notice.tell(_("Another copy is still being written; try again when it is done."))
            return
        target = bench.files.save_file(
            bench.window, _("Save a copy"), safe_name(attachment.name), _("All files (*)"), ""
        )
        if target is not None:
            self._write_copy(attachment, target)

    def rename(self, attachment: Attachment) -> None:
        """Ask what it is to be called."""
        dialog = RenameDialog(attachment.name, self._bench.window)

        def rename(name: str) -> None:
            told = _("Renamed to {name}.").format(name=isolated(shown_name(name.strip())))
            dialog.finish(self._bench.operations.perform(lambda: self._service.rename(attachment.uid, name), told))

        dialog.submitted.connect(rename)
        dialog.open_once()

    def remove(self, attachments: Sequence[Attachment]) -> None:
        """Take files off their touches."""
        uids = [attachment.uid for attachment in attachments]
        told = ngettext("File removed.", "{count} files removed.", len(uids)).format(count=wording.number(len(uids)))
        self._bench.operations.attempt(lambda: self._service.remove(uids), told)

    def _bring(self, incoming: IncomingFiles, attach: Callable[[tuple[KeptFile, ...]], Changes]) -> None:
        def take(kept: tuple[KeptFile, ...]) -> None:
            told = ngettext("File attached.", "{count} files attached.", len(kept))
            self._bench.operations.attempt(lambda: attach(kept), told.format(count=wording.number(len(kept))))

        self._attaching.bring(incoming, take)

    def _look_at(self, attachment: Attachment, beside: Sequence[Attachment]) -> None:
        pictures = [each for each in beside if is_picture(each)] or [attachment]
        viewer = PictureViewer(pictures, self._shown.read, self._bench.runner, self._bench.window)
        viewer.copy_requested.connect(self.save_copy)
        viewer.open_at(attachment.uid)

    def _hand_over(self, attachment: Attachment) -> None:
        files = self._bench.services.attached_files

        def done(path: Path) -> None:
            if not open_with_system(path):
                self._offer_copy(attachment, _("No program for such files was found here."))

        def failed(error: CrmError) -> None:
            if isinstance(error, ConflictError):
                self._offer_copy(attachment, error.message)
            elif not was_cancelled(error):
                self._bench.notice.tell(error.message)

        self._bench.runner.start(
            _OPENING, lambda watch: files.copy_to_open(attachment, watch), done=done, failed=failed
        )

    def _offer_copy(self, attachment: Attachment, sentence: str) -> None:
        self._bench.notice.tell(sentence, _("Save a copy…"), lambda: self.save_copy(attachment))

    def _write_copy(self, attachment: Attachment, target: Path) -> None:
        bench, files = self._bench, self._bench.services.attached_files
        owns_strip = not bench.runner.busy(TABLES)

        def end(sentence: str) -> None:
            if owns_strip:
                bench.strip.end()
            bench.notice.tell(sentence)

        def work(watch: Watch) -> None:
            files.save_copy(attachment, target, watch)

        bench.runner.start(
            _COPYING,
            work,
            done=lambda _none: end(_("The copy is written.")),
            failed=lambda error: end(_("Stopped; no copy was written.") if was_cancelled(error) else error.message),
            progressed=bench.strip.show_progress if owns_strip else lambda _done, _total: None,
        )
        if owns_strip:
            bench.strip.begin(_("Writing a copy of {name}").format(name=isolated(shown_name(attachment.name))))
