"""What can be done with files dragged over the window, and where: by what they are, and by what is on the screen."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect

from crmdesk.i18n import _, ngettext
from crmdesk.qt.drop_target import DropTarget
from crmdesk.qt.incoming_files import IncomingFiles
from crmdesk.ui import wording
from crmdesk.ui.commands.context import CUSTOMERS

if TYPE_CHECKING:
    from crmdesk.ui.shell.main_window import MainWindow

WORKSPACE_SUFFIX = ".crmdesk"
_TABLES = {".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv", ".txt", ".htm", ".html"}


class DropOffer:
    """A workspace is opened; a table is brought in or attached, as the place says; anything else is attached.

    Where no customer is in front everything is looked at as a table, and the import says what it cannot read.
    """

    def __init__(self, window: "MainWindow") -> None:
        self._window = window

    def __call__(self, incoming: IncomingFiles, place: QPoint) -> Sequence[DropTarget]:
        """Where files can be let go while the pointer is at a point."""
        window, frame = self._window, self._window.frame_of_window
        if (workspace := _workspace_in(incoming)) is not None:
            sentence = _("Let go to open this workspace")
            return [DropTarget(frame.rect(), sentence, "folder-open", lambda _files: window.chooser.open(workspace))]
        opened = window.opened_or_none
        if opened is None:
            return ()
        in_front = window.shown_screen == CUSTOMERS
        attached = opened.customers.drop_targets(place, frame) if in_front else ()
        can_import = bool(incoming.paths) and not opened.is_exchanging
        if not attached:
            return [self._table(incoming, frame.rect())] if can_import else ()
        if not (can_import and any(path.suffix.lower() in _TABLES for path in incoming.paths)):
            return attached
        # Where the customers are listed, others can come in.
        listed = opened.customers.list if opened.customers.list.isVisible() else frame.top_bar
        return [self._table(incoming, listed.rect().translated(listed.mapTo(frame, QPoint()))), *attached]

    def _table(self, incoming: IncomingFiles, place: QRect) -> DropTarget:
        told = ngettext("Look at it before importing it", "Look at these {n} files before importing them",
                        len(incoming.paths))  # fmt: skip
        sentence = told.format(n=wording.number(len(incoming.paths)))
        return DropTarget(place, sentence, "sheet", lambda files: self._window.ways.take_files(files.paths))


def _workspace_in(incoming: IncomingFiles) -> Path | None:
    paths = incoming.paths
    return paths[0] if len(paths) == 1 and paths[0].suffix.lower() == WORKSPACE_SUFFIX else None
