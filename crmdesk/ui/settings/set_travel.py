"""The way of a set of entries out into a file and in from one: asked, written or read beside the window, looked at.

Knows no set: whoever leads one through says how it is written, read, shown and taken in.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from crmdesk.domain.changes import Changes
from crmdesk.domain.errors import CrmError
from crmdesk.i18n import _
from crmdesk.qt.widgets.form_dialog import FormDialog
from crmdesk.ui.operations import Offer
from crmdesk.ui.settings.pick_dialog import PickDialog, PickWish
from crmdesk.ui.workbench import Workbench

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class FileWords:
    """The title of the dialog for files, and what it calls the kinds of files, by their endings."""

    title: str
    kinds: Mapping[str, str]


class Incoming(Protocol[Found]):
    """A set that is taken in."""

    def read(self, path: Path, /) -> Found:
        """What a file holds, and what would become of it; beside the window."""
        ...

    def preview(self, found: Found, window: QWidget, /) -> FormDialog:
        """The dialog that shows that and offers how it is taken in."""
        ...

    def take_in(self, found: Found, value: Any, /) -> Changes:
        """Take it in as offered; beside the window."""
        ...

    def told(self, found: Found, /) -> str:
        """What has been done."""
        ...


class SetTravel(QObject, Generic[Found]):
    """``failed`` brings the sentence that says what went wrong, empty when something begins anew.

    ``slot`` is that of the runner: one such journey at a time.
    """

    failed = Signal(str)

    def __init__(self, bench: Workbench, slot: str, host: QWidget) -> None:
        super().__init__(host)
        self._bench, self._slot, self._host = bench, slot, host

    def send(self, dialog: PickDialog[Any], words: FileWords, write: Callable[[PickWish, Path], str]) -> None:
        """Ask what goes out and where to; ``write`` works beside the window and returns what has been done."""
        self.failed.emit("")

        def choose(wish: PickWish) -> None:
            name, kinds = f"{wish.name}{dialog.suffix}", words.kinds[dialog.suffix]
            path = self._bench.files.save_file(self._host, words.title, name, kinds, dialog.suffix)
            if path is not None:
                dialog.accept()
                self._run(lambda: write(wish, path), self._bench.notice.tell)

        dialog.submitted.connect(choose)
        dialog.open_once()

    def bring(self, title: str, kinds: str, incoming: Incoming[Found]) -> None:
        """Ask for a file, show what it would bring, and take it in."""
        self.failed.emit("")
        path = self._bench.files.open_file(self._host, title, kinds)
        if path is not None:
            self._run(lambda: incoming.read(path), lambda found: self._preview(found, incoming))

    def _preview(self, found: Found, incoming: Incoming[Found]) -> None:
        dialog = incoming.preview(found, self._bench.window)

        def take(value: object) -> None:
            dialog.accept()
            self._run(lambda: incoming.take_in(found, value), taken)

        def taken(changes: Changes) -> None:
            self._bench.operations.offer(Offer(incoming.told(found), _("Undo")))
            self._bench.bus.publish(changes)

        dialog.submitted.connect(take)
        dialog.open_once()

    def _run(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        self._bench.runner.start(self._slot, lambda _watch: work(), done=done, failed=self._fail)

    def _fail(self, error: CrmError) -> None:
        self.failed.emit(error.message)
