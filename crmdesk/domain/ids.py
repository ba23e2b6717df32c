"""Random, time-ordered identifiers for every row that can leave the file."""

import os
import time
import uuid

# The digit that begins with the two bits of the variant, by any other digit.
_VARIANT = dict(zip("0123456789abcdef", "89ab" * 4, strict=True))


def new_uid() -> str:
    """Return a UUIDv7 in its canonical text form (RFC 9562, section 5.7): sorts roughly by time of creation."""
    return new_uids(1)[0]


def new_uids(count: int) -> list[str]:
    """So many of them at once."""
    milliseconds = f"{time.time_ns() // 1_000_000 & ((1 << 48) - 1):012x}"
    time_and_version = f"{milliseconds[:8]}-{milliseconds[8:]}-7"
    digits = os.urandom(10 * count).hex()
    return [
        f"{time_and_version}{digits[at : at + 3]}-{_VARIANT[digits[at + 3]]}{digits[at + 4 : at + 7]}-"
        f"{digits[at + 7 : at + 19]}"
        for at in range(0, 20 * count, 20)
    ]


def is_uid(text: str) -> bool:
    """Whether the text is a UUID in canonical form, as ``new_uid`` writes it."""
    try:
        return str(uuid.UUID(text)) == text.lower()
    except ValueError:
        return False
