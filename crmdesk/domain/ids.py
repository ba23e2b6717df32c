"""Random, time-ordered identifiers for every row that can leave the file."""

import os
import time
import uuid


def new_uid() -> str:
    """Return a UUIDv7 in its canonical text form (RFC 9562, section 5.7): sorts roughly by time of creation."""
    milliseconds = time.time_ns() // 1_000_000
    random = int.from_bytes(os.urandom(10), "big")
    value = (milliseconds & ((1 << 48) - 1)) << 80
    value |= 0x7 << 76
    value |= ((random >> 62) & 0xFFF) << 64
    value |= 0b10 << 62
    value |= random & ((1 << 62) - 1)
    return str(uuid.UUID(int=value))


def is_uid(text: str) -> bool:
    """Whether the text is a UUID in canonical form, as ``new_uid`` writes it."""
    try:
        return str(uuid.UUID(text)) == text.lower()
    except ValueError:
        return False
