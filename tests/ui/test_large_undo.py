"""Taking back something large happens beside the window; and what a workspace offered goes with it."""

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from crmdesk.ui.shell.main_window import MainWindow
from tests.factories import Office, add_customer, bulk_customers
from tests.ui.conftest import listed, shown


def test_something_large_is_taken_back_and_done_again_beside_the_window(window: MainWindow, qtbot: QtBot):
    services = window.opened.services
    with services.desk.change("Import") as unit:
        bulk_customers(unit, (f"Customer {number}" for number in range(600)))
    changes = unit.changes
    window.opened.bus.publish(changes)
    shown(window, qtbot)
    window.commands["edit.undo"].trigger()
    assert window.opened.operations.is_busy
    # Once is enough, however often somebody asks.
    window.commands["edit.undo"].trigger()
    assert not window.commands["workspace.import"].isEnabled()
    qtbot.waitUntil(lambda: not window.opened.operations.is_busy)
    shown(window, qtbot)
    assert listed(window) == []
    assert window.notice.text == "Undone: Import"
    assert window.commands["workspace.import"].isEnabled()
    window.commands["edit.redo"].trigger()
    qtbot.waitUntil(lambda: not window.opened.operations.is_busy)
    shown(window, qtbot)
    assert len(listed(window)) == 600


def test_what_one_workspace_offers_to_undo_is_gone_with_it(window: MainWindow, office: Office, qtbot: QtBot):
    uid = add_customer(office, "Acme")
    customers = window.opened.services.customers
    window.opened.operations.attempt(lambda: customers.rename(uid, "Bolt"), "Renamed")
    assert window.notice.button == "Undo"
    window.chooser.open(office.path)
    shown(window, qtbot)
    assert not window.notice.isVisible()
    assert not [button for button in window.notice.findChildren(QPushButton) if button.isVisible()]
