"""Plays one recording out of memory, so that nothing of it is ever written to the disk. Knows not what is spoken.

Qt's multimedia part takes a fifth of a second to load and is loaded only when the first recording is played.
"""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QLoggingCategory, QObject, QUrl, Signal

from crmdesk.domain.errors import CrmError
from crmdesk.i18n import _

RATES = (0.75, 1.0, 1.25, 1.5, 2.0)
"""How fast a recording can be played; the voice keeps its pitch."""

# What goes wrong is told by ``failed``; the rest is about devices nobody asked for.
_QUIET = "qt.multimedia*=false"


def load_multimedia() -> None:
    """Load what ``RecordingPlayer.play`` needs; may be called beside the window's thread.

    Raises CrmError where the system lacks a library for sound.
    """
    QLoggingCategory.setFilterRules(_QUIET)
    try:
        import PySide6.QtMultimedia  # noqa: F401  # loaded for whoever needs it next
    except ImportError as error:
        told = _("This system lacks what plays sound: {cause}").format(cause=error)
        raise CrmError(told) from error


class RecordingPlayer(QObject):
    """All times are in milliseconds. ``changed`` tells that it plays or not, goes on, or knows how long it takes."""

    changed = Signal()
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        from PySide6.QtMultimedia import QAudioOutput, QMediaPlayer

        self._begin_at = 0.0
        self._buffer = QBuffer(self)
        self._output = QAudioOutput(self)
        self._player = QMediaPlayer(self)
        self._player.setAudioOutput(self._output)
        for told in (
            self._player.positionChanged,
            self._player.durationChanged,
            self._player.playbackStateChanged,
            self._player.playbackRateChanged,
        ):
            told.connect(lambda _value: self.changed.emit())
        self._player.durationChanged.connect(lambda _duration: self._go_to_beginning())
        self._player.errorOccurred.connect(lambda _error, _text: self._refuse())

    @property
    def is_playing(self) -> bool:
        """Whether it is going on."""
        return self._player.isPlaying()

    @property
    def position(self) -> int:
        """Where it is."""
        return self._player.position()

    @property
    def duration(self) -> int:
        """How long it takes at its own speed; 0 while that is not known."""
        return max(0, self._player.duration())

    @property
    def rate(self) -> float:
        """How fast it is played."""
        return self._player.playbackRate()

    @property
    def can_be_heard(self) -> bool:
        """Whether there is anything that sound could come out of."""
        from PySide6.QtMultimedia import QMediaDevices

        return not QMediaDevices.defaultAudioOutput().isNull()

    def load(self, recording: bytes, name: str) -> None:
        """Take another recording; the ending of its name is a hint to its kind."""
        self.unload()
        self._buffer.setData(QByteArray(recording))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._player.setSourceDevice(self._buffer, QUrl.fromLocalFile(name))

    def unload(self) -> None:
        """Stop, and let go of the recording."""
        self._begin_at = 0.0
        self._player.stop()
        self._player.setSource(QUrl())
        self._buffer.close()
        self._buffer.setData(QByteArray())

    def play(self) -> None:
        """Go on, on whatever speakers are in use by now."""
        from PySide6.QtMultimedia import QMediaDevices

        self._output.setDevice(QMediaDevices.defaultAudioOutput())
        self._player.play()

    def pause(self) -> None:
        """Stop here."""
        self._player.pause()

    def seek(self, position: int) -> None:
        """Go to a place, or to the nearest there is."""
        self._player.setPosition(max(0, min(position, self.duration)))
        self.changed.emit()

    def begin_at(self, share: float) -> None:
        """Go to where this share of it has gone by, as soon as it is known how long it takes."""
        self._begin_at = share
        self._go_to_beginning()

    def set_rate(self, rate: float) -> None:
        """Play faster or slower."""
        self._player.setPlaybackRate(rate)

    def _go_to_beginning(self) -> None:
        if self._begin_at and self.duration:
            share, self._begin_at = self._begin_at, 0.0
            self.seek(round(share * self.duration))

    def _refuse(self) -> None:
        self.failed.emit(_("This recording cannot be played here; save a copy and try another program."))


def next_rate(rate: float, step: int) -> float:
    """The speed so many steps from another one in the row of ``RATES``; the row has two ends."""
    place = min(range(len(RATES)), key=lambda number: abs(RATES[number] - rate))
    return RATES[max(0, min(place + step, len(RATES) - 1))]
