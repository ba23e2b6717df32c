"""One window per file: a second start finds the first one and has it come to the front.

A lock file says who has it, a local socket carries the wish to be shown. Knows nothing of what is in the file.
"""

import hashlib
from pathlib import Path

from PySide6.QtCore import QDir, QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE = 1500
"""Milliseconds the other window has to answer."""

_WISH = b"show\n"


class SingleInstance(QObject):
    """Holds at most one file at a time; ``show_requested`` tells that somebody has tried to open it again."""

    show_requested = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock: QLockFile | None = None
        self._name = ""
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._listen)

    def claim(self, file: Path) -> bool:
        """Take a file and let go of the one before; whether nobody else has it.

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
        QLocalServer.removeServer(name)
        self._server.listen(name)
        return True

    def release(self) -> None:
        """Let go of the file."""
        self._server.close()
        if self._lock is not None:
            self._lock.unlock()
        self._lock, self._name = None, ""

    def _listen(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(lambda socket=socket: self._hear(socket))
            socket.disconnected.connect(socket.deleteLater)
            self._hear(socket)

    def _hear(self, socket: QLocalSocket) -> None:
        if bytes(socket.readAll().data()) == _WISH:
            self.show_requested.emit()


def ask_to_show(file: Path) -> bool:
    """Have the window that holds a file come to the front; whether it could be told."""
    socket = QLocalSocket()
    socket.connectToServer(_name_of(file))
    if not socket.waitForConnected(_PATIENCE):
        return False
    socket.write(_WISH)
    told = socket.waitForBytesWritten(_PATIENCE) or socket.bytesToWrite() == 0
    socket.disconnectFromServer()
    return told


def _name_of(file: Path) -> str:
    """The same for every way to write the path, another for every person: the folder of locks is shared."""
    return "crmdesk-" + hashlib.sha256(f"{QDir.homePath()}\n{file.resolve()}".encode()).hexdigest()[:24]
