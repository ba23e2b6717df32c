"""Large pieces of work without the hunt for reference cycles."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_PIECE = 500


def let_go(records: list[Any]) -> None:
    """Empty a long list bit by bit: freed in one go, a million records would hold up all other threads."""
    while records:
        del records[-_PIECE:]


def let_go_of(worker: object) -> None:
    """Empty bit by bit what somebody who is done has gathered, as far as nobody else may be using it.

    Private tables alone are emptied; what is shared has a name without an underscore.
    """
    for name, gathered in vars(worker).items():
        if name.startswith("_") and isinstance(gathered, dict):
            while gathered:
                gathered.popitem()
        elif name.startswith("_") and isinstance(gathered, list):
            let_go(gathered)


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
        # What has come into being counts as old, or the next short hunt among the young would visit all of it.
        gc.freeze()
        gc.unfreeze()
        if was_on:
            gc.enable()
