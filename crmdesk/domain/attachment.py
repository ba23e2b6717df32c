"""Files that belong to what happened with a customer: pictures, recordings, quotes. Knows neither disk nor database."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from crmdesk.domain.moment import Moment

LARGEST = 2 * 1024**3
"""The size in bytes up to which a file can be attached."""


class FileFamily(StrEnum):
    """How a file can be shown: by its looks, by its sound, or by its name alone."""

    PICTURE = "picture"
    AUDIO = "audio"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class FileSource:
    """A file to be attached: the one at ``path``, or else ``data`` (from the clipboard) under a ``name``."""

    path: Path | None = None
    name: str = ""
    data: bytes = b""


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file whose bytes are safe in the workspace, whether or not a touch has it yet.

    ``name``, ``digest``, ``size`` and ``media_type`` as in ``Attachment``.
    """

    name: str
    digest: str
    size: int
    media_type: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file on a touch.

    ``name`` is what it was called, as data and never as a path; ``digest`` is the SHA-256 of its bytes in hexadecimal;
    ``size`` is in bytes. Files of one customer with the same ``document`` are versions of one document, told apart by
    ``version`` (from 1). A file whose bytes are gone is still known: ``is_missing``.
    """

    uid: str
    touch_uid: str
    customer_uid: str
    name: str
    digest: str
    size: int
    media_type: str
    family: FileFamily
    document: str
    version: int
    added_at: Moment
    added_by: str
    is_missing: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """One document of a customer: its versions, the newest first, and the key and name of the kind of their touches.

    ``state`` is how it stands with the newest, as its touch tells (``domain.touch_detail``); empty if it does not.
    """

    versions: tuple[Attachment, ...]
    kind: str
    kind_name: str
    state: str = ""

    @property
    def newest(self) -> Attachment:
        """The version that counts."""
        return self.versions[0]


_PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp", "image/tiff", "image/heic"})


def family_of(media_type: str) -> FileFamily:
    """How a file of this type can be shown; a drawing that can carry scripts (SVG) is no picture."""
    if media_type in _PICTURES:
        return FileFamily.PICTURE
    return FileFamily.AUDIO if media_type.startswith("audio/") else FileFamily.OTHER


_DOCUMENT_WORDS = {
    "quote": ("quote", "quotation", "offer", "报价", "報價"),
    "proposal": ("proposal", "方案", "提案"),
    "contract": ("contract", "agreement", "合约", "合同", "合約", "协议", "協議"),
    "brochure": ("brochure", "catalog", "flyer", "产品", "產品", "样册", "型錄", "画册"),
    "profile": ("profile", "公司简介", "公司簡介", "公司介绍"),
}


def kind_for(file: KeptFile) -> str:
    """The key of the kind of touch a file by itself most likely tells of."""
    family = family_of(file.media_type)
    if family is FileFamily.AUDIO:
        return "call"
    if family is FileFamily.PICTURE:
        return "note"
    name = file.name.casefold()
    named = (kind for kind, words in _DOCUMENT_WORDS.items() if any(word in name for word in words))
    return next(named, "memo")
