"""The page of tags: the tree, merging, other words, and what a group is for, by real keys and clicks."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from crmdesk.domain.defaults import AppliesTo
from crmdesk.ui.settings.merge_dialog import MergeDialog
from crmdesk.ui.settings.tag_page import TagPage
from crmdesk.ui.settings.worded_card import SLOT
from crmdesk.ui.shell.main_window import MainWindow
from tests.factories import Office, add_customer, bulk_customers
from tests.ui.conftest import dialog_of

Choose = Callable[[str, str], None]


@pytest.fixture
def office(office: Office) -> Office:
    for name, held in (("Acme", ["advert", "search"]), ("Bolt", ["advert"])):
        add_customer(office, name)
        office.tags.change_tags(name, add=held)
    home = next(entry.uid for entry in office.configuration.tag_groups.entries() if entry.name == "Region")
    for name in ("西北", "甘肃", "兰州"):
        office.configuration.tags.add(name, home)
    return office


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> TagPage:
    with qtbot.waitActive(window):
        window.activateWindow()
    window.commands["view.settings"].trigger()
    window.opened.settings.show_page("tags")
    shown = window.opened.settings.page()
    assert isinstance(shown, TagPage)
    return shown


@pytest.fixture
def choose(page: TagPage) -> Choose:
    """Choose a group and a tag in it by name."""

    def choose(group: str, tag: str) -> None:
        groups = page.bench.services.configuration.tag_groups.entries()
        home = next(entry.uid for entry in groups if entry.name == group)
        page.groups.tree.choose(home)
        tags = page.bench.services.configuration.tags.entries(home)
        page.tags.tree.choose(next(entry.uid for entry in tags if entry.name == tag))
        page.tags.tree.setFocus()

    return choose


def below(page: TagPage, name: str) -> str:
    """What a tag of the group shown stands below."""
    tags = page.bench.services.configuration.tags.entries(page.group_card.of)
    names = {tag.uid: tag.name for tag in tags}
    return next(names.get(tag.parent_uid or "", "") for tag in tags if tag.name == name)


def test_a_tree_is_built_and_taken_apart_by_keys(
    page: TagPage, choose: Choose, window: MainWindow, qtbot: QtBot
) -> None:
    alt = Qt.KeyboardModifier.AltModifier
    choose("Region", "甘肃")
    qtbot.keyClick(page.tags.tree, Qt.Key.Key_Right, alt)
    assert below(page, "甘肃") == "西北"
    assert page.tags.current().name == "甘肃"
    assert window.notice.text == "“甘肃” is moved."
    choose("Region", "兰州")
    qtbot.keyClick(page.tags.tree, Qt.Key.Key_Right, alt)
    qtbot.keyClick(page.tags.tree, Qt.Key.Key_Right, alt)
    assert below(page, "兰州") == "甘肃"
    assert not page.tags._below.isEnabled()
    qtbot.mouseClick(page.tags._lift, Qt.MouseButton.LeftButton)
    assert below(page, "兰州") == "西北"
    for _step in range(4):
        window.commands["edit.undo"].trigger()
    assert below(page, "甘肃") == below(page, "兰州") == ""


def test_a_merge_says_whom_it_concerns_and_is_undone(
    page: TagPage, choose: Choose, window: MainWindow, qtbot: QtBot
) -> None:
    choose("Source", "advert")
    assert page.tags.current().detail == "2 customers"
    qtbot.mouseClick(page.tag_card.merge_button, Qt.MouseButton.LeftButton)
    dialog = dialog_of(window, MergeDialog)
    assert isinstance(dialog, MergeDialog)
    qtbot.keyClicks(dialog.search, "Source search")
    assert dialog.note.text() == (
        "2 customers move to “search”; 1 of them have both. “advert” becomes another word for it."
    )
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert window.notice.text == "“advert” went into “search”."
    assert window.opened.services.tags.tags_of("Bolt") == ["search"]
    choose("Source", "search")
    assert [chip.word for chip in page.tag_card.words.chips] == ["advert"]
    assert page.tags.current().note == "advert"
    window.commands["edit.undo"].trigger()
    assert window.opened.services.tags.tags_of("Bolt") == ["advert"]


def test_a_large_merge_goes_on_beside_the_window(
    page: TagPage, choose: Choose, window: MainWindow, qtbot: QtBot
) -> None:
    services = window.opened.services
    with services.desk.change("Many") as unit:
        many = bulk_customers(unit, (f"Customer {number}" for number in range(300)))
    window.opened.bus.publish(services.bulk.change_tags(many, add=["advert"]))
    choose("Source", "advert")
    assert page.tags.current().detail == "302 customers"
    qtbot.mouseClick(page.tag_card.merge_button, Qt.MouseButton.LeftButton)
    dialog = dialog_of(window, MergeDialog)
    assert isinstance(dialog, MergeDialog)
    qtbot.keyClicks(dialog.search, "Source search")
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not window.runner.busy(SLOT))
    choose("Source", "search")
    assert page.tags.current().detail == "302 customers"
    window.commands["edit.undo"].trigger()
    qtbot.waitUntil(lambda: not window.opened.operations.is_busy)
    choose("Source", "advert")
    assert page.tags.current().detail == "302 customers"


def test_what_cannot_be_merged_is_said_beforehand(
    page: TagPage, choose: Choose, window: MainWindow, qtbot: QtBot
) -> None:
    choose("Region", "甘肃")
    qtbot.keyClick(page.tags.tree, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    choose("Region", "西北")
    qtbot.mouseClick(page.tag_card.merge_button, Qt.MouseButton.LeftButton)
    dialog = dialog_of(window, MergeDialog)
    assert isinstance(dialog, MergeDialog)
    dialog.search.setText("甘肃")
    assert dialog.wrong.text() == "“甘肃” stands below “西北”; merge them the other way round."
    assert not dialog.button.isEnabled()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_words_are_added_and_taken_away_by_keys(
    page: TagPage, choose: Choose, window: MainWindow, qtbot: QtBot
) -> None:
    choose("Source", "advert")
    words = page.tag_card.words
    words.line.start()
    qtbot.keyClicks(words.line.field, "ads")
    qtbot.keyClick(words.line.field, Qt.Key.Key_Return)
    assert [chip.word for chip in words.chips] == ["ads"]
    assert window.notice.text == "“advert” is called “ads” too."
    qtbot.keyClicks(words.line.field, "search")
    qtbot.keyClick(words.line.field, Qt.Key.Key_Return)
    assert words.line.error == "“search” is an entry of its own; merge it into this one instead."
    assert words.line.field.text() == "search"
    choose("Source", "search")
    assert (words.line.error, words.line.field.text(), words.chips) == ("", "", [])
    choose("Source", "advert")
    words.chips[0].setFocus()
    qtbot.keyClick(words.chips[0], Qt.Key.Key_Delete)
    assert words.chips == []
    assert words.line.field.hasFocus()


def test_a_group_with_holders_stays_what_it_is_for(page: TagPage, choose: Choose, window: MainWindow) -> None:
    choose("Source", "advert")
    box = page.group_card.applies_to
    place = box.findData(AppliesTo.DEAL)
    box.setCurrentIndex(place)
    box.activated.emit(place)
    [row] = [row for row in page.group_card._fields if row.field is box]
    assert row.error == "Tags of “Source” are on customers now; take them off first."
    assert box.currentData() == AppliesTo.CUSTOMER
    choose("Region", "西北")
    assert row.error == ""
    box.setCurrentIndex(place)
    box.activated.emit(place)
    assert page.group_card.single.text() == "At most one per deal"
    window.commands["edit.undo"].trigger()
    assert box.currentData() == AppliesTo.CUSTOMER
