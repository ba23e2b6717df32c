"""How large a foreign table may be, and how much time and memory reading it may take.

The numbers are one place's decision; who enforces them is said beside each. Knows nothing of any format.
"""

import sys
from typing import Final

MAX_FILE_BYTES: Final = 128 * 2**20
"""A file larger than this is not opened."""

MAX_PARTS: Final = 2_000
MAX_DIRECTORY_BYTES: Final = 1 * 2**20
"""Files inside a zip, and bytes of its central directory."""

MAX_UNPACKED_BYTES: Final = 512 * 2**20
MAX_RATIO: Final = 200
RATIO_FREE_BYTES: Final = 16 * 2**20
"""Small parts may be packed as tightly as they like: monotonous honest sheets are."""

MAX_SHEETS: Final = 255
MAX_ROWS: Final = 500_000
MAX_COLUMNS: Final = 2_000
MAX_CELLS: Final = 4_000_000
"""Cells of the whole file, empty ones inside the used rectangles included."""

MAX_TEXT: Final = 2_000_000
"""Characters of one cell or of one physical line, bytes of one piece of XML text."""

MAX_SENT_BYTES: Final = 256 * 2**20
"""What one file may come to once unfolded; one long shared string can be referred to by every cell."""

MEMORY_BYTES: Final = 512 * 2**20
"""Address space of the reading process."""


def is_too_large(rows: int, columns: int) -> bool:
    """Whether a sheet of that size is beyond what is read."""
    return rows > MAX_ROWS or columns > MAX_COLUMNS or rows * columns > MAX_CELLS


def seconds_allowed(file_bytes: int) -> float:
    """Time for a file of that size: a small one that takes longer than this is not honest."""
    return 4.0 + 2.0 * file_bytes / 2**20


def restrict_this_process(file_bytes: int) -> None:
    """Put the memory and processor limits on the process; where the system has none, only the parent's clock holds."""
    if sys.platform == "win32":
        return
    import resource

    seconds = int(seconds_allowed(file_bytes)) + 1
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
