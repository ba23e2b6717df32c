"""Looks a zipped workbook over before any parser sees it: its directory, its protection, its XML and its far cells.

Streams each part once and keeps nothing. Knows what hostile and damaged packages look like, not what cells mean.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from crmdesk.exchange.tables.reading import limits
from crmdesk.exchange.tables.reading.refusal import Reason, RefusedFileError
from crmdesk.exchange.tables.sheet import column_number

_BLOCK_BYTES = 1024 * 1024
_PROLOG_BYTES = 64 * 1024
_END_RECORD = b"PK\x05\x06"

# A cell that has content; an empty one, as a coloured row leaves them out to the edge, closes itself.
_FILLED_CELL = re.compile(rb"""r=["']([A-Z]{1,7})([0-9]{1,12})["'][^>]*[^/]>""")


def check_archive(path: Path) -> None:
    """Pass a package that is safe to hand to a parser.

    Raises RefusedFileError for what is protected, damaged, unsafe, too large or another kind of package.
    """
    _check_end_record(path)
    try:
        with zipfile.ZipFile(path) as package:
            entries = package.infolist()
            _check_directory(entries)
            _check_kind(package)
            for entry in entries:
                if entry.filename.lower().endswith((".xml", ".rels")):
                    _check_part(package, entry)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, struct.error, ValueError, OSError):
        # Wrong offsets in the directory surface as ValueError and OSError; the file itself has been opened before.
        raise RefusedFileError(Reason.DAMAGED) from None


def _check_end_record(path: Path) -> None:
    """The directory is read whole by zipfile, so its size is judged first."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - 66_000))
        tail = file.read()
    at = tail.rfind(_END_RECORD)
    if at < 0 or len(tail) < at + 22:
        raise RefusedFileError(Reason.DAMAGED)
    count, directory_bytes = struct.unpack_from("<HI", tail, at + 10)
    if count > limits.MAX_PARTS or directory_bytes > limits.MAX_DIRECTORY_BYTES:
        raise RefusedFileError(Reason.TOO_LARGE)


def _check_directory(entries: list[zipfile.ZipInfo]) -> None:
    if any(entry.flag_bits & 1 for entry in entries):
        raise RefusedFileError(Reason.PROTECTED)
    names = [entry.filename for entry in entries]
    if len(set(names)) < len(names) or any(".." in re.split(r"[/\\]", name) for name in names):
        raise RefusedFileError(Reason.UNSAFE)
    if any(_unfolds_too_far(entry) for entry in entries):
        raise RefusedFileError(Reason.UNSAFE)
    if len(entries) > limits.MAX_PARTS or sum(entry.file_size for entry in entries) > limits.MAX_UNPACKED_BYTES:
        raise RefusedFileError(Reason.TOO_LARGE)


def _unfolds_too_far(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > limits.RATIO_FREE_BYTES and entry.file_size > limits.MAX_RATIO * entry.compress_size


def _check_kind(package: zipfile.ZipFile) -> None:
    names = package.namelist()
    if any(name.startswith(("word/", "ppt/", "visio/")) for name in names):
        raise RefusedFileError(Reason.DOCUMENT)
    if "content.xml" in names:
        return _check_open_document(package)
    if not any(name.startswith("xl/") or name == "[Content_Types].xml" for name in names):
        raise RefusedFileError(Reason.FOREIGN)
    return None


def _check_open_document(package: zipfile.ZipFile) -> None:
    names = package.namelist()
    if "META-INF/manifest.xml" in names and b"encryption-data" in _head(package, "META-INF/manifest.xml"):
        raise RefusedFileError(Reason.PROTECTED)
    kind = _head(package, "mimetype") if "mimetype" in names else b"spreadsheet"
    if b"spreadsheet" not in kind:
        raise RefusedFileError(Reason.DOCUMENT)


def _head(package: zipfile.ZipFile, name: str) -> bytes:
    with package.open(name) as part:
        return part.read(_PROLOG_BYTES)


def _check_part(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Reading to the end also proves size and checksum of the part."""
    with package.open(entry) as part:
        _check_prolog(part.read(_PROLOG_BYTES))
    if not entry.filename.startswith("xl/") and entry.filename != "content.xml":
        return
    reach = _Reach()
    with package.open(entry) as part:
        for piece in _whole_tags(part):
            if entry.filename.startswith("xl/worksheets/"):
                reach.extend(piece)


def _check_prolog(head: bytes) -> None:
    """No document type: that is where entities come from. UTF-16 is read by leaving its zeros out."""
    plain = head.replace(b"\0", b"")
    root = re.search(rb"<[A-Za-z_]", plain)
    prolog = plain[: root.start()] if root else plain
    if b"<!DOCTYPE" in prolog or b"<!ENTITY" in prolog or (root is None and len(head) == _PROLOG_BYTES):
        raise RefusedFileError(Reason.UNSAFE)


def _whole_tags(part: IO[bytes]) -> Iterator[bytes]:
    """Blocks that end where a tag begins, so that no tag is split.

    Raises RefusedFileError when a stretch without any tag is longer than a text may be.
    """
    rest = b""
    while block := part.read(_BLOCK_BYTES):
        rest += block
        cut = rest.rfind(b"<")
        if cut > 0:
            yield rest[:cut]
            rest = rest[cut:]
        if len(rest) > limits.MAX_TEXT:
            raise RefusedFileError(Reason.TOO_LARGE)
    yield rest


class _Reach:
    """How far a sheet's filled cells reach; the parser lays out the whole rectangle, so a far cell costs gigabytes."""

    def __init__(self) -> None:
        self._height = 0
        self._width = 0
        self._columns: set[bytes] = set()

    def extend(self, piece: bytes) -> None:
        """Take in a further stretch of the sheet.

        Raises RefusedFileError as soon as the rectangle is too large.
        """
        found = _FILLED_CELL.findall(piece)
        if not found:
            return
        new_columns = {letters for letters, _digits in found} - self._columns
        self._columns |= new_columns
        self._width = max(self._width, *(column_number(letters.decode()) + 1 for letters in new_columns), 0)
        self._height = max(self._height, *map(int, {digits for _letters, digits in found}))
        if limits.is_too_large(self._height, self._width):
            raise RefusedFileError(Reason.TOO_LARGE)
