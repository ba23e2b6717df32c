"""Which file of a list of cards is under the pointer, and at which one the keyboard is. Does nothing with it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QListView

from crmdesk.domain.attachment import Attachment
from crmdesk.qt.incoming_files import incoming
from crmdesk.qt.record_model import Index
from crmdesk.ui.timeline.attachments.file_layout import FilePart, Spot

if TYPE_CHECKING:
    from crmdesk.ui.timeline.delegate import TimelineDelegate


class FileCursor(QObject):
    """``pressed`` brings the ``Spot`` of a file that was clicked or entered, and how far right in it, from 0 to 1.

    ``pasted`` brings files from the clipboard.
    """

    pressed = Signal(object, float)
    pasted = Signal(object)
    moved = Signal()

    def __init__(self, view: QListView, delegate: "TimelineDelegate") -> None:
        super().__init__(view)
        self._view, self._delegate = view, delegate
        view.selectionModel().currentChanged.connect(lambda *_what: self.go_to(""))

    @property
    def is_at_file(self) -> bool:
        """Whether the keyboard is at a file."""
        return self._part() is not None

    def files(self) -> tuple[Attachment, ...]:
        """The files of the only touch selected, as they stand on its card."""
        return tuple(part.attachment for part in self._parts())

    def selected(self) -> Attachment | None:
        """The file that commands speak of: the one the keyboard is at, or else the first of the touch selected."""
        if (part := self._part()) is not None:
            return part.attachment
        return next(iter(self.files()), None)

    def spot(self, index: Index, place: QPointF) -> Spot | None:
        """The part of a file at a place of the viewport, in the row that is there."""
        return self._delegate.spot_at(index, self._inside(index, place))

    def go_to(self, uid: str) -> None:
        """Let the keyboard be at a file of the touch selected, or at none."""
        self._delegate.current_file = uid
        self._view.viewport().update()

    def step(self, step: int) -> bool:
        """Go to the next file of the touch selected; says whether there is one to go to."""
        uids = ["", *(part.uid for part in self._parts())]
        current = self._delegate.current_file
        place = (uids.index(current) if current in uids else 0) + step
        if not 0 <= place < len(uids):
            return False
        self.go_to(uids[place])
        self.moved.emit()
        return True

    def press(self, index: Index, spot: Spot, place: QPointF) -> None:
        """Somebody has clicked there."""
        self.pressed.emit(spot, (self._inside(index, place).x() - spot.place.left()) / spot.place.width())

    def enter(self) -> bool:
        """Do with the file the keyboard is at what a click on it would do; says whether there is one."""
        if (part := self._part()) is None:
            return False
        self.pressed.emit(part.spots[0], 0.0)
        return True

    def pastes(self, event: QKeyEvent) -> bool:
        """Whether a key wants the files that are on the clipboard here."""
        return event.matches(QKeySequence.StandardKey.Paste) and bool(incoming(QGuiApplication.clipboard().mimeData()))

    def paste(self) -> None:
        """Take the files that are on the clipboard."""
        self.pasted.emit(incoming(QGuiApplication.clipboard().mimeData()))

    def _inside(self, index: Index, place: QPointF) -> QPointF:
        return place - QPointF(self._view.visualRect(index).topLeft())

    def _part(self) -> FilePart | None:
        return next((part for part in self._parts() if part.uid == self._delegate.current_file), None)

    def _parts(self) -> tuple[FilePart, ...]:
        chosen = self._view.selectedIndexes()
        laid = self._delegate.files_of(chosen[0]) if len(chosen) == 1 else None
        return laid.parts if laid is not None else ()
