"""How long the window does not answer while something long goes on behind it, by a tick of 5 ms.

Counted in real time without what the system gave to other programs: time in which the window's thread was ready to run
but had no processor is no fault of this program. Where the system does not tell, it is counted, too.
"""

import csv
from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtCore import Qt as QtNames

from bench.context import SMALL, Context
from bench.results import Result
from bench.window import settle, window_on
from crmdesk.domain.customer_list import CustomerQuery
from crmdesk.qt.tasks import Watch
from crmdesk.services.finding import Findings, FindingService
from crmdesk.ui.commands.context import CUSTOMERS, LOSSES
from crmdesk.ui.exchange.import_session import ImportSession
from crmdesk.ui.shell.main_window import MainWindow
from crmdesk.ui.workbench import TABLES

_TICK = 5
_ROUNDS = 3
_ROWS = 2_000
_WAITS = Path("/proc/thread-self/schedstat")
_SEARCHED = ("报", "报价", "王", "wang", "合同 下周")


def measure(context: Context) -> Iterator[Result]:
    """P18: the longest gap of the best of three runs."""
    with window_on(context, context.copy(SMALL)) as window:
        jobs: dict[str, Callable[[Path], None]] = {
            "import": lambda out: _import(window, out),
            "search": lambda _out: _search(window),
            "export": lambda out: _export(window, out),
            "first chart": lambda _out: _chart(window),
            "chart": lambda _out: _chart(window),
        }
        for name, job in jobs.items():
            rounds = 1 if name == "first chart" else _ROUNDS
            gaps = [_gap(window, partial(job, context.folder / f"{name}{number}")) for number in range(rounds)]
            yield Result("P18", name, min(gaps), " ".join(f"{gap:.0f}" for gap in gaps), "of each run")


def _gap(window: MainWindow, job: Callable[[], None]) -> float:
    """The longest gap in milliseconds between two ticks while a job and what it leads to go on."""
    ticks: list[tuple[float, float]] = []
    timer = QTimer(interval=_TICK, timerType=QtNames.TimerType.PreciseTimer)
    timer.timeout.connect(lambda: ticks.append((perf_counter(), _waited())))
    timer.start()
    job()
    settle(window)
    timer.stop()
    return max((1000 * (then[0] - now[0] - (then[1] - now[1])) for now, then in pairwise(ticks)), default=0.0)


def _waited() -> float:
    """Seconds this thread has waited for a processor so far."""
    try:
        return int(_WAITS.read_text("ascii").split()[1]) / 1e9
    except OSError:
        return 0.0


def _import(window: MainWindow, out: Path) -> None:
    file = out.with_suffix(".csv")
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(("Customer", "Phone", "City", "Remark", "Deal", "Amount"))
        for row in range(_ROWS):
            number = f"139{hash((out.name, row)) % 100_000_000:08}"
            writer.writerow((f"{out.name} 有限公司 {row}", number, "上海", "报价以后再联系", f"Deal {row}", row * 100))
    session = ImportSession(window.opened.bench)
    loop = QEventLoop()
    session.understood.connect(lambda _found: session.count())
    session.counted.connect(lambda _result: session.carry_out())
    session.imported.connect(lambda _result: loop.quit())
    session.failed.connect(lambda _error, _phase: loop.quit())
    session.read([file])
    loop.exec()


def _search(window: MainWindow) -> None:
    window.show_screen(CUSTOMERS)
    finding, runner = window.opened.services.finding, window.runner
    for words in _SEARCHED:
        runner.start("bench", partial(_find, finding, words), done=lambda _found: None, failed=_raise)
        window.opened.customers.search(words)
        settle(window)
    window.opened.customers.search("")


def _find(finding: FindingService, words: str, _watch: Watch) -> Findings:
    return finding.find(words)


def _export(window: MainWindow, out: Path) -> None:
    exports, listed = window.opened.services.exports, window.opened.services.customer_list
    picked = {"customers": listed.uids(listed.ids(CustomerQuery())[:_ROWS])}
    window.runner.start(
        TABLES,
        lambda watch: exports.export(
            out.with_suffix(".xlsx"), uids=picked, progress=watch.progress, cancelled=watch.cancelled
        ),
        done=lambda _counts: None,
        failed=_raise,
    )


def _chart(window: MainWindow) -> None:
    window.show_screen(LOSSES)
    settle(window)
    window.opened.losses.show_all()
    settle(window)
    window.show_screen(CUSTOMERS)


def _raise(error: Exception) -> None:
    raise error
