"""Making the workspace file, or finding the one made before."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from bench.context import ME, Size
from bench.workspace.losses import fill_losses
from bench.workspace.notes import Notes
from bench.workspace.parties import fill_parties
from bench.workspace.table import indexed_later
from bench.workspace.touches import fill_touches
from crmdesk.domain.clock import SystemClock
from crmdesk.i18n import use_language
from crmdesk.store import search
from crmdesk.store.dialects.sqlite import connect_raw, fold_log_in
from crmdesk.store.dialects.sqlite_examination import examine
from crmdesk.store.guard import permitted
from crmdesk.store.migrations import NEWEST, upgrade
from crmdesk.store.workspace import Workspace
from crmdesk.wiring import new_services

# A file of another recipe is left where it is and made anew under another name.
_RECIPE = 3
_SEED = 20_261_101
_TABLES = (
    *("customer", "contact_point", "tag_assignment", "deal", "loss_event", "loss_reason_link", "loss_competitor"),
    *("deal_competitor", "win_reason_link", "touch"),
)


def workspace(folder: Path, size: Size, say: Callable[[str], None]) -> Path:
    """The workspace of a size, made if it is not in the folder; ``say`` tells how far it is."""
    path = folder / f"{size.name}-{_RECIPE}.crmdesk"
    if not path.exists():
        building = path.with_suffix(".building")
        building.unlink(missing_ok=True)
        say(f"Making a workspace of {size.customers:,} customers, {size.deals:,} deals, {size.touches:,} touches ...")
        _make(building, size, say)
        building.rename(path)
    if _version_of(path) < NEWEST:
        say(f"Bringing {path.name} to the newest layout ...")
        upgrade.upgrade(path)
    return path


def _version_of(path: Path) -> int:
    """The layout of a workspace file."""
    return examine(path, pages=False).version


def _make(path: Path, size: Size, say: Callable[[str], None]) -> None:
    use_language("zh_CN")
    opened = new_services(path, SystemClock(), ME, currency="CNY", packs=(), later=lambda _work: None)
    _fill(path, size, say)
    with _told(say, "search index"):
        _index(opened.desk.workspace)
    fold_log_in(path)


def _fill(path: Path, size: Size, say: Callable[[str], None]) -> None:
    random = Random(_SEED)  # noqa: S311  # a story, not a secret
    notes = Notes(random)
    connection = connect_raw(path)
    try:
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("BEGIN IMMEDIATE")
        with indexed_later(connection, *_TABLES):
            with _told(say, "customers and deals"):
                fill_parties(connection, random, notes, size.customers, size.deals)
            with _told(say, "losses"):
                fill_losses(connection, random)
            with _told(say, "touches"):
                fill_touches(connection, random, notes, size.touches)
            begin = time.monotonic()
        say(f"  indexes: {time.monotonic() - begin:.0f} s")
        connection.execute("COMMIT")
        connection.execute("PRAGMA optimize")
    finally:
        connection.close()


def _index(opened: Workspace) -> None:
    with opened.transaction() as connection, permitted(connection):
        search.rebuild(connection)


@contextmanager
def _told(say: Callable[[str], None], what: str) -> Iterator[None]:
    begin = time.monotonic()
    yield
    say(f"  {what}: {time.monotonic() - begin:.0f} s")
