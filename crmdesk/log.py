"""The program's log: what happened, never to whom.

A line holds the time, the level, the logger, a fixed sentence and fields from an allow-list whose values are numbers
or ids; names, notes and paths cannot get in. Of an exception only its type and the places in the code are written,
since its message may quote a customer. Knows nothing of what is logged.
"""

import logging
import re
import traceback
from pathlib import Path

FIELDS = (
    *("uid", "change_set", "batch", "kind", "command", "code", "language", "version"),
    *("rows", "failed", "bytes", "seconds", "exit_code"),
)
FILE_NAME = "crmdesk.log"
_LOGGER = "crmdesk"
_BYTES_PER_FILE = 1_000_000
_OLD_FILES = 4
_ID = re.compile(r"[A-Za-z0-9_.:+-]{1,64}", re.ASCII)


class PrivateFormatter(logging.Formatter):
    """Writes a record without anything that could be customer data.

    The sentence is written as it stands in the code: arguments are not filled in. Say what varies with ``extra``:
    ``logger.info("import finished", extra={"rows": 3000, "batch": uid})``.
    """

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s")

    def format(self, record: logging.LogRecord) -> str:
        """One line; an exception adds one line for each frame."""
        stamp = f"{self.formatTime(record)} {record.levelname} {record.name} {record.msg}"
        shown = [f"{name}={_shown(record.__dict__[name])}" for name in FIELDS if name in record.__dict__]
        return "\n".join([" ".join([stamp, *shown]), *_places(record)])


def start(folder: Path, level: int = logging.INFO) -> None:
    """Write the program's log to files in ``folder``, at most five of 1 MB; a second call replaces the first.

    A folder that cannot be written to means no log, not a failure.
    """
    stop()
    logger = logging.getLogger(_LOGGER)
    logger.setLevel(level)
    handler = _LateFile(folder)
    handler.setFormatter(PrivateFormatter())
    logger.addHandler(handler)


def stop() -> None:
    """Close the files; nothing is written from now on."""
    logger = logging.getLogger(_LOGGER)
    for handler in [handler for handler in logger.handlers if isinstance(handler.formatter, PrivateFormatter)]:
        logger.removeHandler(handler)
        handler.close()


class _LateFile(logging.Handler):
    """Opens its file when there is something to write: what does so takes long to load, and the window waits."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._file: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record."""
        if self._file is None:
            self._file = _file_in(self._folder)
            self._file.setFormatter(self.formatter)
        self._file.emit(record)

    def close(self) -> None:
        """Close the file, if there is one."""
        if self._file is not None:
            self._file.close()
        super().close()


def _file_in(folder: Path) -> logging.Handler:
    from logging.handlers import RotatingFileHandler

    try:
        folder.mkdir(parents=True, exist_ok=True)
        return RotatingFileHandler(
            folder / FILE_NAME, maxBytes=_BYTES_PER_FILE, backupCount=_OLD_FILES, encoding="utf-8"
        )
    except OSError:
        return logging.NullHandler()


def _shown(value: object) -> str:
    if value is None or isinstance(value, bool | int | float):
        return str(value)
    text = str(value)
    return text if _ID.fullmatch(text) else "[withheld]"


def _places(record: logging.LogRecord) -> list[str]:
    if not record.exc_info or record.exc_info[0] is None:
        return []
    kind, _, trace = record.exc_info
    frames = traceback.extract_tb(trace)
    return [f"  {kind.__module__}.{kind.__qualname__}"] + [
        f"  {Path(frame.filename).name}:{frame.lineno} in {frame.name}" for frame in frames
    ]
