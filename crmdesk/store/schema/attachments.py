"""Files on touches: what they are called and whose bytes they are. The bytes themselves stand in another file."""

from sqlalchemy import BigInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from crmdesk.store.schema.base import Record, instant, reference


class AttachmentRow(Record):
    """A file on a touch; ``digest`` is the SHA-256 of its bytes, ``document`` what versions of one have in common."""

    __tablename__ = "attachment"

    touch_id: Mapped[int] = reference("touch")
    name: Mapped[str]
    digest: Mapped[str] = mapped_column(String(64), index=True)
    size: Mapped[int] = mapped_column(BigInteger)
    media_type: Mapped[str]
    document: Mapped[str] = mapped_column(String(36), index=True)
    version: Mapped[int]
    added_at: Mapped[int] = instant()
    added_offset: Mapped[int]
    added_by_id: Mapped[int | None] = reference("member")
