import pytest
from pytestqt.qtbot import QtBot

from crmdesk.services.customers import NewCustomer
from crmdesk.services.touches import TouchWords
from crmdesk.ui.shell.main_window import MainWindow
from crmdesk.wiring import Services, open_services
from tests.factories import Office
from tests.fakes import FixedClock
from tests.ui.conftest import listed


@pytest.fixture
def command_line(office: Office) -> Services:
    """Another person at the workspace that the window shows."""
    return open_services(office.path, FixedClock(), "somebody else")


def test_what_the_command_line_adds_appears(window: MainWindow, command_line: Services, qtbot: QtBot):
    command_line.customers.add_customer(NewCustomer("Acme"))
    qtbot.waitUntil(lambda: listed(window) == ["Acme"])
    command_line.touches.log_touch("Acme", TouchWords(kind="call", text="They called"))
    timeline = window.opened.customers.timeline.reading
    qtbot.waitUntil(lambda: "They called" in [touch.body for touch in timeline.page.touches])


def test_a_change_of_somebody_else_just_before_our_own_is_not_missed(
    window: MainWindow, command_line: Services, office: Office, qtbot: QtBot
):
    window.opened.outside.timer.setInterval(20)
    command_line.customers.add_customer(NewCustomer("Theirs"))
    window.opened.bus.publish(office.customers.add_customer(NewCustomer("Ours"))[1])
    qtbot.waitUntil(lambda: listed(window) == ["Ours", "Theirs"])


def test_our_own_changes_are_not_taken_for_somebody_elses(window: MainWindow, office: Office, qtbot: QtBot):
    with qtbot.waitSignal(window.opened.bus.changed):
        window.opened.bus.publish(office.customers.add_customer(NewCustomer("Ours"))[1])
    with qtbot.assertNotEmitted(window.opened.bus.changed), qtbot.waitSignal(window.opened.outside.timer.timeout):
        window.opened.outside.timer.setInterval(20)


def test_a_workspace_that_cannot_be_read_just_now_disturbs_nobody(window: MainWindow, office: Office, qtbot: QtBot):
    kept = office.path.rename(office.path.with_suffix(".away"))
    with qtbot.assertNotEmitted(window.opened.bus.changed), qtbot.waitSignal(window.opened.outside.timer.timeout):
        window.opened.outside.timer.setInterval(20)
    assert window.notice.text == ""
    assert not office.path.exists()
    kept.rename(office.path)
