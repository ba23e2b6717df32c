"""The bytes of attached files: ``NAME.crmfiles`` beside ``NAME.crmdesk``, by what is in them, and only ever added to.

A record is written after the bytes it names are safe, so that there may be bytes without a record, but never a record
without its bytes. Knows no records: what belongs to what is for others to say.
"""

from crmdesk.store.blobs.blob_file import files_of
from crmdesk.store.blobs.blob_store import BlobStore
from crmdesk.store.blobs.blob_stream import BlobStream

__all__ = ["BlobStore", "BlobStream", "files_of"]
