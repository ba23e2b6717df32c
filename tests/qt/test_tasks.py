import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crmdesk.domain.errors import CancelledError, CrmError, ValidationError
from crmdesk.i18n import language
from crmdesk.qt.tasks import TaskRunner, Watch, was_cancelled


@pytest.fixture
def runner(qapp: QApplication) -> Iterator[TaskRunner]:
    made = TaskRunner(qapp)
    yield made
    made.finish()
    made.deleteLater()


def refuse(error: CrmError) -> None:
    raise AssertionError(error.message)


def wait_for_stop(watch: Watch) -> None:
    while not watch.cancelled():
        QThread.msleep(1)
    raise CancelledError("stopped")


def test_work_happens_elsewhere_and_its_result_comes_back_here(runner: TaskRunner, qtbot: QtBot) -> None:
    places: list[object] = []
    with qtbot.waitSignal(runner.idle):
        runner.start(
            "a",
            lambda _watch: (threading.get_ident(), language()),
            done=lambda result: places.extend([*result, threading.get_ident()]),
            failed=refuse,
        )
        assert runner.busy("a")
    assert places[0] != threading.get_ident() == places[2]
    assert places[1] == language()
    assert not runner.busy("a")


def test_progress_is_told_in_order(runner: TaskRunner, qtbot: QtBot) -> None:
    told: list[tuple[int, int | None]] = []
    with qtbot.waitSignal(runner.idle):
        runner.start(
            "a",
            lambda watch: [watch.progress(step, 3) for step in range(4)],
            done=lambda _result: None,
            failed=refuse,
            progressed=lambda done, total: told.append((done, total)),
        )
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_the_answer_of_an_earlier_task_in_the_same_slot_is_dropped(runner: TaskRunner, qtbot: QtBot) -> None:
    answers: list[str] = []
    with qtbot.waitSignal(runner.idle):
        runner.start("a", wait_for_stop, done=refuse, failed=lambda _error: answers.append("old"))
        runner.start("a", lambda _watch: "new", done=answers.append, failed=refuse)
    assert answers == ["new"]


def test_a_task_can_be_stopped(runner: TaskRunner, qtbot: QtBot) -> None:
    errors: list[CrmError] = []
    with qtbot.waitSignal(runner.idle):
        runner.start("a", wait_for_stop, done=refuse, failed=errors.append)
        runner.cancel("a")
    assert [was_cancelled(error) for error in errors] == [True]


def test_an_expected_error_comes_back_as_it_is(runner: TaskRunner, qtbot: QtBot) -> None:
    def fail(_watch: Watch) -> None:
        raise ValidationError("too short", field="name")

    errors: list[CrmError] = []
    with qtbot.waitSignal(runner.idle):
        runner.start("a", fail, done=refuse, failed=errors.append)
    assert [(error.message, error.field) for error in errors] == [("too short", "name")]


@pytest.mark.expects_log_records
def test_a_bug_is_logged_and_told_without_its_details(runner: TaskRunner, qtbot: QtBot) -> None:
    def fail(_watch: Watch) -> None:
        raise KeyError("Li Na, 138 0000 4821")

    errors: list[CrmError] = []
    with qtbot.waitSignal(runner.idle):
        runner.start("a", fail, done=refuse, failed=errors.append)
    assert [error.message for error in errors] == ["Something went wrong inside crmdesk; it is in the log."]


def test_finishing_waits_and_nobody_hears(runner: TaskRunner) -> None:
    runner.start("a", wait_for_stop, done=refuse, failed=refuse)
    runner.finish()
    assert not runner.busy("a")


def test_nothing_is_begun_once_it_is_closed(runner: TaskRunner) -> None:
    begun: list[Watch] = []
    runner.close()
    runner.start("a", begun.append, done=lambda _none: None, failed=refuse)
    runner.finish()
    assert not begun
    assert not runner.is_busy


def test_of_what_is_forgotten_nobody_hears(runner: TaskRunner, qtbot: QtBot) -> None:
    heard: list[object] = []
    runner.start("a", wait_for_stop, done=heard.append, failed=heard.append)
    with qtbot.waitSignal(runner.idle):
        runner.forget("a")
    assert not runner.is_busy
    with qtbot.waitSignal(runner.idle):
        runner.start("a", lambda _watch: 2, done=heard.append, failed=heard.append)
    assert heard == [2]


class Knot:
    """Refers to itself, so that only a hunt for cycles frees it; notes the thread on which it was freed."""

    def __init__(self, freed_on: list[int]) -> None:
        self.freed_on, self.itself = freed_on, self

    def __del__(self) -> None:
        self.freed_on.append(threading.get_ident())


@pytest.mark.parametrize("ended_by", ["answer", "finish"])
def test_what_only_a_hunt_for_cycles_frees_is_never_freed_on_another_thread(
    runner: TaskRunner, qtbot: QtBot, ended_by: str
) -> None:
    gc.collect()
    freed_on: list[int] = []
    tied = threading.Event()

    def take_much_room(_watch: Watch) -> None:
        tied.wait(10)
        _kept = [[] for _round in range(20_000)]

    runner.start("a", take_much_room, done=lambda _result: None, failed=refuse)
    Knot(freed_on)
    tied.set()
    if ended_by == "finish":
        runner.finish()
    else:
        qtbot.waitUntil(lambda: not runner.is_busy)
    assert freed_on == []
    assert gc.isenabled()
    gc.collect()
    assert freed_on == [threading.get_ident()]


def test_the_hunt_goes_on_only_when_the_last_has_ended(runner: TaskRunner, qtbot: QtBot) -> None:
    may_end = threading.Event()
    runner.start("long", lambda _watch: may_end.wait(10), done=lambda _result: None, failed=refuse)
    runner.start("short", lambda _watch: None, done=lambda _result: None, failed=refuse)
    qtbot.waitUntil(lambda: not runner.busy("short"))
    assert not gc.isenabled()
    # Nobody waits for it any more, but it still runs.
    runner.forget("long")
    assert not gc.isenabled()
    may_end.set()
    qtbot.waitUntil(gc.isenabled)
