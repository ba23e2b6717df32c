"""Files that belong to what happened with a customer: pictures, recordings, quotes. Knows neither disk nor database."""

from dataclasses import dataclass
from enum import StrEnum

from crmdesk.domain.moment import Moment


class FileFamily(StrEnum):
    """How a file can be shown: by its looks, by its sound, or by its name alone."""

    PICTURE = "picture"
    AUDIO = "audio"
    OTHER = "other"


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
