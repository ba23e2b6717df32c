"""Large pieces of work without the hunt for reference cycles."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collection() -> Iterator[None]:
    """Do not look for reference cycles for the length of the block; whatever holds no cycle is freed as ever.

    With a million small objects alive that are all needed, each hunt visits them in vain: undoing an import takes half
    as long again.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
