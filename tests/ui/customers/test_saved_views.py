"""Views kept under names in the list of customers: saved, chosen, renamed, replaced, deleted, by keys and clicks."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from crmdesk.domain.customer_list import CustomerQuery, Scope, SortBy
from crmdesk.ui.saved_views import SavedViews
from crmdesk.ui.shell.main_window import MainWindow
from crmdesk.ui.shell.palette.rows import RowKind
from crmdesk.ui.view_chips import ViewChips
from crmdesk.ui.view_dialog import ViewDialog
from tests.factories import Office, add_customer
from tests.ui.conftest import dialog_of, listed, shown

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def office(office: Office) -> Office:
    for name, tag in (("Acme", "hot"), ("Bolt", "cold")):
        add_customer(office, name)
        office.tags.change_tags(name, add=[tag])
    return office


@pytest.fixture
def views(window: MainWindow) -> SavedViews:
    return window.opened.customer_actions.views


@pytest.fixture
def chips(window: MainWindow) -> ViewChips:
    return window.opened.customers.list.filter.views


def dialog(window: MainWindow) -> ViewDialog:
    found = dialog_of(window, ViewDialog)
    assert isinstance(found, ViewDialog)
    return found


def save(window: MainWindow, expression: str, name: str, qtbot: QtBot) -> None:
    column = window.opened.customers.list
    column.filter.field.setText(expression)
    qtbot.mouseClick(column.filter.views.save, LEFT)
    qtbot.keyClicks(dialog(window).name, name)
    qtbot.keyClick(dialog(window).name, Qt.Key.Key_Return)


def test_what_is_listed_is_kept_and_comes_back_with_a_click(
    window: MainWindow, chips: ViewChips, views: SavedViews, qtbot: QtBot
) -> None:
    assert chips.isHidden()
    save(window, "tag:hot", "Hot ones", qtbot)
    assert window.notice.text == "The view “Hot ones” is kept."
    [chip] = chips.chips
    assert (chip.text(), chip.isChecked(), chips.save.isHidden()) == ("Hot ones", True, True)
    qtbot.mouseClick(chip, LEFT)
    shown(window, qtbot)
    assert listed(window) == ["Acme", "Bolt"]
    assert views.active is None
    qtbot.mouseClick(chips.chips[0], LEFT)
    shown(window, qtbot)
    assert listed(window) == ["Acme"]
    assert window.opened.customers.list.filter.field.text() == "tag:hot"
    window.commands["edit.undo"].trigger()
    assert chips.chips == []
    assert not chips.save.isHidden()


def test_scope_and_order_belong_to_a_view(window: MainWindow, chips: ViewChips, views: SavedViews) -> None:
    query = CustomerQuery(Scope.SIGNED, "", SortBy.VALUE, descending=True)
    window.opened.bus.publish(window.opened.services.saved_views.save("Best", query)[1])
    chips.chips[0].click()
    bar = window.opened.customers.list.filter
    assert bar.query == query
    assert bar.chips.chip(Scope.SIGNED).isChecked()
    bar.chips._choose(Scope.ALL)
    assert views.active is None


def test_a_view_is_renamed_and_deleted_by_keys(window: MainWindow, chips: ViewChips, qtbot: QtBot) -> None:
    save(window, "tag:hot", "Hot ones", qtbot)
    save(window, "tag:cold", "Cold ones", qtbot)
    chips.chips[0].setFocus()
    qtbot.keyClick(chips.chips[0], Qt.Key.Key_F2)
    form = dialog(window)
    assert form.name.text() == "Hot ones"
    qtbot.keyClicks(form.name, "cold ones")
    qtbot.keyClick(form.name, Qt.Key.Key_Return)
    assert form.error_text("name") == "“Cold ones” is there already."
    form.name.selectAll()
    qtbot.keyClicks(form.name, "Warm")
    qtbot.keyClick(form.name, Qt.Key.Key_Return)
    assert [chip.text() for chip in chips.chips] == ["Warm", "Cold ones"]
    qtbot.keyClick(chips.chips[0], Qt.Key.Key_Delete)
    assert [chip.text() for chip in chips.chips] == ["Cold ones"]
    assert window.notice.text == "The view “Warm” is deleted."
    with qtbot.waitActive(window):
        window.activateWindow()
    chips.chips[0].setFocus()
    qtbot.keyClick(chips.chips[0], Qt.Key.Key_Delete)
    assert window.opened.customers.list.filter.field.hasFocus()


def test_a_view_can_show_what_is_listed_now_instead(
    window: MainWindow, chips: ViewChips, views: SavedViews, qtbot: QtBot
) -> None:
    save(window, "tag:hot", "Mine", qtbot)
    window.opened.customers.list.filter.field.setText("tag:cold")
    views.replace(chips.chips[0].view.uid)
    assert views.active is not None
    assert views.active.query.text == "tag:cold"


def test_what_cannot_be_read_is_not_kept(window: MainWindow, qtbot: QtBot) -> None:
    save(window, "colour:red", "Odd", qtbot)
    form = dialog(window)
    assert "no field “colour”" in form._general.text()
    assert form.name.text() == "Odd"
    qtbot.keyClick(form, Qt.Key.Key_Escape)


def test_more_views_than_there_is_room_for_stand_in_a_menu(window: MainWindow, chips: ViewChips) -> None:
    service = window.opened.services.saved_views
    for number in range(5):
        window.opened.bus.publish(service.save(f"View {number}", CustomerQuery(text=f"word{number}"))[1])
    assert [chip.text() for chip in chips.chips] == ["View 0", "View 1", "View 2"]
    others = chips.more.menu().actions()
    assert [action.text() for action in others] == ["View 3", "View 4"]
    others[1].trigger()
    assert chips.more.text() == "View 4 ▾"
    assert chips.more.isChecked()
    assert "Delete view (Delete)" in [action.text() for action in chips.more.menu().actions()]


def test_the_palette_finds_a_view_by_name_and_the_command_keeps_one(
    window: MainWindow, views: SavedViews, qtbot: QtBot
) -> None:
    command = window.commands["customers.save_view"]
    assert not command.isEnabled()
    window.opened.customers.list.filter.field.setText("tag:cold")
    qtbot.waitUntil(command.isEnabled)
    command.trigger()
    form = dialog(window)
    form.own.setChecked(True)
    qtbot.keyClicks(form.name, "Cold ones")
    qtbot.keyClick(form.name, Qt.Key.Key_Return)
    views.open("")
    shown(window, qtbot)
    window.commands["view.settings"].trigger()
    with qtbot.waitActive(window):
        window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(window.top_bar.search, "cold on")
    palette = window.frame_of_window.palette_of_commands

    def is_view() -> bool:
        return palette.popup.current is not None and palette.popup.current.kind is RowKind.VIEW

    qtbot.waitUntil(is_view)
    qtbot.keyClick(window.top_bar.search, Qt.Key.Key_Return)
    shown(window, qtbot)
    assert listed(window) == ["Bolt"]
    assert views.active is not None
    assert views.active.is_own
