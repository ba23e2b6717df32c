import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from crmdesk.domain.loss import NOT_RECORDED
from crmdesk.services.loss_accounts import LossWords
from crmdesk.ui.deals.lose_dialog import LoseDialog
from crmdesk.ui.losses.loss_view import LossView
from crmdesk.ui.shell.main_window import MainWindow
from tests.factories import Office, add_customer, add_deal
from tests.ui.conftest import dialog_of, shown


@pytest.fixture
def book(office: Office) -> Office:
    """Six lost deals for two reasons, and one that goes on."""
    for number in range(6):
        add_customer(office, f"Customer {number}")
        deal = add_deal(office, f"Customer {number}", f"Deal {number}", amount=str(1000 * (number + 1)))
        words = LossWords("price") if number < 4 else LossWords("competitor", competitors=("EduSoft",))
        office.deals.mark_lost(deal, words)
    add_customer(office, "Acme")
    add_deal(office, "Acme", "Pump", amount="500")
    return office


@pytest.fixture
def window(book: Office, empty_window: MainWindow, qtbot: QtBot) -> MainWindow:
    empty_window.chooser.open(book.path)
    shown(empty_window, qtbot)
    return empty_window


def losses(window: MainWindow, qtbot: QtBot) -> LossView:
    window.commands["view.losses"].trigger()
    shown(window, qtbot)
    view = window.opened.losses
    qtbot.waitUntil(lambda: view.chart is not None and len(view.chart.bars()) > 0)
    return view


def click_bar(view: LossView, key: str, qtbot: QtBot) -> None:
    bar = next(bar for bar in view.chart.bars() if bar.key == key)
    qtbot.mouseClick(view.chart.viewport(), Qt.MouseButton.LeftButton, pos=bar.rect.center().toPoint())


def test_a_deal_is_lost_through_the_dialog_with_what_the_reason_asks(window: MainWindow, qtbot: QtBot):
    assert window.opened.customers.selected_deal().name == "Pump"
    window.commands["deal.mark_lost"].trigger()
    dialog = dialog_of(window, LoseDialog)
    dialog.submit()
    assert "needs a reason" in dialog.error_text("reason")
    dialog.reason.setCurrentIndex(dialog.reason.findText("Chose a competitor"))
    dialog.submit()
    assert "which competitor" in dialog.error_text("competitor")
    assert dialog.error_text("reason") == ""
    dialog.competitor.setText("EduSoft，Qiming")
    qtbot.keyClicks(dialog.win_back, "whenever")
    dialog.submit()
    assert dialog.error_text("win_back")
    dialog.win_back.setText("in 30 days")
    dialog.submit()
    assert not dialog.isVisible()
    assert window.opened.customers.selected_deal().status == "lost"
    [pooled] = [deal for deal in window.opened.services.losses.pool() if deal.name == "Pump"]
    assert set(pooled.competitors) == {"EduSoft", "Qiming"}
    assert pooled.win_back_on.isoformat() == "2026-04-03"
    window.commands["edit.undo"].trigger()
    assert window.opened.customers.selected_deal().status == "open"
    assert window.notice.text == "Undone: Lose deal “Pump”"
    shown(window, qtbot)


def test_a_reason_that_only_an_import_may_give_is_not_offered(window: MainWindow):
    window.commands["deal.mark_lost"].trigger()
    dialog = dialog_of(window, LoseDialog)
    keys = [dialog.reason.itemData(row).key for row in range(1, dialog.reason.count())]
    assert "unknown" in keys
    assert NOT_RECORDED not in keys
    dialog.reject()


def test_bar_to_table_to_timeline_and_back(window: MainWindow, qtbot: QtBot):
    view = losses(window, qtbot)
    QAbstractItemModelTester(view.model, QAbstractItemModelTester.FailureReportingMode.Fatal, view.model)
    assert len(view.model.records) == 6
    click_bar(view, "Price", qtbot)
    assert {deal.reason for deal in view.model.records} == {"Price"}
    assert len(view.model.records) == 4
    view.table.sortByColumn(4, Qt.SortOrder.DescendingOrder)
    index = view.table.model().index(0, 0)
    assert index.data() == "Customer 3 · Deal 3"
    place: QPoint = view.table.visualRect(index).center()
    qtbot.mouseClick(view.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(view.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    shown(window, qtbot)
    customers = window.opened.customers
    assert customers.isVisible()
    assert customers.selected_customer().name == "Customer 3"
    assert customers.selected_deal().name == "Deal 3"
    assert customers.back.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert view.isVisible()
    assert view.reasons.chosen().key == "Price"
    assert len(view.model.records) == 4
    view.clear_filter.click()
    assert len(view.model.records) == 6


def test_the_table_is_as_wide_as_its_texts_and_not_wider_than_the_window(window: MainWindow, qtbot: QtBot):
    window.resize(1280, 800)
    table = losses(window, qtbot).table
    places = range(table.model().columnCount())
    qtbot.waitUntil(lambda: sum(map(table.columnWidth, places)) == table.viewport().width())
    assert [place for place in places if table.columnWidth(place) < table.sizeHintForColumn(place)] == []
    table.setColumnWidth(0, 90)
    window.resize(1400, 800)
    assert table.columnWidth(0) == 90


def test_the_chart_is_walked_by_keyboard(window: MainWindow, qtbot: QtBot):
    view = losses(window, qtbot)
    qtbot.keyClick(view.chart, Qt.Key.Key_Right)
    qtbot.keyClick(view.chart, Qt.Key.Key_Right)
    qtbot.keyClick(view.chart, Qt.Key.Key_Return)
    assert view.reasons.chosen().key == "Chose a competitor"
    assert "6 losses" in view.chart.accessibleDescription()


def test_a_reopened_deal_leaves_the_pool_while_it_is_shown(window: MainWindow, book: Office, qtbot: QtBot):
    view = losses(window, qtbot)
    _deal, changes = book.deals.reopen("Deal 5")
    window.opened.bus.publish(changes)
    shown(window, qtbot)
    assert {deal.name for deal in view.model.records} == {f"Deal {number}" for number in range(5)}


def test_the_chart_follows_the_theme(window: MainWindow, qtbot: QtBot):
    view = losses(window, qtbot)
    before = view.chart.grab().toImage().pixelColor(5, 5)
    window.commands["view.dark"].trigger()
    assert view.chart.grab().toImage().pixelColor(5, 5) != before
    window.commands["view.light"].trigger()


def test_without_losses_the_screen_says_so(window: MainWindow, book: Office, qtbot: QtBot):
    for number in range(6):
        book.deals.reopen(f"Deal {number}")
    window.commands["view.losses"].trigger()
    shown(window, qtbot)
    qtbot.waitUntil(lambda: "No deal has been lost" in window.opened.losses.states.message())
