"""What a file is by its content; its extension is never looked at. Opens nothing, only looks at bytes."""

import mmap
import re
from enum import Enum, auto
from pathlib import Path

from crmdesk.exchange.tables.reading.refusal import Reason, RefusedFileError
from crmdesk.exchange.tables.reading.text_encoding import bom_encoding, looks_like_utf16

HEAD_BYTES = 64 * 1024

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BOOK_BEGINS = b"\x09\x08\x10\x00\x00\x06\x05\x00"
_FILEPASS = 0x2F
_RECORDS_BEFORE_PASSWORD = 4
_PICTURES = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*", b"8BPS", b"\0\0\1\0", b"\xd7\xcd\xc6\x9a",
)  # fmt: skip
_DOCUMENTS = (b"%PDF-", b"{\\rtf", b"%!PS")
_OTHERS = (
    b"BEGIN:V", b"SQLite format 3\0", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd",
    b"\x7fELF", b"OggS", b"fLaC", b"\xca\xfe\xba\xbe", b'{"', b'[{"',
)  # fmt: skip


class Form(Enum):
    """What the reader has to be."""

    ARCHIVE = auto()
    COMPOUND = auto()
    HTML = auto()
    SPREADSHEET_XML = auto()
    MHTML = auto()
    TEXT = auto()


def sniff(path: Path) -> Form:
    """The form of the file.

    Raises RefusedFileError for what is no table at all, is empty, or says at once that it is protected.
    """
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    if not head.strip(b" \t\r\n\0"):
        raise RefusedFileError(Reason.EMPTY)
    if head.startswith(b"PK"):
        return Form.ARCHIVE
    if head.startswith(_COMPOUND):
        return _compound(path)
    _refuse_known(head)
    return _text_form(head)


def _refuse_known(head: bytes) -> None:
    bitmap = head.startswith(b"BM") and head[6:10] == b"\0\0\0\0"
    if head.startswith(_PICTURES) or bitmap or head[8:12] == b"WEBP" or head[4:12] in (b"ftypheic", b"ftypavif"):
        raise RefusedFileError(Reason.PICTURE)
    if head.startswith(_DOCUMENTS):
        raise RefusedFileError(Reason.DOCUMENT)
    if head.startswith(_OTHERS):
        raise RefusedFileError(Reason.FOREIGN)


def _text_form(head: bytes) -> Form:
    text = _rough_text(head).lstrip("\ufeff \t\r\n")
    low = text[:HEAD_BYTES].lower()
    if low.startswith("<"):
        if "<!entity" in low:
            raise RefusedFileError(Reason.UNSAFE)
        if "urn:schemas-microsoft-com:office:spreadsheet" in low and "<workbook" in low.replace("<ss:", "<"):
            return Form.SPREADSHEET_XML
        if re.search(r"<(html|table|!doctype html)\b", low):
            return Form.HTML
        if "<svg" in low:
            raise RefusedFileError(Reason.PICTURE)
        if low.startswith(("<?xml", "<!doctype")):
            raise RefusedFileError(Reason.FOREIGN)
    if re.match(r"(mime-version|from|content-type):", low) and "multipart/related" in low:
        return Form.MHTML
    return Form.TEXT


def _rough_text(head: bytes) -> str:
    """The head with its ASCII readable, whatever the encoding.

    Raises RefusedFileError when it is no text in any.
    """
    encoding = bom_encoding(head) or looks_like_utf16(head)
    if encoding:
        return head.decode(encoding, "ignore")
    controls = sum(head.count(byte) for byte in range(32) if byte not in b"\t\n\v\f\r\x1a\x1b")
    if controls > max(2, len(head) // 50):
        raise RefusedFileError(Reason.FOREIGN)
    return head.decode("latin-1")


def _compound(path: Path) -> Form:
    """Old Office files are little file systems; the names of their streams say what they are."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        if content.find(_utf16("EncryptedPackage")) >= 0 or content.find(_utf16("EncryptionInfo")) >= 0:
            raise RefusedFileError(Reason.PROTECTED)
        if content.find(_utf16("Workbook\0")) >= 0 or content.find(_utf16("Book\0")) >= 0:
            if _opens_with_password(content):
                raise RefusedFileError(Reason.PROTECTED)
            return Form.COMPOUND
        if content.find(_utf16("WordDocument\0")) >= 0 or content.find(_utf16("PowerPoint Document\0")) >= 0:
            raise RefusedFileError(Reason.DOCUMENT)
        directory = (int.from_bytes(content[48:52], "little") + 1) * 512
        raise RefusedFileError(Reason.DAMAGED if directory >= len(content) else Reason.FOREIGN)


def _opens_with_password(content: mmap.mmap) -> bool:
    """Whether a FILEPASS record follows soon after the one that begins the workbook."""
    at = content.find(_BOOK_BEGINS)
    if at < 0:
        return False
    for _ in range(_RECORDS_BEFORE_PASSWORD):
        if int.from_bytes(content[at : at + 2], "little") == _FILEPASS:
            return True
        at += 4 + int.from_bytes(content[at + 2 : at + 4], "little")
    return False


def _utf16(name: str) -> bytes:
    return name.encode("utf-16-le")
