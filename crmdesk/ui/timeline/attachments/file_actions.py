"""What the commands about files do: to the file a timeline has selected, or to the recording that is heard."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from crmdesk.domain.attachment import Attachment
from crmdesk.qt.incoming_files import IncomingFiles
from crmdesk.ui.timeline.attachments.attaching import choose_files
from crmdesk.ui.timeline.attachments.file_deeds import FileDeeds
from crmdesk.ui.timeline.attachments.file_layout import Act, Spot, is_recording
from crmdesk.ui.workbench import Workbench

if TYPE_CHECKING:
    from crmdesk.ui.timeline.panel import TimelinePanel


class FileActions(QObject):
    """Speaks of what is selected in ``panel``."""

    def __init__(self, bench: Workbench, panel: "TimelinePanel", deeds: FileDeeds) -> None:
        super().__init__(panel)
        self._bench, self._panel, self.deeds = bench, panel, deeds
        self._recordings = panel.files.recordings
        panel.list.files.pressed.connect(self._press)
        panel.list.files.pasted.connect(self.paste)

    def add(self) -> None:
        """Add files to the touch selected."""
        if (touch := self._panel.selected_touch()) is not None:
            choose_files(self._bench, lambda incoming: self.deeds.attach(touch.uid, incoming))

    def add_to_customer(self) -> None:
        """Add files to the timeline shown."""
        customer = self._panel.reading.customer
        if customer:
            choose_files(self._bench, lambda incoming: self.deeds.attach_to_customer(customer, incoming))

    def paste(self, incoming: IncomingFiles) -> None:
        """Put files on the touch selected, or else on the timeline shown."""
        touch, customer = self._panel.selected_touch(), self._panel.reading.customer
        if touch is not None:
            self.deeds.attach(touch.uid, incoming)
        elif customer:
            self.deeds.attach_to_customer(customer, incoming)

    def open(self) -> None:
        """Show, play or open the file selected."""
        if (file := self.selected()) is not None:
            self.deeds.open(file, self._panel.list.files.files())

    def save_copy(self) -> None:
        """Write a copy of the file selected."""
        if (file := self.selected()) is not None:
            self.deeds.save_copy(file)

    def add_version(self) -> None:
        """Add a newer version of the document selected."""
        if (file := self.selected()) is not None:
            self.deeds.add_version(file)

    def rename(self) -> None:
        """Call the file selected otherwise."""
        if (file := self.selected()) is not None:
            self.deeds.rename(file)

    def remove(self) -> None:
        """Take the file selected off its touch."""
        if (file := self.selected()) is not None:
            self.deeds.remove([file])
            self._panel.list.setFocus()

    def selected(self) -> Attachment | None:
        """The file that commands speak of."""
        return self._panel.list.files.selected()

    def recording(self) -> Attachment | None:
        """The recording that commands speak of: what is heard, else what is selected, else what was heard last."""
        heard = self._recordings.current
        if heard is not None and self._recordings.hearing(heard.uid).is_playing:
            return heard
        chosen = (self.selected(), *self._panel.list.files.files())
        return next((file for file in chosen if file is not None and is_recording(file)), heard)

    def play(self) -> None:
        """Play, or stop here."""
        if (recording := self.recording()) is not None:
            self._recordings.toggle(recording)

    def back(self) -> None:
        """Hear the last seconds again."""
        self._recordings.jump(-1)

    def forward(self) -> None:
        """Leave out the next seconds."""
        self._recordings.jump(1)

    def slower(self) -> None:
        """Play slower."""
        self._recordings.change_rate(-1)

    def faster(self) -> None:
        """Play faster."""
        self._recordings.change_rate(1)

    def _press(self, spot: Spot, share: float) -> None:
        file = next((each for each in self._panel.list.files.files() if each.uid == spot.uid), None)
        if file is None:
            return
        match spot.act:
            case Act.OPEN | Act.PLAY:
                self.deeds.open(file, self._panel.list.files.files())
            case Act.BACK:
                self._recordings.jump(-1, file)
            case Act.SEEK:
                self._recordings.seek(file, share)
            case Act.RATE:
                self._recordings.turn_rate()
