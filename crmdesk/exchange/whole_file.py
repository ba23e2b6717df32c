"""A file that is there whole or not at all: written beside its place, then moved into it. Knows no format."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A path to write to; its content takes the place of ``path`` when the block ends without an error.

    Raises OSError when the folder cannot be written to; whoever knows what is written says it in a sentence.
    """
    draft = path.with_name(f".{uuid.uuid4().hex}.part")
    try:
        draft.touch(exist_ok=False)
        yield draft
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
