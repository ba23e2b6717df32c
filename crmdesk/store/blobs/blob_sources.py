"""Files of the machine as sources of blobs: regular files only, read in pieces, however large they say they are."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from crmdesk.domain.attachment import LARGEST
from crmdesk.domain.errors import ValidationError
from crmdesk.domain.file_failures import failure_words
from crmdesk.domain.file_name import shown_name
from crmdesk.i18n import _

_PIECE = 1 << 20
# Neither a link nor a pipe that nobody writes to may be opened, should one take the file's place meanwhile.
_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


@contextmanager
def regular_file(path: Path) -> Iterator[BinaryIO]:
    """A file that holds something of its own, open for the length of the block.

    Raises ValidationError (field ``file``) with one sentence for a folder, a link, a device, a pipe, a file that is
    too large, and for one that cannot be read.
    """
    name = shown_name(path.name)
    try:
        _require_regular(name, _status(path))
        with os.fdopen(os.open(path, _FLAGS), "rb") as file:
            _require_regular(name, os.fstat(file.fileno()))
            yield file
    except OSError as error:
        sentence = _("“{name}” cannot be read: {reason}.")
        raise _refusal(sentence.format(name=name, reason=failure_words(error))) from error


def pieces_of(file: BinaryIO, name: str) -> Iterator[bytes]:
    """The bytes from here to the end.

    Raises ValidationError when there is no end to them.
    """
    total = 0
    while piece := file.read(_PIECE):
        total += len(piece)
        if total > LARGEST:
            raise _too_large(shown_name(name))
        yield piece


def _status(path: Path) -> os.stat_result:
    try:
        return path.lstat()
    except ValueError as error:
        # There is a zero byte in it.
        raise _refusal(_("This cannot be the name of a file.")) from error


def _require_regular(name: str, status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise _refusal(_("“{name}” is a folder; attach the files in it, or pack it first.").format(name=name))
    if stat.S_ISLNK(status.st_mode):
        raise _refusal(_("“{name}” is only a link; attach the file it leads to.").format(name=name))
    if not stat.S_ISREG(status.st_mode):
        raise _refusal(_("“{name}” is a device, not a file.").format(name=name))
    if status.st_size > LARGEST:
        raise _too_large(name)


def _too_large(name: str) -> ValidationError:
    return _refusal(_("“{name}” is larger than 2 GB; keep it elsewhere and note where.").format(name=name))


def _refusal(sentence: str) -> ValidationError:
    return ValidationError(sentence, field="file")
