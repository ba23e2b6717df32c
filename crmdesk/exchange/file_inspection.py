"""What a file is, told by what is in it: its media type, and whether it brings along macros.

Its name only says which of several things it is that look alike inside (an old office file may be a text or a table),
and never makes it more harmless than it looks.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

UNKNOWN = "application/octet-stream"
MACROS = ";macros=yes"
"""At the end of a media type: something in the file can run."""

_HEAD = 8192
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CARRIERS = (_OLE, b"PK\x03\x04")
_SIGNS = {
    _OLE: "application/x-ole-storage",
    b"L\x00\x00\x00\x01\x14\x02\x00": "application/x-ms-shortcut",
    b"\xca\xfe\xba\xbe": "application/x-executable",
    b"MZ": "application/x-msdownload",
    b"\x02#!SILK_V3": "audio/x-silk",
    b"#!SILK_V3": "audio/x-silk",
    b"{\\rtf": "application/rtf",
}
_OLE_ENDINGS = {
    "doc": "application/msword",
    "wps": "application/msword",
    "xls": "application/vnd.ms-excel",
    "et": "application/vnd.ms-excel",
    "ppt": "application/vnd.ms-powerpoint",
    "dps": "application/vnd.ms-powerpoint",
    "msg": "application/vnd.ms-outlook",
}
_OPEN_DOCUMENT = re.compile(
    rb"PK\x03\x04.{22}\x08\x00..mimetype(application/vnd\.oasis\.opendocument\.(?:text|spreadsheet|presentation))",
    re.DOTALL,
)
_MARKUP = ((b"<svg", "image/svg+xml"), (b"<html", "text/html"), (b"<!doctype", "text/html"), (b"<script", "text/html"))
# As they stand in the directory of an archive of the office formats, and of a compound file, which is in UTF-16.
_MACRO_SIGNS = (b"vbaproject.bin", "_vba_project".encode("utf-16-le"), b"basic/script-lb.xml")
_LONGEST_SIGN = max(map(len, _MACRO_SIGNS))


class Inspection:
    """Looks at the bytes of one file as they pass."""

    def __init__(self, name: str) -> None:
        self._ending = PurePosixPath(name).suffix.lower().removeprefix(".")
        self._head = b""
        self._tail = b""
        self._has_macros = False

    def watch(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """The same pieces."""
        for piece in pieces:
            if len(self._head) < _HEAD:
                self._head += piece[: _HEAD - len(self._head)]
            if self._head.startswith(_CARRIERS) and not self._has_macros:
                searched = self._tail + piece.lower()
                self._has_macros = any(sign in searched for sign in _MACRO_SIGNS)
                self._tail = searched[-_LONGEST_SIGN:]
            yield piece

    def media_type(self) -> str:
        """What has passed was of this type; with ``MACROS`` at its end where it can carry some and does."""
        found = self._container() or self._known() or self._text()
        return found + MACROS if self._has_macros else found

    def _container(self) -> str:
        """A type that is told by its first bytes, which the library below does not know or takes for another."""
        document = _OPEN_DOCUMENT.match(self._head)
        if document:
            return document[1].decode("ascii")
        sign = next((sign for sign in _SIGNS if self._head.startswith(sign)), None)
        if sign is None:
            return ""
        return _OLE_ENDINGS.get(self._ending, _SIGNS[sign]) if sign == _OLE else _SIGNS[sign]

    def _known(self) -> str:
        import filetype

        guessed = filetype.guess(self._head) if self._head else None
        return str(guessed.mime) if guessed is not None else ""

    def _text(self) -> str:
        if b"\x00" in self._head:
            return UNKNOWN
        if self._head.startswith(b"#!"):
            return "text/x-script"
        lowered = self._head.lower()
        return next((kind for sign, kind in _MARKUP if sign in lowered), "text/plain")
