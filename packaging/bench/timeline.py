"""The timeline of the customer with the most touches: read, shown, and both in a workspace twenty times as large."""

from collections.abc import Callable, Iterator

from bench.context import LARGE, SMALL, Context
from bench.prototype import Prototype
from bench.results import Result
from bench.statements import sent
from bench.timing import compare
from bench.window import window_on
from bench.workspace.touches import BUSIEST
from crmdesk.store.queries.customer_page import uids_of
from crmdesk.store.queries.timeline import older_page
from crmdesk.store.queries.timeline_filter import Sought
from crmdesk.store.workspace import Source
from crmdesk.ui.shell.main_window import MainWindow

_PAGE = 200
_DEEP = 9_000
_REPEAT = 9


def measure(context: Context) -> Iterator[Result]:
    """P3, P4 and P5."""
    paths = context.path(LARGE), context.path(SMALL)
    with context.services(paths[0]).desk.read() as large, context.services(paths[1]).desk.read() as small:
        yield from _read(context, large, small)
    with window_on(context, paths[0]) as window, window_on(context, paths[1]) as other:
        yield from _painted(context, window, other)


def _read(context: Context, large: Source, small: Source) -> Iterator[Result]:
    driver = context.driver(context.path(LARGE))
    for name, is_deep in ((f"{_PAGE} rows from the top", False), (f"{_PAGE} rows from row {_DEEP:,} on", True)):
        ours, grown = _page(small, is_deep=is_deep), _page(large, is_deep=is_deep)
        sql, values = sent(large.connection, grown)[-1]

        def alone(sql: str = sql, values: tuple[object, ...] = values) -> object:
            return driver.execute(sql, values).fetchall()

        yield compare(grown, alone, rounds=context.rounds, repeat=_REPEAT).result("P3", name)
        yield compare(grown, ours, rounds=context.rounds, repeat=_REPEAT).result("P5", f"read {name}")


def _page(source: Source, *, is_deep: bool) -> Callable[[], object]:
    passed = older_page(source, Sought(BUSIEST), _DEEP) if is_deep else ()
    below = passed[-1] if passed else None
    return lambda: older_page(source, Sought(BUSIEST), _PAGE, below=below)


def _painted(context: Context, large: MainWindow, small: MainWindow) -> Iterator[Result]:
    grown, ours = _Panel(context, large), _Panel(context, small)

    def before() -> None:
        for panel in (grown, ours):
            panel.leave()

    prototype = grown.prototype(context)
    yield compare(grown.show, prototype, rounds=context.rounds, before=before).result("P4", "from the top")
    yield compare(grown.show, ours.show, rounds=context.rounds, before=before).result("P5", "painted from the top")


class _Panel:
    """The timeline in a window of the program."""

    def __init__(self, context: Context, window: MainWindow) -> None:
        self._application, self._panel = context.application, window.opened.customers.timeline
        with window.opened.services.desk.read() as source:
            self._busiest, self._quiet = uids_of(source, [BUSIEST, BUSIEST + 1])

    def leave(self) -> None:
        """Show another customer, and do all that is left to do."""
        self._panel.show_customer(self._quiet)
        self._application.processEvents()

    def show(self) -> None:
        """Show the customer with the most touches, and paint."""
        self._panel.show_customer(self._busiest)
        self._panel.list.viewport().repaint()

    def prototype(self, context: Context) -> Callable[[], object]:
        """What shows as many touches of the same customer, in a view as large, by itself."""
        self.show()
        count = self._panel.model.rowCount()
        size = self._panel.list.viewport().size()
        driver, view = context.driver(context.path(LARGE)), Prototype(size)
        sql = (
            "SELECT body, id, uid, kind_id, occurred_at, occurred_offset, direction, status FROM touch"
            " WHERE customer_id=? AND status!='planned' ORDER BY occurred_at DESC, id DESC LIMIT ?"
        )
        return lambda: view.paint_rows(lambda _first: driver.execute(sql, (BUSIEST, count)).fetchall())
