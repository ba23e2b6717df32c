"""One window per file: a second start finds the first one and tells it what is wished, such as to come to the front.

A lock file says who has it, a local socket carries the wish. Knows nothing of what is in the file.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCryptographicHash, QDir, QLockFile, QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE = 1500
"""Milliseconds the other window has to answer."""

SHOW = "show"
"""The wish that the window comes to the front."""

_LONGEST = 40


class SingleInstance(QObject):
    """Holds at most one file at a time.

    ``show_requested`` tells that somebody has tried to open it again, ``wished`` brings any other wish.
    """

    show_requested = Signal()
    wished = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock: QLockFile | None = None
        self._name = ""
        self._server: QLocalServer | None = None

    def claim(self, file: Path, *, listen: bool = True) -> bool:
        """Take a file and let go of the one before; whether nobody else has it. ``listen`` can be had later.

        What a process left behind that was killed is taken over. Where no lock can be made at all nobody is stopped.
        """
        name = _name_of(file)
        if name == self._name:
            return True
        lock = QLockFile(QDir.temp().filePath(f"{name}.lock"))
        # Never stale by its age: a window may be open for weeks. That its process is gone is noticed all the same.
        lock.setStaleLockTime(0)
        if not lock.tryLock(0) and lock.error() == QLockFile.LockError.LockFailedError:
            return False
        self.release()
        self._lock, self._name = lock, name
        if listen:
            self.listen()
        return True

    def listen(self) -> None:
        """Hear from now on whether somebody tries to open the file again."""
        # The network is loaded after the window has been painted.
        from PySide6.QtNetwork import QLocalServer

        if self._server is None:
            self._server = QLocalServer(self)
            self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
            self._server.newConnection.connect(self._listen)
        if self._name and not self._server.isListening():
            QLocalServer.removeServer(self._name)
            self._server.listen(self._name)

    def release(self) -> None:
        """Let go of the file."""
        if self._server is not None:
            self._server.close()
        if self._lock is not None:
            self._lock.unlock()
        self._lock, self._name = None, ""

    def _listen(self) -> None:
        while self._server is not None and (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(lambda socket=socket: self._hear(socket))
            socket.disconnected.connect(socket.deleteLater)
            self._hear(socket)

    def _hear(self, socket: "QLocalSocket") -> None:
        wish = bytes(socket.readAll().data()[:_LONGEST]).decode("ascii", "replace").strip()
        if wish == SHOW:
            self.show_requested.emit()
        elif wish:
            self.wished.emit(wish)


def ask_to_show(file: Path, wish: str = SHOW) -> bool:
    """Have the window that holds a file come to the front, or do what else is wished; whether it could be told."""
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(_name_of(file))
    if not socket.waitForConnected(_PATIENCE):
        return False
    socket.write(f"{wish}\n".encode("ascii"))
    told = socket.waitForBytesWritten(_PATIENCE) or socket.bytesToWrite() == 0
    socket.disconnectFromServer()
    return told


def _name_of(file: Path) -> str:
    """The same for every way to write the path, another for every person: the folder of locks is shared."""
    digest = QCryptographicHash.hash(
        f"{QDir.homePath()}\n{file.resolve()}".encode(), QCryptographicHash.Algorithm.Sha256
    )
    return "crmdesk-" + bytes(digest.toHex().data()).decode("ascii")[:24]
