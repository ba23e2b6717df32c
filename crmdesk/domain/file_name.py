"""Names of files as data: kept as they came, shown without tricks, and made safe for any disk when written out.

What no name may be, by system: https://learn.microsoft.com/windows/win32/fileio/naming-a-file (reserved names and
characters, endings); ext4 and APFS take 255 bytes of UTF-8, NTFS 255 UTF-16 units, which are never more than those.
"""

import re
import unicodedata

_MOST_BYTES = 255
_LONGEST_ENDING = 32
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_RESERVED = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$", "clock$"}
    | {f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"}
)
_NAMELESS = "file"
# Control and format characters (among them those that turn the order of reading around), halves of surrogate pairs,
# separators of lines, and what is no character at all.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def stored_name(name: str) -> str:
    """The name as it can be kept: what is not text in it is marked as unreadable; a folder before it is left out."""
    last = re.split(r"[/\\]", name)[-1] or name
    return last.encode("utf-8", "replace").decode("utf-8").replace("\x00", "\N{REPLACEMENT CHARACTER}")


def shown_name(name: str) -> str:
    """The name with a mark for each character that cannot be seen, such as one that turns the order of reading around.

    So a program whose name ends in “exe” does not pass for a picture.
    """
    return "".join("\N{REPLACEMENT CHARACTER}" if _is_unseen(character) else character for character in name)


def safe_name(name: str) -> str:
    """A name by which the file can be written on any system.

    The ending stays, so that what the file is does not change; a name that a command would take for an option, or that
    hides the file, does neither any more.
    """
    seen = "".join(character for character in unicodedata.normalize("NFC", name) if not _is_unseen(character))
    plain = _FORBIDDEN.sub("_", seen).strip(" .").strip()
    if not plain or plain.startswith(("-", "~")) or plain.partition(".")[0].rstrip(" ").casefold() in _RESERVED:
        plain = f"_{plain}" if plain else _NAMELESS
    return _shortened(plain)


def _is_unseen(character: str) -> bool:
    return unicodedata.category(character) in _UNSEEN or ord(character) & 0xFFFE == 0xFFFE


def _shortened(name: str) -> str:
    """The name, cut before its ending where it would be too long."""
    stem, dot, ending = name.rpartition(".")
    if not stem or len(ending.encode()) > _LONGEST_ENDING:
        stem, dot, ending = name, "", ""
    tail = f"{dot}{ending}"
    room = _MOST_BYTES - len(tail.encode())
    if len(stem.encode()) > room:
        stem = stem.encode()[:room].decode("utf-8", "ignore").rstrip(" .")
    return stem + tail
