"""From the first picture of the window to the open workspace: what is seen, what is asked for meanwhile, refusals."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crmdesk import app, paths, settings
from crmdesk.ui.customers.first_customers import FirstCustomers
from crmdesk.ui.customers.list_row import ROW
from crmdesk.ui.shell.main_window import MainWindow
from tests.factories import Office, add_customer
from tests.ui.conftest import listed, shown

_NAMES = ("Acme", "Bolt Works", "华晨机械", "Zenith")
_PATIENCE = 20_000

Start = Callable[[], MainWindow]


@pytest.fixture
def start(qapp: QApplication, office: Office) -> Iterator[Start]:
    """Starts the program; what it keeps on the machine goes with the test."""
    windows: list[MainWindow] = []

    def begin() -> MainWindow:
        window = app.main_window(qapp, office.path)
        assert window is not None
        windows.append(window)
        window.show()
        return window

    yield begin
    for window in windows:
        window.close()
        window.deleteLater()
    paths.settings_file().unlink(missing_ok=True)


@pytest.fixture
def left(office: Office, start: Start, qtbot: QtBot) -> Office:
    """Customers the window was last closed on."""
    for name in _NAMES:
        add_customer(office, name)
    window = start()
    wait(window, qtbot)
    window.close()
    return office


def wait(window: MainWindow, qtbot: QtBot) -> None:
    """Until the workspace is open and its rows are there."""
    qtbot.waitUntil(lambda: window.is_open, timeout=_PATIENCE)
    shown(window, qtbot)


def first_of(window: MainWindow) -> FirstCustomers:
    """What the window shows first."""
    (first,) = window.findChildren(FirstCustomers)
    return first


@pytest.mark.usefixtures("left")
def test_the_first_rows_are_those_of_the_list(start: Start, qtbot: QtBot):
    window = start()
    first = [row.customer.name for row in first_of(window).rows]
    wait(window, qtbot)
    assert first == list(_NAMES) == listed(window)
    selected = window.opened.customers.selected_customer()
    assert selected is not None
    assert selected.name == _NAMES[0]
    assert not window.findChildren(FirstCustomers)[1:]


@pytest.mark.usefixtures("left")
def test_nothing_moves_when_the_list_takes_their_place(start: Start, qtbot: QtBot):
    window = start()
    top = first_of(window).left.head
    area = QRect(0, top, first_of(window).left.row, len(_NAMES) * ROW)
    place = first_of(window).mapTo(window, QPoint())
    before = first_of(window).grab(area).toImage()
    wait(window, qtbot)
    view = window.opened.customers.list.view.viewport()
    assert window.opened.customers.mapTo(window, QPoint()) == place
    window.opened.customers.list.view.clearFocus()
    assert view.grab(QRect(0, 0, area.width(), area.height())).toImage() == before


def test_rows_of_a_workspace_that_was_changed_elsewhere_are_not_shown(left: Office, start: Start, qtbot: QtBot):
    add_customer(left, "Aardvark")
    window = start()
    assert not first_of(window).rows
    wait(window, qtbot)
    assert listed(window)[0] == "Aardvark"


@pytest.mark.usefixtures("left")
def test_a_customer_clicked_meanwhile_is_opened(start: Start, qtbot: QtBot):
    window = start()
    first = first_of(window)
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton, pos=QPoint(40, first.left.head + 2 * ROW + 10))
    wait(window, qtbot)
    selected = window.opened.customers.selected_customer()
    assert selected is not None
    assert selected.name == _NAMES[2]


@pytest.mark.usefixtures("left")
def test_commands_and_keys_meant_for_later_are_done_in_their_order(start: Start, qtbot: QtBot):
    window = start()
    first = first_of(window)
    qtbot.waitUntil(lambda: first.hasFocus() or window.is_open, timeout=_PATIENCE)
    assert not window.is_open
    window.commands["customers.filter"].trigger()
    qtbot.keyClicks(first, "bolt")
    wait(window, qtbot)
    qtbot.waitUntil(lambda: listed(window) == ["Bolt Works"])


@pytest.mark.parametrize("content", [b"", b"Dear customer", b"SQLite format 3\x00" + bytes(4000)])
def test_what_cannot_be_opened_is_refused_on_the_start_page(left: Office, start: Start, qtbot: QtBot, content: bytes):
    Path(left.path).write_bytes(content)
    window = start()
    qtbot.waitUntil(lambda: window.start_up is None, timeout=_PATIENCE)
    assert window.start_page.isVisible()
    assert left.path.name in window.start_page.error
    window.commands["workspace.new"].trigger()
    assert window.start_page.isVisible()


@pytest.mark.usefixtures("left")
def test_closed_before_it_is_open_it_keeps_what_it_knew(start: Start):
    before = settings.load(paths.settings_file()).views["first.list"]
    start().close()
    assert settings.load(paths.settings_file()).views["first.list"] == before
