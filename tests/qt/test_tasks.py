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
