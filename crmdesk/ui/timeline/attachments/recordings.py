"""Listening to recordings on their cards: one at a time, as fast as was chosen last. Knows no card."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from crmdesk.domain.attachment import Attachment
from crmdesk.domain.errors import CrmError
from crmdesk.i18n import _
from crmdesk.qt.recording_player import RecordingPlayer, load_multimedia, next_rate
from crmdesk.ui.timeline.attachments.hearing import Hearing
from crmdesk.ui.workbench import Workbench

_SLOT = "recording"
_JUMP = 5000


class Recordings(QObject):
    """``read`` gives the bytes of a file, on another thread.

    ``changed`` brings a recording of which another moment is heard; ``taken`` tells that another one is heard, or none.
    """

    changed = Signal(object)
    taken = Signal()

    def __init__(self, bench: Workbench, read: Callable[[str], bytes], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bench, self._read = bench, read
        self._player: RecordingPlayer | None = None
        self._rate = 1.0
        self._is_loading = self._was_told = False
        self.current: Attachment | None = None

    def hearing(self, uid: str) -> Hearing:
        """How a recording is being listened to."""
        player = self._player
        if self.current is None or self.current.uid != uid or player is None or self._is_loading:
            is_coming = self._is_loading and self.current is not None and self.current.uid == uid
            return Hearing(is_playing=is_coming, rate=self._rate)
        return Hearing(
            is_playing=player.is_playing,
            is_loaded=True,
            position=player.position,
            duration=player.duration,
            rate=self._rate,
        )

    def toggle(self, recording: Attachment) -> None:
        """Listen to it from where it was left, or stop there; whatever else is heard stops."""
        if self.current is None or self.current.uid != recording.uid:
            self._load(recording)
        elif self._player is None or self._is_loading:
            self.stop()
        elif self._player.is_playing:
            self._player.pause()
        else:
            self._play(self._player)

    def jump(self, steps: int, recording: Attachment | None = None) -> None:
        """Go five seconds on for each step, or back, in what is heard; not unless it is this ``recording``."""
        is_meant = recording is None or (self.current is not None and self.current.uid == recording.uid)
        if self._player is not None and is_meant:
            self._player.seek(self._player.position + steps * _JUMP)

    def seek(self, recording: Attachment, share: float) -> None:
        """Go to where this share of it has gone by; it is played from there if it was not heard yet."""
        if self.current is None or self.current.uid != recording.uid:
            self._load(recording, share)
        elif self._player is not None:
            self._player.seek(round(share * self._player.duration))

    def change_rate(self, step: int) -> None:
        """The next faster speed, or the next slower."""
        self._set_rate(next_rate(self._rate, step))

    def turn_rate(self) -> None:
        """The next faster speed, and after the fastest the slowest."""
        faster = next_rate(self._rate, 1)
        self._set_rate(faster if faster != self._rate else next_rate(0.0, 0))

    def stop(self) -> None:
        """Let go of what is heard."""
        self._bench.runner.forget(_SLOT)
        self._is_loading = False
        if self._player is not None:
            self._player.unload()
        before, self.current = self.current, None
        if before is not None:
            self.changed.emit(before)
            self.taken.emit()

    def _load(self, recording: Attachment, share: float = 0.0) -> None:
        self.stop()
        self.current, self._is_loading = recording, True

        def work(_watch: object) -> bytes:
            load_multimedia()
            return self._read(recording.digest)

        self._bench.runner.start(
            _SLOT, work, done=lambda data: self._begin(recording, data, share), failed=self._refuse
        )
        self.changed.emit(recording)
        self.taken.emit()

    def _begin(self, recording: Attachment, data: bytes, share: float) -> None:
        self._is_loading = False
        player = self._player = self._player or self._make_player()
        player.load(data, recording.name)
        player.set_rate(self._rate)
        self._play(player)
        if share:
            player.begin_at(share)

    def _play(self, player: RecordingPlayer) -> None:
        if not player.can_be_heard and not self._was_told:
            self._was_told = True
            self._bench.notice.tell(_("No speakers or headphones were found; the recording plays without a sound."))
        player.play()

    def _make_player(self) -> RecordingPlayer:
        player = RecordingPlayer(self)
        player.changed.connect(lambda: self.changed.emit(self.current) if self.current is not None else None)
        player.failed.connect(lambda sentence: self._refuse(CrmError(sentence)))
        return player

    def _refuse(self, error: CrmError) -> None:
        if self.current is not None:
            self.stop()
            self._bench.notice.tell(error.message)

    def _set_rate(self, rate: float) -> None:
        self._rate = rate
        if self._player is not None:
            self._player.set_rate(rate)
        if self.current is not None:
            self.changed.emit(self.current)
