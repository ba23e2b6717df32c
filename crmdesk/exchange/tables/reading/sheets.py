"""Any table file to sheets: the one entry. What the file is is found out by its content.

The file is parsed in a child process with limits (``child``), because foreign workbooks crash, hang and swell; here its
answers are collected, its clock is kept, and its failures become one plain sentence.
"""

import os
import queue
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import crmdesk
from crmdesk.domain.errors import CancelledError
from crmdesk.exchange.tables.reading import limits, wire
from crmdesk.exchange.tables.reading.refusal import Reason, rejection
from crmdesk.exchange.tables.sheet import Cell, Sheet
from crmdesk.i18n import _

_POLL_SECONDS = 0.05
_LINES_AHEAD = 32


def read_sheets(
    path: Path,
    *,
    cancelled: Callable[[], bool] = lambda: False,
    progress: Callable[[int, int | None], None] = lambda _done, _total: None,
) -> tuple[Sheet, ...]:
    """The sheets of a file that hold any cell, in order.

    ``progress`` hears of rows read so far and rows known of, if they are; both callbacks run on the calling thread.
    Raises ImportRejectedError with one sentence for whatever cannot be read, CancelledError when ``cancelled`` says so.
    """
    size = _checked_size(path)
    collected = _Collected(path.name, progress)
    deadline = time.monotonic() + limits.seconds_allowed(size)
    with _reading_process(path) as lines:
        while not collected.done:
            if cancelled():
                raise CancelledError(_("The import was stopped; nothing was changed."))
            if time.monotonic() > deadline:
                raise rejection(Reason.GAVE_UP, path.name)
            try:
                line = lines.get(timeout=_POLL_SECONDS)
            except queue.Empty:
                continue
            if line is None and cancelled():
                # Ctrl-C on a terminal has ended the child as well.
                continue
            if line is None:
                raise rejection(Reason.GAVE_UP, path.name)
            collected.take(wire.decode(line))
    return collected.sheets()


def _checked_size(path: Path) -> int:
    try:
        status = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        raise rejection(Reason.MISSING, path.name) from None
    except (OSError, ValueError):
        raise rejection(Reason.UNREADABLE, path.name) from None
    if stat.S_ISDIR(status.st_mode):
        raise rejection(Reason.FOLDER, path.name)
    if not stat.S_ISREG(status.st_mode):
        raise rejection(Reason.UNREADABLE, path.name)
    if status.st_size == 0:
        raise rejection(Reason.EMPTY, path.name)
    if status.st_size > limits.MAX_FILE_BYTES:
        raise rejection(Reason.TOO_LARGE, path.name)
    return status.st_size


@contextmanager
def _reading_process(path: Path) -> Iterator[queue.Queue[bytes | None]]:
    """Lines of the child as they come, None after the last; it is dead when the block is left."""
    # -P: never import from the folder the program happens to be started in.
    command = [sys.executable, "-P", "-m", "crmdesk.exchange.tables.reading.child", str(path.absolute())]
    package_root = str(Path(crmdesk.__file__).parents[1])
    process = subprocess.Popen(  # noqa: S603 - our own interpreter, no shell
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": package_root},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    lines: queue.Queue[bytes | None] = queue.Queue(_LINES_AHEAD)
    left = threading.Event()
    reader = threading.Thread(target=_pump, args=(process, lines, left), daemon=True)
    reader.start()
    try:
        yield lines
    finally:
        left.set()
        process.kill()
        while reader.is_alive():
            _drain(lines)
            reader.join(_POLL_SECONDS)
        process.wait()
        if process.stdout is not None:
            process.stdout.close()


def _pump(process: subprocess.Popen[bytes], lines: queue.Queue[bytes | None], left: threading.Event) -> None:
    for line in process.stdout or ():
        if left.is_set():
            return
        lines.put(line)
    lines.put(None)


def _drain(lines: queue.Queue[bytes | None]) -> None:
    while not lines.empty():
        lines.get()


class _Collected:
    """Puts the child's messages together."""

    def __init__(self, file: str, progress: Callable[[int, int | None], None]) -> None:
        self.done = False
        self._file = file
        self._progress = progress
        self._read = 0
        self._expected: int | None = 0
        self._starts: list[wire.Start] = []
        self._rows: list[list[tuple[Cell, ...]]] = []

    def take(self, message: wire.Message) -> None:
        """Add what the message brings.

        Raises ImportRejectedError when it is a refusal.
        """
        match message:
            case wire.Refused(reason):
                raise rejection(reason, self._file)
            case wire.Start(_name, expected, _cut_row) as start:
                self._starts.append(start)
                self._rows.append([])
                if self._expected is not None:
                    self._expected = None if expected is None else self._expected + expected
            case wire.Rows(rows):
                self._rows[-1].extend(map(tuple, rows))
                self._read += len(rows)
                self._progress(self._read, self._expected)
            case wire.Done():
                self.done = True

    def sheets(self) -> tuple[Sheet, ...]:
        """The sheets, without the empty rows below their last one.

        Raises ImportRejectedError when there is none.
        """
        if not self._starts:
            raise rejection(Reason.EMPTY, self._file)
        return tuple(
            Sheet(self._file, start.name, _without_tail(rows), start.cut_row)
            for start, rows in zip(self._starts, self._rows, strict=True)
        )


def _without_tail(rows: list[tuple[Cell, ...]]) -> tuple[tuple[Cell, ...], ...]:
    while rows and not rows[-1]:
        rows.pop()
    return tuple(rows)
