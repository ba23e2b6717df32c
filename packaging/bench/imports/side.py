"""One side of the comparison in a process of its own, so that its memory and processor time are its own too.

``python -m bench.imports.side raw|ours WORKBOOK FOLDER`` does the work once and prints ``Cost`` as JSON.
"""

import json
import os
import resource
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from bench.context import ME

_INDEXED = (0, 1, 2)
_COLUMNS = 12


@dataclass(slots=True)
class Cost:
    """Seconds of processor time, children included, and by the clock; megabytes of memory at most; rows written.

    ``phases`` are seconds of processor time of parts of the work.
    """

    cpu: float = 0.0
    wall: float = 0.0
    peak: float = 0.0
    rows: int = 0
    phases: dict[str, float] = field(default_factory=dict)


def raw(workbook: Path, folder: Path, cost: Cost) -> None:
    """What the libraries alone need: rows read by calamine, written by the driver to a table with three indexes."""
    from python_calamine import load_workbook

    from crmdesk.store.dialects.sqlite import connect_raw, create_file

    create_file(folder / "raw.crmdesk")
    connection = connect_raw(folder / "raw.crmdesk")
    names = [f"c{number}" for number in range(_COLUMNS)]
    connection.execute(f"CREATE TABLE customer (id INTEGER PRIMARY KEY, {', '.join(names)})")
    for number in _INDEXED:
        connection.execute(f"CREATE INDEX ix_{number} ON customer (c{number})")
    with workbook.open("rb") as file, cost_of(cost, "everything"):
        rows = load_workbook(file).get_sheet_by_index(0).iter_rows()
        next(iter(rows))
        connection.execute("BEGIN IMMEDIATE")
        places = ", ".join("?" * _COLUMNS)
        insert = f"INSERT INTO customer ({', '.join(names)}) VALUES ({places})"  # noqa: S608  # no name comes from outside
        connection.executemany(insert, ([*map(_storable, row)] for row in rows))
        connection.execute("COMMIT")
    cost.rows = connection.execute("SELECT count(*) FROM customer").fetchone()[0]
    connection.close()


def _storable(value: Any) -> Any:
    return value if isinstance(value, (str, float)) else str(value)


def ours(workbook: Path, folder: Path, cost: Cost) -> None:
    """``crmdesk import`` on an empty workspace: read, understood, checked, matched, written, journalled, indexed."""
    from crmdesk.domain.clock import SystemClock
    from crmdesk.i18n import use_language
    from crmdesk.services.importing import ImportRequest
    from crmdesk.wiring import new_services

    use_language("zh_CN")
    clock = SystemClock("Asia/Shanghai")
    services = new_services(folder / "ours.crmdesk", clock, ME, currency="CNY", packs=(), later=lambda _work: None)
    request = ImportRequest((workbook,))
    with watched(cost), cost_of(cost, "everything"):
        result = services.imports.apply_import(request, progress=lambda _done, _all: None, cancelled=lambda: False)
    cost.rows = result.created


@contextmanager
def watched(cost: Cost) -> Iterator[None]:
    """Note what the parts of the import cost for the length of the block; matching and writing is what they leave."""
    from crmdesk.services.importing import service
    from crmdesk.store import journal, search

    parts: tuple[tuple[Any, str, str], ...] = (
        (service, "read_files", "reading"),
        (service, "interpret", "understanding"),
        (service.ImportService, "_write", "writing"),
        (journal, "write", "of it journal"),
        (search, "reindex", "of it search index"),
    )
    before = [getattr(place, name) for place, name, _title in parts]
    for (place, name, title), work in zip(parts, before, strict=True):
        setattr(place, name, _timed(work, cost, title))
    yield
    for (place, name, _title), work in zip(parts, before, strict=True):
        setattr(place, name, work)


def _timed(work: Callable[..., Any], cost: Cost, title: str) -> Callable[..., Any]:
    def timed(*arguments: Any, **named: Any) -> Any:
        with cost_of(cost, title):
            return work(*arguments, **named)

    return timed


@contextmanager
def cost_of(cost: Cost, title: str) -> Iterator[None]:
    """Add the processor time of the block to a phase."""
    begin = _spent()
    yield
    cost.phases[title] = cost.phases.get(title, 0.0) + _spent() - begin


def _spent() -> float:
    """Seconds of processor time of this process and of the children it has waited for."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def main(arguments: list[str]) -> None:
    """Do one side and report."""
    side, workbook, folder = arguments
    cost, begin = Cost(), time.perf_counter()
    {"raw": raw, "ours": ours}[side](Path(workbook), Path(folder), cost)
    cost.wall = time.perf_counter() - begin
    cost.cpu = cost.phases.pop("everything")
    cost.peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(asdict(cost)))


if __name__ == "__main__":
    main(sys.argv[1:])
