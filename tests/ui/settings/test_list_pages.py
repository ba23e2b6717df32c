"""The pages of the settings on which lists are edited, by real keys and clicks."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from crmdesk.ui.settings.list_panel import ListPanel
from crmdesk.ui.settings.people_page import PeoplePage
from crmdesk.ui.settings.reason_page import ReasonPage
from crmdesk.ui.settings.settings_view import SettingsView
from crmdesk.ui.settings.stage_page import StagePage
from crmdesk.ui.settings.tag_page import TagPage
from crmdesk.ui.shell.main_window import MainWindow
from tests.factories import ME, Office, add_customer, add_deal


@pytest.fixture
def office(office: Office) -> Office:
    add_customer(office, "Acme", owner=ME)
    add_deal(office, "Acme", stage="quote")
    return office


@pytest.fixture
def view(window: MainWindow, qtbot: QtBot) -> SettingsView:
    # Fields are left and entered here: that takes a window in front.
    with qtbot.waitActive(window):
        window.activateWindow()
    window.commands["view.settings"].trigger()
    return window.opened.settings


def names(panel: ListPanel) -> list[str]:
    model = panel.tree.entries
    return [model.entry(model.index(row, 0)).name for row in range(model.rowCount())]


def choose(panel: ListPanel, name: str) -> None:
    model = panel.tree.entries
    panel.tree.setFocus()
    panel.tree.setCurrentIndex(model.index(names(panel).index(name), 0))


def rename(panel: ListPanel, name: str, qtbot: QtBot) -> None:
    qtbot.keyClick(panel.tree, Qt.Key.Key_F2)
    editor = next(editor for editor in panel.tree.findChildren(QLineEdit) if editor.isVisible())
    qtbot.keyClicks(editor, name)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not editor.isVisible())


def stages(view: SettingsView) -> StagePage:
    view.show_page("stages")
    page = view.page()
    assert isinstance(page, StagePage)
    return page


def test_a_stage_is_added_renamed_moved_and_taken_away_by_keys(view: SettingsView, window: MainWindow, qtbot: QtBot):
    panel = stages(view).panel
    before = names(panel)
    panel.tree.setFocus()
    qtbot.keyClick(panel.tree, Qt.Key.Key_Insert)
    field = panel.adding.field
    assert field.hasFocus()
    qtbot.keyClicks(field, "Trial")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert names(panel) == [*before, "Trial"]
    assert (field.text(), panel.current().name) == ("", "Trial")
    panel.tree.setFocus()
    qtbot.keyClick(panel.tree, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert names(panel) == [*before[:-1], "Trial", before[-1]]
    assert panel.current().name == "Trial"
    rename(panel, "Pilot", qtbot)
    assert panel.current().name == "Pilot"
    qtbot.keyClick(panel.tree, Qt.Key.Key_Delete)
    assert names(panel) == before
    assert window.notice.text == "“Pilot” is deleted."
    for _step in range(4):
        window.commands["edit.undo"].trigger()
    assert names(panel) == before


def test_a_stage_in_use_is_retired_and_comes_back(view: SettingsView, window: MainWindow, qtbot: QtBot):
    panel = stages(view).panel
    quoted = next(entry.name for entry in window.opened.services.configuration.stages.entries() if entry.deals)
    choose(panel, quoted)
    qtbot.keyClick(panel.tree, Qt.Key.Key_Delete)
    assert quoted not in names(panel)
    assert "is retired" in window.notice.text
    assert "1 deal still stands there." in window.notice.text
    assert panel.with_retired.text() == "Show 1 retired entry"
    qtbot.mouseClick(panel.with_retired, Qt.MouseButton.LeftButton)
    panel.with_retired.setChecked(True)
    choose(panel, quoted)
    assert panel.current().retired
    panel._bring_back.click()
    assert not panel.current().retired
    assert not panel.with_retired.isVisible()


def test_a_refused_name_is_said_and_goes_on_being_edited(view: SettingsView, qtbot: QtBot):
    panel = stages(view).panel
    choose(panel, "Quoted")
    qtbot.keyClick(panel.tree, Qt.Key.Key_F2)
    editor = next(editor for editor in panel.tree.findChildren(QLineEdit) if editor.isVisible())
    qtbot.keyClicks(editor, "Contract")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: panel.error == "“Contract” is there already.")
    qtbot.waitUntil(
        lambda: any(each.isVisible() and each.text() == "Contract" for each in panel.tree.findChildren(QLineEdit))
    )
    panel.adding.field.setText("Quoted")
    qtbot.keyClick(panel.adding.field, Qt.Key.Key_Return)
    assert panel.adding.error == "“Quoted” is there already."
    assert panel.adding.field.text() == "Quoted"


def test_enter_during_a_composition_adds_nothing(view: SettingsView, qtbot: QtBot):
    panel = stages(view).panel
    before = names(panel)
    panel.adding.field.setFocus()
    QApplication.sendEvent(panel.adding.field, QInputMethodEvent("shi", []))
    assert names(panel) == before
    commit = QInputMethodEvent()
    commit.setCommitString("试用")
    QApplication.sendEvent(panel.adding.field, commit)
    qtbot.keyClick(panel.adding.field, Qt.Key.Key_Return)
    assert names(panel) == [*before, "试用"]


def test_details_are_kept_when_a_field_is_left_and_errors_stand_below_it(view: SettingsView, qtbot: QtBot):
    page = stages(view)
    choose(page.panel, "Quoted")
    page.probability.setFocus()
    page.probability.selectAll()
    qtbot.keyClicks(page.probability, "150")
    qtbot.keyClick(page.probability, Qt.Key.Key_Return)
    assert page.probability.text() == "150"
    [row] = [row for row in page.card._fields if row.field is page.probability]
    assert "between 0 and 100" in row.error
    page.probability.selectAll()
    qtbot.keyClicks(page.probability, "65 %")
    page.rot_days.setFocus()
    assert row.error == ""
    assert page.panel.current().detail == "65%"
    page.rot_days.selectAll()
    qtbot.keyClicks(page.rot_days, "x")
    qtbot.keyClick(page.rot_days, Qt.Key.Key_Escape)
    assert page.rot_days.text().isdigit()


def test_what_changes_elsewhere_is_shown_here(view: SettingsView, window: MainWindow):
    panel = stages(view).panel
    choose(panel, "Quoted")
    service = window.opened.services.configuration.stages
    uid = panel.current().key
    window.opened.bus.publish(service.rename(uid, "Offered"))
    assert panel.current().name == "Offered"


def test_reasons_have_sub_reasons_and_ask(view: SettingsView, window: MainWindow, qtbot: QtBot):
    view.show_page("reasons")
    page = view.page()
    assert isinstance(page, ReasonPage)
    qtbot.keyClicks(page.panel.adding.field, "Weather")
    qtbot.keyClick(page.panel.adding.field, Qt.Key.Key_Return)
    qtbot.keyClicks(page.card.adding.field, "Rain")
    qtbot.keyClick(page.card.adding.field, Qt.Key.Key_Return)
    page.card.ask_note.click()
    [weather] = [r for r in window.opened.services.configuration.reasons.entries() if r.name == "Weather"]
    assert weather.demands.ask_note
    assert page.panel.tree.isExpanded(page.panel.tree.entries.index_of(weather.uid))
    choose(page.panel, "Unknown yet")
    assert not page.card.ask_note.isEnabled()
    assert not page.card.adding.isVisible()
    qtbot.keyClick(page.panel.tree, Qt.Key.Key_Delete)
    assert "belongs to the program" in page.panel.error


def test_tags_stand_in_coloured_groups(view: SettingsView, window: MainWindow, qtbot: QtBot):
    view.show_page("tags")
    page = view.page()
    assert isinstance(page, TagPage)
    qtbot.keyClicks(page.groups.adding.field, "Mood")
    qtbot.keyClick(page.groups.adding.field, Qt.Key.Key_Return)
    qtbot.keyClicks(page.tags.adding.field, "sunny")
    qtbot.keyClick(page.tags.adding.field, Qt.Key.Key_Return)
    page.group_card.single.click()
    page.group_card.colour.swatches[3].click()
    [mood] = [group for group in window.opened.services.configuration.tag_groups.entries() if group.name == "Mood"]
    assert (mood.single_choice, mood.colour, mood.tags) == (True, 2, 1)
    assert (page.groups.current().colour, page.groups.current().detail) == (2, "1")
    window.opened.bus.publish(window.opened.services.tags.change_tags("Acme", add=["Mood:sunny"])[1])
    assert page.tags.tree.entries.entry(page.tags.tree.entries.index(0, 0)).detail == "1 customer"


def test_i_am_marked_among_the_people(view: SettingsView, qtbot: QtBot):
    view.show_page("people")
    page = view.page()
    assert isinstance(page, PeoplePage)
    assert (page.panel.current().name, page.panel.current().badge) == (ME, "You")
    qtbot.keyClick(page.panel.tree, Qt.Key.Key_Delete)
    assert "This is you" in page.panel.error
    qtbot.keyClicks(page.panel.adding.field, "Chen Yu")
    qtbot.keyClick(page.panel.adding.field, Qt.Key.Key_Return)
    assert names(page.panel) == [ME, "Chen Yu"]


def test_typing_finds_the_page_and_marks_the_setting(view: SettingsView, qtbot: QtBot):
    view.show_page("people")
    qtbot.keyClicks(view.search, "probab")
    assert view.list.keys() == ["stages"]
    page = view.page()
    assert isinstance(page, StagePage)
    assert page.probability.property("found") == "true"
    view.search.clear()
    assert page.probability.property("found") == "false"
    assert len(view.list.keys()) > 4
    qtbot.keyClicks(view.search, "qqq")
    assert list(view.list.keys()) == []


def test_a_page_out_of_sight_reads_again_when_it_comes_back(view: SettingsView, window: MainWindow):
    page = stages(view)
    service = window.opened.services.configuration.stages
    view.show_page("people")
    window.opened.bus.publish(service.add("Trial")[1])
    assert "Trial" not in names(page.panel)
    view.show_page("stages")
    assert names(page.panel)[-1] == "Trial"
    window.commands["view.customers"].trigger()
    window.opened.bus.publish(service.add("Pilot")[1])
    assert "Pilot" not in names(page.panel)
    window.commands["view.settings"].trigger()
    assert names(page.panel)[-1] == "Pilot"
