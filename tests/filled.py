"""Workspaces that a function has put things into, once for all the tests that begin with the same."""

import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

from tests.factories import Office, office_at
from tests.fakes import FixedClock

Fill = Callable[[Office], None]
"""Puts things into a workspace."""
Filled = Callable[[Fill], Office]
"""Gives the services on a workspace of the test's own that holds what a function puts into one."""


def filled_copies(blank: Path) -> Callable[[Fill], Path]:
    """Gives a copy of a blank workspace that a function has filled when first asked for; never to be written."""

    @cache
    def filled(fill: Fill) -> Path:
        path = blank.with_name(f"{fill.__module__} {fill.__name__}.crmdesk")
        fill(office_at(Path(shutil.copy(blank, path)), FixedClock()))
        return path

    return filled
