"""Every measurement of the bench on a tiny workspace: that it measures what it says, never how fast it is."""

from collections.abc import Iterator
from contextlib import ExitStack
from io import StringIO

import pytest
from bench.context import LARGE, SMALL, Context, Size
from bench.families import FAMILIES, chosen, measure
from bench.goals import GOALS, Goal
from bench.printer import Printer
from bench.results import Result
from bench.timing import compare, percentile, shown
from rich.console import Console

from crmdesk.i18n import language, use_language
from crmdesk.wiring import open_services
from tests.fakes import FixedClock

TINY = {LARGE: Size(300, 600, 4_000), SMALL: Size(300, 600, 1_500)}


@pytest.fixture(scope="module")
def context(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Context]:
    """A bench of tiny workspaces, measured once."""
    before = language()
    folder = tmp_path_factory.mktemp("bench")
    with ExitStack() as stack:
        stack.callback(use_language, before)
        (folder / "run").mkdir()
        yield stack.enter_context(Context(folder, folder / "run", sizes=TINY, rounds=1, say=lambda _words: None))


def test_a_workspace_of_the_bench_is_in_order_and_of_the_size_wanted(context: Context) -> None:
    services = open_services(context.path(LARGE), FixedClock(), "Li Na", later=lambda _work: None)
    assert services.care.check(lambda _done, _total: None) == []
    driver = context.driver(context.path(LARGE))
    counts = [driver.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("deal", "touch")]
    assert counts == [600, 4_000]
    assert driver.execute("SELECT count(*) FROM touch WHERE customer_id=1").fetchone() == (400,)
    assert driver.execute("SELECT count(*) FROM loss_event WHERE reopened_at IS NULL").fetchone() == (300,)


@pytest.mark.parametrize("family", ["timeline", "search", "customers", "losses", "attachments"])
def test_every_goal_of_a_family_is_measured(context: Context, family: str) -> None:
    results = list(measure(family, context))
    assert {result.goal for result in results} == set(FAMILIES[family])
    assert all(result.measured >= 0 for result in results)
    assert len({(result.goal, result.case) for result in results}) == len(results)
    assert [result.measured for result in results if result.goal == "P8"] in ([], [0])


def test_families_are_named_by_themselves_or_by_their_goals() -> None:
    assert chosen([]) == list(FAMILIES)
    assert chosen(["P9", "losses"]) == ["search", "losses"]
    with pytest.raises(KeyError):
        chosen(["P99"])


def test_every_goal_belongs_to_one_family() -> None:
    measured = [goal for goals in FAMILIES.values() for goal in goals]
    assert sorted(measured) == sorted(set(measured) & set(GOALS))


def test_a_goal_is_met_at_its_bound() -> None:
    most, least = Goal("A", "a", "b", 2), Goal("B", "a", "b", 50, at_least=True, unit=" ms")
    assert [most.is_met(2), most.is_met(2.1), least.is_met(50), least.is_met(49)] == [True, False, True, False]
    assert (most.wanted, least.wanted) == ("≤ 2×", "≥ 50 ms")


def test_both_sides_take_turns_and_what_comes_before_is_done_before_each() -> None:
    done: list[str] = []
    compare(lambda: done.append("ours"), lambda: done.append("theirs"), rounds=1, before=lambda: done.append("-"))
    assert done == ["-", "ours", "-", "theirs"] * 2


def test_numbers_are_read_easily() -> None:
    assert percentile([float(number) for number in range(1, 101)]) == 95
    assert [shown(seconds) for seconds in (2.5, 0.0125, 0.000042)] == ["2.5 s", "12.5 ms", "42 µs"]


def test_the_printer_tells_what_is_missed() -> None:
    out = StringIO()
    printer = Printer(Console(file=out, width=120))
    results = [Result("P3", "a page", 1.5, "3 ms", "2 ms"), Result("P18", "import", 80)]
    for result in results:
        printer.show(result)
    printer.sum_up(results)
    assert "1.5×" in out.getvalue()
    assert out.getvalue().rstrip().endswith("Missed: P18")
