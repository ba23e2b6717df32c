from threading import Event

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crmdesk.domain.errors import StorageUnavailableError
from crmdesk.qt.tasks import TaskRunner
from crmdesk.ui.shell.main_window import MainWindow
from crmdesk.ui.shell.side_work import SideWork
from tests.factories import ME, Office, bulk_customers
from tests.ui.conftest import shown


@pytest.fixture
def runner(qapp: QApplication) -> TaskRunner:
    return TaskRunner(qapp)


@pytest.fixture
def side_work(runner: TaskRunner) -> SideWork:
    return SideWork(runner, runner)


def test_a_touch_is_logged_while_the_backup_that_is_due_is_made(empty_window: MainWindow, office: Office, qtbot: QtBot):
    with office.workspace.unit("without a backup", ME) as unit:
        bulk_customers(unit, ["Acme"])
    empty_window.chooser.open(office.path)
    shown(empty_window, qtbot)
    assert office.care.backups() == []
    empty_window.commands["touch.start"].trigger()
    qtbot.keyClicks(empty_window.opened.customers.composer.fields.text, "They called")
    empty_window.commands["touch.save"].trigger()
    assert empty_window.side_work.is_busy
    assert office.touches.timeline("Acme")[0].body == "They called"
    qtbot.waitUntil(lambda: not empty_window.side_work.is_busy)
    assert [backup.reason for backup in office.care.backups()] == ["auto"]


def test_only_one_piece_is_done_at_a_time(side_work: SideWork, qtbot: QtBot):
    go, done = Event(), []
    side_work.do(lambda: done.append(go.wait(5)))
    side_work.do(lambda: done.append("the second"))
    go.set()
    qtbot.waitUntil(lambda: not side_work.is_busy)
    assert done == [True]


def test_a_task_may_wish_for_it_from_its_own_thread(side_work: SideWork, runner: TaskRunner, qtbot: QtBot):
    done: list[str] = []
    runner.start(
        "import",
        lambda _watch: side_work.do(lambda: done.append("backup")),
        done=lambda _nothing: None,
        failed=lambda _error: None,
    )
    qtbot.waitUntil(lambda: done == ["backup"])
    qtbot.waitUntil(lambda: not side_work.is_busy)


@pytest.mark.expects_log_records
def test_what_goes_wrong_is_only_logged(side_work: SideWork, qtbot: QtBot, caplog: pytest.LogCaptureFixture):
    def fail() -> None:
        raise StorageUnavailableError("The disk is full.")

    side_work.do(fail)
    qtbot.waitUntil(lambda: not side_work.is_busy)
    assert [record.code for record in caplog.records] == [StorageUnavailableError.code]
