"""The list of customers: shown, ordered otherwise, and found while somebody types."""

from array import array
from collections.abc import Iterator
from random import Random
from typing import Any

from bench.context import SMALL, Context
from bench.prototype import Prototype
from bench.results import Result
from bench.timing import Work, compare, compare_each, p95
from bench.window import window_on
from crmdesk.domain.customer_list import CustomerQuery, SortBy
from crmdesk.services.customer_list import CustomerListService
from crmdesk.store.queries.finding import find_names
from crmdesk.store.text.pinyin import readings
from crmdesk.store.workspace import Source
from crmdesk.ui.customers.list_row import ROW
from crmdesk.ui.shell.main_window import MainWindow

_FETCHED = 200
_HITS = 6
_NAMES = 20
_SEED = 5
_LAST = "\U0010ffff"
_RANGE = "SELECT id, key FROM temp.typed WHERE key >= ? AND key < ? ORDER BY key LIMIT ?"


def measure(context: Context) -> Iterator[Result]:
    """P10 and P11; how many touches there are does not matter to them."""
    path = context.path(SMALL)
    driver, services = context.driver(path), context.services(path)
    with window_on(context, path) as window:
        yield _shown(context, window, driver)
    yield from _ordered(context, services.customer_list, driver)
    with services.desk.read() as source:
        yield from _typed(context, source, driver)


def _shown(context: Context, window: MainWindow, driver: Any) -> Result:
    service, listed = window.opened.services.customer_list, window.opened.customers.list
    prototype = Prototype(listed.view.viewport().size(), ROW)
    sql = "SELECT name, id, uid, city FROM customer ORDER BY name_key, id LIMIT ? OFFSET ?"

    def ours() -> None:
        listed.model.show_keys(service.ids(CustomerQuery()))
        listed.view.viewport().repaint()

    def theirs() -> None:
        prototype.paint_rows(lambda first: driver.execute(sql, (_FETCHED, first)).fetchall())

    def before() -> None:
        listed.model.show_keys(array("q"))
        listed.model.forget()
        context.application.processEvents()

    return compare(ours, theirs, rounds=context.rounds, before=before).result("P10a", "from the top")


def _ordered(context: Context, service: CustomerListService, driver: Any) -> Iterator[Result]:
    for sort, key in ((SortBy.NAME, "name_key"), (SortBy.CREATED, "created_at")):
        for descending in (False, True):
            query = CustomerQuery(sort=sort, descending=descending)
            sql = f"SELECT id FROM customer ORDER BY {key} {'DESC' if descending else 'ASC'}, id"  # noqa: S608  # literals
            taken = compare(_ids(service, query), _sent(driver, sql), rounds=context.rounds)
            yield taken.result("P10b", f"{sort.value}, {'down' if descending else 'up'}")


def _ids(service: CustomerListService, query: CustomerQuery) -> Work:
    return lambda: service.ids(query)


def _typed(context: Context, source: Source, driver: Any) -> Iterator[Result]:
    random = Random(_SEED)  # noqa: S311  # a sample
    names = [row[0] for row in driver.execute("SELECT name FROM customer WHERE NOT holding ORDER BY id").fetchall()]
    spoken = {name: reading for name in names if (reading := readings(name))}
    ways = {
        "name": {name: name.casefold() for name in names},
        "pinyin": {name: reading[0] for name, reading in spoken.items()},
        "initials": {name: reading[min(1, len(reading) - 1)] for name, reading in spoken.items()},
    }
    for way, keys in ways.items():
        driver.execute("DROP TABLE IF EXISTS temp.typed")
        driver.execute("CREATE TEMP TABLE typed (key TEXT, id INTEGER, PRIMARY KEY (key, id)) WITHOUT ROWID")
        driver.executemany("INSERT INTO typed VALUES (?, ?)", ((key, place) for place, key in enumerate(keys.values())))
        prefixes = [key[: random.randint(2, 4)] for key in random.sample(list(keys.values()), _NAMES)]
        pairs = [(_found(source, prefix), _sent(driver, _RANGE, prefix, prefix + _LAST, _HITS)) for prefix in prefixes]
        yield p95(compare_each(pairs, rounds=context.rounds)).result("P11", f"{way}, 2 to 4 letters")
    driver.execute("DROP TABLE temp.typed")


def _found(source: Source, prefix: str) -> Work:
    return lambda: find_names(source, prefix, _HITS)


def _sent(driver: Any, sql: str, *values: object) -> Work:
    return lambda: driver.execute(sql, values).fetchall()
