"""The portrait with mouse and keys: from a word to its customers and back, selecting, comparing, filtering."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from crmdesk.domain.portrait import CustomerGroup
from crmdesk.qt.view_state import ViewState
from crmdesk.qt.widgets.buttons import IconButton
from crmdesk.render.tag_view import TagView
from crmdesk.ui.portrait.odds_card import OddsCard
from crmdesk.ui.portrait.portrait_view import PortraitView
from crmdesk.ui.portrait.portrait_wish import ALL, REACH, YEAR, PortraitWish, period_start, recall, remember
from crmdesk.ui.shell.main_window import MainWindow
from tests.factories import ME, Office, add_customer, office_at
from tests.fakes import FixedClock
from tests.ui.conftest import listed, shown
from tests.ui.portrait.conftest import portrait, settled

S, P, L = CustomerGroup.SIGNED, CustomerGroup.PROSPECTS, CustomerGroup.LOST
CTRL = Qt.KeyboardModifier.ControlModifier
PLAIN = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


def uid(view: PortraitView, name: str) -> str:
    return next(use.tag.uid for use in view.table.model.records if use.tag.name == name)


def names(view: PortraitView) -> list[str]:
    return [use.tag.name for use in view.table.model.records]


def click(picture: TagView, key: str, qtbot: QtBot, modifier: Qt.KeyboardModifier = PLAIN) -> None:
    bar = next(bar for bar in picture.bars() if bar.key == key)
    qtbot.mouseClick(picture.viewport(), LEFT, modifier, pos=bar.rect.center().toPoint())


def cloud(view: PortraitView, group: CustomerGroup) -> TagView:
    return view.clouds_page.clouds.cards[group].view


def odds(view: PortraitView) -> OddsCard:
    return view.clouds_page.odds


def choose(button: QWidget, text: str, qtbot: QtBot) -> QMenu:
    """Open the menu of a button and click the entry called so."""
    qtbot.mouseClick(button, LEFT)
    menu = next(menu for menu in button.window().findChildren(QMenu) if menu.isVisible())
    action = next(action for action in menu.actions() if action.text() == text)
    qtbot.mouseClick(menu, LEFT, pos=menu.actionGeometry(action).center())
    return menu


def chosen(view: PortraitView) -> set[str]:
    return {use.tag.name for use in view.table.model.records if use.tag.uid in view.clouds_page.clouds.selected}


def test_the_groups_are_drawn_with_their_sizes_and_all_tags_stand_in_the_table(view: PortraitView):
    QAbstractItemModelTester(view.table.model, QAbstractItemModelTester.FailureReportingMode.Fatal, view.table.model)
    assert tuple(view.clouds_page.clouds.cards) == (S, P)
    assert set(names(view)) == {"referral", "exhibition", "practical", "A", "rare"}
    row = names(view).index("referral")
    cells = [view.table.model.data(view.table.model.index(row, column)) for column in range(4)]
    assert cells == ["referral", "9 (75%)", "—", "1 (12%)"]
    assert "Signed. 12 customers. referral 75%" in cloud(view, S).accessibleDescription()


def test_a_word_leads_to_its_customers_and_back(window: MainWindow, view: PortraitView, qtbot: QtBot):
    click(cloud(view, S), uid(view, "referral"), qtbot)
    shown(window, qtbot)
    assert window.opened.customers.isVisible()
    assert listed(window) == [f"Customer {number:02}" for number in range(9)]
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert view.isVisible()


def test_the_same_word_in_another_cloud_leads_to_the_customers_of_that_group(
    window: MainWindow, view: PortraitView, qtbot: QtBot
):
    qtbot.mouseClick(view.bar.groups[L], LEFT)
    settled(window, qtbot)
    assert tuple(view.clouds_page.clouds.cards) == (S, P, L)
    click(cloud(view, L), uid(view, "referral"), qtbot)
    shown(window, qtbot)
    assert listed(window) == ["Customer 29"]


def test_at_least_one_cloud_stays(window: MainWindow, view: PortraitView, qtbot: QtBot):
    for group in (S, P):
        qtbot.mouseClick(view.bar.groups[group], LEFT)
    settled(window, qtbot)
    assert tuple(view.clouds_page.clouds.cards) == (P,)
    assert view.bar.groups[P].isChecked()


def test_a_bar_leads_to_the_customers_of_both_groups_compared(window: MainWindow, view: PortraitView, qtbot: QtBot):
    click(odds(view).bars, uid(view, "exhibition"), qtbot)
    shown(window, qtbot)
    assert listed(window) == [f"Customer {number:02}" for number in range(9, 22)]


def test_a_row_of_the_table_leads_to_its_customers_by_mouse_and_by_keys(
    window: MainWindow, view: PortraitView, qtbot: QtBot
):
    grid, model = view.table.grid, view.table.model
    row = names(view).index("rare")
    place = grid.visualRect(model.index(row, 0)).center()
    qtbot.mouseClick(grid.viewport(), LEFT, pos=place)
    qtbot.mouseDClick(grid.viewport(), LEFT, pos=place)
    shown(window, qtbot)
    assert listed(window) == ["Customer 01"]
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    grid.setFocus()
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    shown(window, qtbot)
    assert listed(window) == ["Customer 01"]


def test_what_is_selected_in_a_cloud_is_selected_everywhere(window: MainWindow, view: PortraitView, qtbot: QtBot):
    for name in ("referral", "A"):
        click(cloud(view, P if name == "A" else S), uid(view, name), qtbot, CTRL)
    settled(window, qtbot)
    assert chosen(view) == {"referral", "A"}
    rows = {index.row() for index in view.table.grid.selectionModel().selectedRows()}
    assert rows == {names(view).index(name) for name in ("referral", "A")}
    assert odds(view).bars.selected == view.clouds_page.clouds.selected
    assert view.selection.strip.isVisible()
    chips = view.selection.strip.chips.values()
    assert [chip.text() for chip in chips] == [
        "All 5",
        "Signed 5",
        "Prospects 0",
        "Lost 0",
    ]
    qtbot.keyClick(view.table.grid, Qt.Key.Key_Escape)
    assert chosen(view) == set()
    assert view.bar.isVisible()


def test_what_is_selected_in_the_table_is_selected_in_the_clouds(view: PortraitView, qtbot: QtBot):
    grid, model = view.table.grid, view.table.model
    for place, name in enumerate(("practical", "exhibition")):
        where = grid.visualRect(model.index(names(view).index(name), 0)).center()
        qtbot.mouseClick(grid.viewport(), LEFT, CTRL if place else PLAIN, where)
    assert chosen(view) == {"practical", "exhibition"}


def test_words_are_selected_and_opened_by_keys(window: MainWindow, view: PortraitView, qtbot: QtBot):
    picture = cloud(view, S)
    picture.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(picture, Qt.Key.Key_Space)
    settled(window, qtbot)
    [name] = chosen(view)
    window.commands["portrait.open"].trigger()
    shown(window, qtbot)
    assert len(listed(window)) == {"referral": 10, "exhibition": 20, "practical": 15, "A": 15, "rare": 1}[name]


def test_exchanging_the_groups_mirrors_the_bars(window: MainWindow, view: PortraitView, qtbot: QtBot):
    before = odds(view).bars.accessibleDescription()
    assert before.startswith("What sets signed customers apart from prospects")
    qtbot.mouseClick(odds(view).exchange, LEFT)
    assert odds(view).bars.accessibleDescription().startswith("What sets prospects apart from signed customers")
    window.commands["portrait.exchange"].trigger()
    assert odds(view).bars.accessibleDescription() == before
    choose(odds(view).pair_button, "Signed against Lost", qtbot)
    assert view.wish.pair == (S, L)


def test_the_minimum_is_tried_at_once_and_kept_with_enter(
    window: MainWindow, view: PortraitView, tagged: Office, qtbot: QtBot
):
    told = odds(view).bars.chart.tip(uid(view, "rare"))
    assert "Too few" in told
    line = odds(view).minimum
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "1")
    assert "Too few" not in odds(view).bars.chart.tip(uid(view, "rare"))
    assert tagged.configuration.company.company().evidence == 5
    qtbot.keyClick(line, Qt.Key.Key_Return)
    settled(window, qtbot)
    assert tagged.configuration.company.company().evidence == 1
    window.commands["edit.undo"].trigger()
    settled(window, qtbot)
    assert tagged.configuration.company.company().evidence == 5


def test_the_minimum_goes_up_and_down_with_the_arrows_and_back_with_escape(view: PortraitView, qtbot: QtBot):
    line = odds(view).minimum
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_Up)
    qtbot.keyClick(line, Qt.Key.Key_Up)
    assert line.text() == "7"
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert line.text() == "5"


def test_several_groups_of_tags_are_ticked_while_the_menu_stays(window: MainWindow, view: PortraitView, qtbot: QtBot):
    menu = choose(view.bar.family_button, "Source", qtbot)
    assert menu.isVisible()
    level = next(action for action in menu.actions() if action.text() == "Level")
    qtbot.mouseClick(menu, LEFT, pos=menu.actionGeometry(level).center())
    menu.close()
    settled(window, qtbot)
    assert set(names(view)) == {"referral", "exhibition", "A"}
    assert view.bar.family_button.text().strip() == "2 tag groups"
    window.commands["portrait.all"].trigger()
    settled(window, qtbot)
    assert len(names(view)) == 5


def test_a_period_without_customers_says_so_and_leads_out(
    window: MainWindow, view: PortraitView, tagged: Office, qtbot: QtBot
):
    with tagged.desk.change("Long ago") as unit:
        from crmdesk.store.repos.customers import change_customers

        change_customers(unit, {number: {"created_at": 0} for number in range(1, 31)})
    window.opened.bus.publish(unit.changes)
    choose(view.bar.period_button, "Last 12 months", qtbot)
    settled(window, qtbot)
    assert "No tag fits" in view.states.message()
    assert not view.bar.isHidden()
    window.commands["portrait.all"].trigger()
    settled(window, qtbot)
    assert len(names(view)) == 5


def test_a_click_on_a_title_orders_the_table(view: PortraitView, qtbot: QtBot):
    header = view.table.grid.horizontalHeader()
    where = QPoint(header.sectionViewportPosition(0) + 12, header.height() // 2)
    qtbot.mouseClick(header.viewport(), LEFT, pos=where)
    assert names(view) == sorted(names(view))
    where = QPoint(header.sectionViewportPosition(1) + 12, header.height() // 2)
    qtbot.mouseClick(header.viewport(), LEFT, pos=where)
    qtbot.mouseClick(header.viewport(), LEFT, pos=where)
    assert names(view)[0] == "referral"


def test_the_tags_are_copied_as_a_table(view: PortraitView, qtbot: QtBot):
    grid = view.table.grid
    grid.setFocus()
    qtbot.keyClick(grid, Qt.Key.Key_C, CTRL)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0] == "Tag\tSigned\tProspects\tLost"
    assert len(lines) == 6
    view.selection.select(frozenset({uid(view, "rare")}))
    qtbot.keyClick(grid, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text().split("\n")[1:] == ["rare\t1 (8%)\t—\t—"]


def test_the_table_can_be_hidden_and_shown(window: MainWindow, view: PortraitView, qtbot: QtBot):
    assert view.table.isVisible()
    qtbot.mouseClick(view.bar.table_button, LEFT)
    assert not view.table.isVisible()
    window.commands["portrait.table"].trigger()
    assert view.table.isVisible()


def test_a_change_is_shown_when_the_screen_is(window: MainWindow, view: PortraitView, tagged: Office, qtbot: QtBot):
    window.opened.bus.publish(tagged.tags.change_tags("Customer 20", add=["Source:referral"])[1])
    settled(window, qtbot)
    assert "1 (10%)" in view.table.rows()[names(view).index("referral") + 1]
    window.commands["view.customers"].trigger()
    window.opened.bus.publish(tagged.tags.change_tags("Customer 21", add=["Source:referral"])[1])
    assert not window.runner.busy("portrait")
    portrait(window, qtbot)
    assert "2 (20%)" in view.table.rows()[names(view).index("referral") + 1]


def test_how_it_was_left_is_remembered(window: MainWindow, view: PortraitView, tagged: Office, qtbot: QtBot):
    qtbot.mouseClick(view.bar.groups[P], LEFT)
    qtbot.mouseClick(view.bar.groups[L], LEFT)
    qtbot.mouseClick(odds(view).exchange, LEFT)
    settled(window, qtbot)
    window.chooser.open(tagged.path)
    again = portrait(window, qtbot)
    assert again is not view
    assert again.wish.groups == (S, L)
    assert again.wish.pair == (P, S)


def test_an_empty_workspace_says_what_would_be_here(empty_window: MainWindow, office: Office, qtbot: QtBot):
    empty_window.chooser.open(office.path)
    shown(empty_window, qtbot)
    view = portrait(empty_window, qtbot)
    assert view.states.message().startswith("No customers yet")
    add_customer(office_at(office.path, FixedClock(), ME), "Acme")
    empty_window.opened.bus.publish(office.configuration.company.set_name("North"))
    qtbot.waitUntil(lambda: view.states.message().startswith("No customer has a tag yet"))


def test_every_control_has_a_name(view: PortraitView):
    controls = [
        *view.findChildren(IconButton),
        odds(view).minimum,
        view.table.grid,
        *view.bar.groups.values(),
    ]
    assert all(control.accessibleName() or control.text() for control in controls)


@pytest.mark.parametrize(
    ("today", "first"), [(date(2026, 3, 5), date(2025, 3, 5)), (date(2028, 2, 29), date(2027, 3, 1))]
)
def test_a_year_back(today: date, first: date):
    assert period_start(YEAR, today) == first
    assert period_start(ALL, today) is None


def test_what_is_kept_and_not_known_is_left_out():
    kept = {"portrait.groups": ("ghosts",), "portrait.pair": ("lost", "lost"), "portrait.page": "other"}
    state = ViewState(kept | {"portrait.period": "ever"})
    assert recall(state) == PortraitWish()
    wish = PortraitWish(frozenset({"a"}), 2, YEAR, (L,), (L, S), REACH)
    remember(state, wish)
    assert recall(state) == wish
