"""The self-test: the main job in a scratch workspace, from a table to the Pareto and back, and the versions in use."""

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from crmdesk.cli.answer import Answer, Grid
from crmdesk.cli.session import Session
from crmdesk.i18n import _

if TYPE_CHECKING:
    from crmdesk.wiring import Services

FAILED = 1
_CUSTOMER, _DEAL = "晨光精密机械", "五轴维保"
_TABLE = (
    ("Customer", "Deal", "Amount", "Owner"),
    (_CUSTOMER, _DEAL, "86000", "Li Na"),
    ("Larkfield", "Pilot", "1200", ""),
)


@dataclass(frozen=True, slots=True)
class _Scratch:
    """Where the self-test works."""

    folder: Path
    services: "Services"


_Step = Callable[[_Scratch], bool]


def test_itself(session: Session) -> Answer:
    """``self-test``; steps after one that failed are not tried."""
    from crmdesk.wiring import new_services, versions

    passed: dict[str, bool] = {}
    with TemporaryDirectory(prefix="crmdesk-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        services = new_services(folder / "scratch.crmdesk", session.clock, session.actor(), currency="CNY", packs=())
        for title, step in _STEPS.items():
            passed[title] = step(_Scratch(folder, services))
            if not passed[title]:
                break
    ok = all(passed.values())
    found = versions()
    document = {"ok": ok, "versions": found, "steps": [{"step": title, "ok": good} for title, good in passed.items()]}
    steps = Grid((), tuple((title, _("good") if good else _("FAILED")) for title, good in passed.items()))
    return Answer(document, (steps, Grid((), tuple(found.items()))), 0 if ok else FAILED)


def _import(scratch: _Scratch) -> bool:
    from crmdesk.services.importing import ImportRequest

    table = scratch.folder / "table.csv"
    with table.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(_TABLE)
    result = scratch.services.imports.apply_import(
        ImportRequest(files=(table,)), progress=lambda _done, _total: None, cancelled=lambda: False
    )
    return (result.read, result.created, result.failed) == (2, 2, 0)


def _log(scratch: _Scratch) -> bool:
    from crmdesk.services.touches import TouchWords

    touch, _changes = scratch.services.touches.log_touch(_CUSTOMER, TouchWords(kind="call", text="报价偏高"))
    return touch.customer == _CUSTOMER


def _lose(scratch: _Scratch) -> bool:
    from crmdesk.services.loss_accounts import LossWords

    scratch.services.deals.mark_lost(_DEAL, LossWords(reason="price"))
    return [deal.name for deal in scratch.services.losses.pool()] == [_DEAL]


def _count(scratch: _Scratch) -> bool:
    from crmdesk.services.losses import LossQuestion

    table = scratch.services.losses.table(LossQuestion())
    return [(row.count, str(row.amount)) for row in table.rows] == [(1, "86000.00 CNY")]


def _search(scratch: _Scratch) -> bool:
    return all(scratch.services.customers.search(query) for query in ("精密", "jingmi", "报价偏高", "larkf"))


def _undo(scratch: _Scratch) -> bool:
    scratch.services.history.undo()
    return not scratch.services.losses.pool()


def _redo(scratch: _Scratch) -> bool:
    scratch.services.history.redo()
    return len(scratch.services.losses.pool()) == 1


def _backup(scratch: _Scratch) -> bool:
    copy = scratch.services.care.back_up(scratch.folder / "copy.crmdesk", lambda _done, _total: None)
    return copy.is_file()


def _check(scratch: _Scratch) -> bool:
    return not scratch.services.care.check(lambda _done, _total: None)


_STEPS: Mapping[str, _Step] = {
    "import": _import,
    "log": _log,
    "lose": _lose,
    "losses": _count,
    "search": _search,
    "undo": _undo,
    "redo": _redo,
    "backup": _backup,
    "check": _check,
}
