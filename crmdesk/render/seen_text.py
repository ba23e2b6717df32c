"""Texts as they may be shown: without what nobody sees, or what would turn the text around it the other way."""

from collections.abc import Mapping

_UNSEEN: Mapping[int, str | None] = {
    # All control characters but tab and line feed; what is no character at all; overrides of the direction.
    **dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(127, 160), 0xFFFE, 0xFFFF)),
    **dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A))),
}


def seen_text(text: str) -> str:
    """The text without them."""
    return text.translate(_UNSEEN)
