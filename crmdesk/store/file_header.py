"""The first hundred bytes of a workspace file, read without the database library so that nothing can be changed.

Layout: https://www.sqlite.org/fileformat2.html, section 1.3.
"""

import struct
from dataclasses import dataclass
from pathlib import Path

from crmdesk.store.dialects.sqlite import APPLICATION_ID

_MAGIC = b"SQLite format 3\x00"


@dataclass(frozen=True, slots=True)
class FileHeader:
    """What the header says: whether the file is ours, the version that wrote it, whether its end is missing."""

    is_foreign: bool
    is_cut: bool
    version: int


def read(path: Path, application: int = APPLICATION_ID) -> FileHeader | None:
    """The header of a file, which is ours when it names this application; None when there is no file.

    Raises OSError when it cannot be read.
    """
    if not path.is_file():
        return None
    with path.open("rb") as file:
        header = file.read(100)
    if len(header) < 100 or not header.startswith(_MAGIC):
        return FileHeader(is_foreign=True, is_cut=False, version=0)
    (page_size,) = struct.unpack_from(">H", header, 16)
    (pages,) = struct.unpack_from(">I", header, 28)
    (version,) = struct.unpack_from(">I", header, 60)
    (found,) = struct.unpack_from(">I", header, 68)
    expected = pages * (65536 if page_size == 1 else page_size)
    log = path.with_name(f"{path.name}-wal")
    has_log = log.is_file() and log.stat().st_size > 0
    return FileHeader(
        is_foreign=found != application,
        is_cut=path.stat().st_size < expected and not has_log,
        version=version,
    )
