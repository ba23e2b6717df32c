"""Which encoding a text file is in: byte order mark, UTF-16 by its zeros, strict UTF-8, then what reads most like text.

GB18030 and Big5 both decode most of each other's bytes; the frequent characters of real text tell them apart.
Knows nothing of columns.
"""

import codecs
import re
from pathlib import Path

from crmdesk.exchange.tables.reading.frequent_characters import FREQUENT

_SAMPLE_BYTES = 256 * 1024
_BLOCK_BYTES = 1024 * 1024
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHINESE = ("gb18030", "cp950", "big5hkscs")
_OTHERS = ["cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp932", "euc_jp", "cp949", "iso8859_15"]

_TYPOGRAPHY = frozenset("€£¥§©®°´·«»¿¡–—‘’‚“”„•…™\xa0")

# Wrongly decoded Chinese hits the frequent characters by chance about once in fifteen; real text every other time.
_LIKELY = 0.25


def detect_encoding(path: Path) -> str:
    """The name of a Python codec. A file broken off inside a character is still of its encoding."""
    sample = _telling_sample(path)
    with path.open("rb") as file:
        marked = bom_encoding(file.read(4))
    if marked:
        return marked
    return looks_like_utf16(sample) or ("utf-8" if _is_utf8(path) else _by_content(sample))


def bom_encoding(head: bytes) -> str | None:
    """The encoding that a byte order mark declares."""
    return next((name for mark, name in _MARKS if head.startswith(mark)), None)


def looks_like_utf16(sample: bytes) -> str | None:
    """UTF-16 without a mark: the zeros of its ASCII characters (commas, line ends) are all on one side."""
    zeros_first, zeros_second = sample[0::2].count(0), sample[1::2].count(0)
    most = max(zeros_first, zeros_second)
    if most < max(2, len(sample) // 200) or min(zeros_first, zeros_second) > most // 20:
        return None
    encoding = "utf-16-be" if zeros_first > zeros_second else "utf-16-le"
    text = sample[: len(sample) // 2 * 2].decode(encoding, "replace")
    odd = sum(1 for char in text if char == "\ufffd" or (char < " " and char not in "\t\r\n"))
    return encoding if odd <= len(text) // 50 else None


def _telling_sample(path: Path) -> bytes:
    """The part of the file that begins with the line of its first byte beyond ASCII; the head if there is none."""
    with path.open("rb") as file:
        head = file.read(_SAMPLE_BYTES)
        block = head
        while block and block.isascii():
            block = file.read(_BLOCK_BYTES)
        if not block or block is head:
            return head
        first = next(at for at, byte in enumerate(block) if byte > 127)
        start = block.rfind(b"\n", 0, first) + 1
        return block[start : start + _SAMPLE_BYTES]


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        try:
            while block := file.read(_BLOCK_BYTES):
                decoder.decode(block)
        except UnicodeDecodeError:
            return False
    return True


def _by_content(sample: bytes) -> str:
    if _nearly_all_right(sample, "utf-8"):
        return "utf-8"
    scores = {name: _likeness(sample, name) for name in _CHINESE}
    best = max(scores, key=scores.__getitem__)
    if scores[best] >= _LIKELY:
        return best
    if _is_plain_gb2312(sample):
        return "gb18030"
    return "cp1252" if _is_western(sample) else _guess(sample)


def _nearly_all_right(sample: bytes, encoding: str) -> bool:
    """One byte gone wrong does not change what the other thousands say."""
    beyond = [char for char in sample.decode(encoding, "replace") if char > "\x7f"]
    return beyond.count("\ufffd") * 50 <= len(beyond)


def _likeness(sample: bytes, encoding: str) -> float:
    """Share of frequent Chinese characters among those beyond ASCII; 0 when the bytes do not decode."""
    if not _nearly_all_right(sample, encoding):
        return 0.0
    beyond = [char for char in sample.decode(encoding, "replace") if char > "\x7f"]
    return sum(char in FREQUENT for char in beyond) / max(1, len(beyond))


def _is_plain_gb2312(sample: bytes) -> bool:
    """Names alone may hold no frequent character; single-byte scripts almost never come in such pairs throughout."""
    try:
        text = sample.decode("gb2312")
    except UnicodeDecodeError:
        return False
    return sum("\u4e00" <= char <= "\u9fff" for char in text) * 2 >= sum(char > "\x7f" for char in text)


def _is_western(sample: bytes) -> bool:
    """Accented letters and typographic marks among ASCII, mostly alone: detectors take short French for Slovak."""
    beyond = [char for char in sample.decode("cp1252", "replace") if char > "\x7f"]
    alone = len(re.findall(rb"(?<![\x80-\xff])[\x80-\xff](?![\x80-\xff])", sample))
    return alone * 10 >= len(beyond) * 7 and all(char.isalpha() or char in _TYPOGRAPHY for char in beyond)


def _guess(sample: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=_OTHERS).best()
    return best.encoding if best else "cp1252"
