from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QCoreApplication, QItemSelectionModel, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from crmdesk.domain.loss_pool import PoolFilter, Review
from crmdesk.domain.pool_look import PoolMode
from crmdesk.qt.widgets.buttons import IconButton
from crmdesk.store.repos.losses import change_losses
from crmdesk.ui.deals.lose_dialog import LoseDialog
from crmdesk.ui.losses.facet_rows import FacetRow, Mark
from crmdesk.ui.losses.loss_view import LossView
from crmdesk.ui.losses.period_dialog import PeriodDialog
from crmdesk.ui.losses.reason_column import CardList
from crmdesk.ui.owner_dialog import OwnerDialog
from crmdesk.ui.shell.main_window import MainWindow
from crmdesk.ui.shell.palette.rows import PaletteRow, RowKind
from crmdesk.ui.view_dialog import ViewDialog
from tests.factories import Office
from tests.filled import Filled
from tests.ui.conftest import PreparedFiles, dialog_of, shown
from tests.ui.lost_pool import click_bar, entry_of, fill_pool, losses, names


@pytest.fixture
def book(filled: Filled) -> Office:
    return filled(fill_pool)


@pytest.fixture
def window(book: Office, empty_window: MainWindow, qtbot: QtBot) -> MainWindow:
    empty_window.resize(1280, 800)
    empty_window.chooser.open(book.path)
    shown(empty_window, qtbot)
    return empty_window


@pytest.fixture
def view(window: MainWindow, qtbot: QtBot) -> LossView:
    return losses(window, qtbot)


def key_of(view: LossView, name: str) -> str:
    return next(row.uid for row in view.side.facets.rows.records if row.name == name)


def row_of(view: LossView, name: str) -> FacetRow:
    return next(row for row in view.side.facets.rows.records if row.name == name and not row.is_heading)


def click_row(view: LossView, name: str, qtbot: QtBot) -> None:
    facets = view.side.facets
    index = facets.rows.index(facets.rows.records.index(row_of(view, name)), 0)
    facets.scrollTo(index)
    qtbot.mouseClick(facets.viewport(), Qt.MouseButton.LeftButton, pos=facets.visualRect(index).center())


def test_the_last_twelve_months_are_shown_with_their_number_and_sum(view: LossView):
    assert names(view) == [f"Deal {number}" for number in range(6)]
    assert view.side.period == "12_months"
    assert row_of(view, "Price").count == 4
    notes = view.charts.reasons.chart.accessibleDescription()
    assert "6 losses · Last 12 months" in notes
    assert "0 not recorded" in notes
    assert "0 with an unknown date" in notes


def test_bar_to_table_to_timeline_and_back(window: MainWindow, view: LossView, qtbot: QtBot):
    model = view.table.model
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    click_bar(view.charts.reasons, key_of(view, "Price"), qtbot)
    shown(window, qtbot)
    assert names(view) == ["Deal 0", "Deal 1", "Deal 2", "Deal 3"]
    assert row_of(view, "Price").mark is Mark.ON
    grid = view.table.grid
    place = grid.visualRect(model.index(2, 0)).center()
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    shown(window, qtbot)
    customers = window.opened.customers
    assert customers.isVisible()
    assert customers.selected_customer().name == "Customer 2"
    assert customers.selected_deal().name == "Deal 2"
    assert customers.timeline.list.hasFocus()
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert view.isVisible()
    assert names(view) == ["Deal 0", "Deal 1", "Deal 2", "Deal 3"]
    assert [loss.deal for loss in view.selected()] == ["Deal 2"]
    click_bar(view.charts.reasons, key_of(view, "Price"), qtbot)
    shown(window, qtbot)
    assert len(names(view)) == 6


def test_a_segment_of_the_trend_narrows_down_to_its_month_and_reason(window: MainWindow, view: LossView, qtbot: QtBot):
    segment = next(bar.key for bar in view.charts.trend.chart.bars() if bar.key.startswith("2026-02"))
    click_bar(view.charts.trend, segment, qtbot)
    shown(window, qtbot)
    assert names(view) == ["Deal 1"]
    assert view.wanted.month == "2026-02"
    assert "Feb 2026" in [chip.text().strip() for chip in view.deals.findChildren(IconButton)]
    click_bar(view.charts.trend, segment, qtbot)
    shown(window, qtbot)
    assert view.wanted.month == ""
    assert len(names(view)) == 6


def test_a_double_click_looks_into_a_reason_and_there_is_a_way_back(window: MainWindow, view: LossView, qtbot: QtBot):
    charts = view.charts
    click_bar(charts.reasons, key_of(view, "Price"), qtbot, double=True)
    shown(window, qtbot)
    assert charts.reasons.title.whole == "Why we lose › Price"
    assert "over budget 4" in charts.reasons.chart.accessibleDescription()
    assert len(names(view)) == 4
    qtbot.mouseClick(charts.ups[0], Qt.MouseButton.LeftButton)
    shown(window, qtbot)
    assert charts.reasons.title.whole == "Why we lose"
    assert len(names(view)) == 6
    click_bar(charts.reasons, f"into|{key_of(view, 'Price')}", qtbot)
    shown(window, qtbot)
    assert charts.reasons.title.whole == "Why we lose › Price"
    charts.show_question("segments")
    shown(window, qtbot)
    [heat] = charts.cards
    assert heat.title.whole == "Reasons by stage › Price", "all charts by reason look into the same one"
    qtbot.keyClick(heat.chart, Qt.Key.Key_Backspace)
    shown(window, qtbot)
    assert heat.title.whole == "Reasons by stage"
    assert len(names(view)) == 6
    heat.chart.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(heat.chart, Qt.Key.Key_Left)
    qtbot.keyClick(heat.chart, Qt.Key.Key_Up)
    assert heat.chart.accessibleDescription() == "Price: show what is below it"
    qtbot.keyClick(heat.chart, Qt.Key.Key_Return)
    shown(window, qtbot)
    assert heat.title.whole == "Reasons by stage › Price"
    assert len(names(view)) == 4


def test_facets_are_ticked_by_mouse_and_keyboard(window: MainWindow, view: LossView, qtbot: QtBot):
    click_row(view, "Chose a competitor", qtbot)
    shown(window, qtbot)
    assert names(view) == ["Deal 4", "Deal 5"]
    assert row_of(view, "Price").count == 4
    facets = view.side.facets
    facets.setCurrentIndex(facets.rows.index(0, 0))
    qtbot.keyClick(facets, Qt.Key.Key_Right)
    detail = row_of(view, "over budget")
    assert (detail.level, detail.count) == (1, 4)
    qtbot.keyClick(facets, Qt.Key.Key_Down)
    qtbot.keyClick(facets, Qt.Key.Key_Space)
    shown(window, qtbot)
    assert row_of(view, "Price").mark is Mark.SOME
    assert len(names(view)) == 6
    qtbot.keyClick(facets, Qt.Key.Key_Up)
    qtbot.keyClick(facets, Qt.Key.Key_Left)
    assert not [row for row in facets.rows.records if row.name == "over budget"]


def test_sections_are_folded_searched_and_no_boxes(window: MainWindow, view: LossView, qtbot: QtBot):
    facets, rows = view.side.facets, view.side.facets.rows
    QAbstractItemModelTester(rows, QAbstractItemModelTester.FailureReportingMode.Fatal, rows)
    for at, row in enumerate(rows.records):
        state = rows.data(rows.index(at, 0), Qt.ItemDataRole.CheckStateRole)
        assert (state is None) == (not row.is_box)
    owners = next(row for row in rows.records if row.is_heading and row.name == "Owner")
    assert owners.folded
    facets.setCurrentIndex(rows.index(rows.records.index(owners), 0))
    qtbot.keyClick(facets, Qt.Key.Key_Right)
    click_row(view, "Lin Tao", qtbot)
    shown(window, qtbot)
    assert len(view.wanted.owners) == 1
    qtbot.keyClick(facets, Qt.Key.Key_Escape)
    view.side.seek.click()
    qtbot.keyClicks(view.side.search, "over")
    assert [row.name for row in rows.records] == ["Price", "over budget"]
    qtbot.keyClick(view.side.search, Qt.Key.Key_Escape)
    assert view.side.search.isHidden()
    assert len(rows.records) > 2


def test_the_period_is_chosen_or_said_in_plain_words(window: MainWindow, view: LossView, qtbot: QtBot):
    view.side.period_button.click()
    menu = view.side.findChildren(QMenu)[-1]
    entry_of(menu, "All time").trigger()
    menu.close()
    shown(window, qtbot)
    assert len(names(view)) == 7
    view.side.period_button.click()
    menu = view.side.findChildren(QMenu)[-1]
    entry_of(menu, "Between two days…").trigger()
    menu.close()
    dialog = dialog_of(window, PeriodDialog)
    qtbot.keyClicks(dialog.since, "sometime")
    dialog.submit()
    assert dialog.error_text("since")
    dialog.since.setText("2026-01-01")
    dialog.until.setText("2025-12-01")
    dialog.submit()
    assert "before the first" in dialog.error_text("until")
    dialog.until.setText("yesterday")
    qtbot.keyClick(dialog.until, Qt.Key.Key_Return)
    shown(window, qtbot)
    assert names(view) == ["Deal 1", "Deal 2"]
    window.commands["losses.clear"].trigger()
    shown(window, qtbot)
    assert view.wanted == PoolFilter()
    assert len(names(view)) == 7


def test_nothing_that_fits_is_said_and_can_be_given_up(window: MainWindow, view: LossView, qtbot: QtBot):
    view.show_losses(PoolFilter(reviews=frozenset({Review.DUE}), month="2026-02"), "all")
    shown(window, qtbot)
    assert "No loss fits" in view.deals.states.message()
    window.commands["losses.clear"].trigger()
    shown(window, qtbot)
    assert view.deals.states.message() == ""


def test_the_table_is_sorted_in_the_database(window: MainWindow, view: LossView, qtbot: QtBot):
    view.table.grid.sortByColumn(4, Qt.SortOrder.AscendingOrder)
    shown(window, qtbot)
    assert names(view) == [f"Deal {number}" for number in range(6)]
    view.table.grid.sortByColumn(4, Qt.SortOrder.DescendingOrder)
    shown(window, qtbot)
    assert names(view) == [f"Deal {number}" for number in reversed(range(6))]
    assert view.table.model.headerData(4, Qt.Orientation.Horizontal) == "Amount ↓"


def test_selected_deals_are_counted_and_summed_in_the_foot(window: MainWindow, view: LossView):
    view.table.grid.selectAll()
    assert window.opened.bench.status.whole == "6 selected · ¥21,000"
    assert window.commands["losses.win_back"].isEnabled()
    assert not window.commands["losses.open"].isEnabled()
    view.table.grid.clearSelection()
    assert window.opened.bench.status.whole == ""
    assert not window.commands["losses.win_back"].isEnabled()


def test_selected_deals_are_won_back_at_once_and_come_again(window: MainWindow, view: LossView, qtbot: QtBot):
    rows = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for row in (0, 1):
        view.table.grid.selectionModel().select(view.table.model.index(row, 0), rows)
    window.commands["losses.win_back"].trigger()
    shown(window, qtbot)
    assert window.notice.text == "2 deals reopened"
    assert names(view) == ["Deal 2", "Deal 3", "Deal 4", "Deal 5"]
    window.commands["edit.undo"].trigger()
    shown(window, qtbot)
    assert len(names(view)) == 6


def test_losses_are_marked_as_reviewed(window: MainWindow, view: LossView, qtbot: QtBot):
    assert row_of(view, "Not reviewed").count == 6
    view.table.grid.selectRow(0)
    window.commands["losses.review"].trigger()
    shown(window, qtbot)
    assert row_of(view, "Not reviewed").count == 5
    assert [loss.deal for loss in view.selected()] == ["Deal 0"]
    view.table.grid.selectAll()
    window.commands["losses.agree"].trigger()
    shown(window, qtbot)
    assert row_of(view, "Not reviewed").count == 0
    assert window.notice.text == "6 losses reviewed: the salesperson is right"
    window.commands["edit.undo"].trigger()
    shown(window, qtbot)
    assert row_of(view, "Not reviewed").count == 5


def test_rows_are_copied_as_a_table(window: MainWindow, view: LossView):
    view.table.grid.selectRow(5)
    window.commands["losses.copy"].trigger()
    head, row = (line.split("\t") for line in QGuiApplication.clipboard().text().split("\n"))
    assert head[0] == "Customer · deal"
    assert row[:2] == ["Customer 5 · Deal 5", "Chose a competitor"]


def test_the_table_is_written_as_it_is_shown(
    window: MainWindow, view: LossView, files: PreparedFiles, tmp_path: Path, qtbot: QtBot
):
    view.table.grid.hideColumn(6)
    click_row(view, "Price", qtbot)
    shown(window, qtbot)
    files.saved = tmp_path / "lost.xlsx"
    window.commands["losses.export"].trigger()
    qtbot.waitUntil(lambda: not window.runner.busy("losses_export"))
    written = load_workbook(files.saved)
    sheet = list(written["Lost deals"].iter_rows(values_only=True))
    assert "Owner" not in sheet[0]
    assert [row[1] for row in sheet[1:]] == names(view)
    told = [row[0] for row in written["Notes"].iter_rows(values_only=True)]
    assert "Period: Last 12 months" in told
    assert "Price" in told


def test_amounts_are_charted_instead_of_counts(view: LossView, qtbot: QtBot):
    qtbot.mouseClick(view.charts.measure, Qt.MouseButton.LeftButton)
    assert "Chose a competitor ¥11" in view.charts.reasons.chart.accessibleDescription()


def test_amounts_name_their_currency_and_what_is_left_out(
    window: MainWindow, book: Office, view: LossView, qtbot: QtBot
):
    with book.desk.change("Read otherwise") as unit:
        abroad, unpriced = (loss.loss_id for loss in view.table.model.records[:2])
        change_losses(unit, {abroad: {"currency": "USD"}, unpriced: {"amount_minor": None}})
    window.opened.bus.publish(unit.changes)
    shown(window, qtbot)
    assert "Amounts in" not in view.charts.trend.chart.accessibleDescription()
    qtbot.mouseClick(view.charts.measure, Qt.MouseButton.LeftButton)
    for card in (view.charts.reasons, view.charts.trend):
        told = card.chart.accessibleDescription()
        assert "Amounts in CNY, without $1,000" in told
        assert "1 without an amount" in told


def test_the_table_is_as_wide_as_the_window(view: LossView, qtbot: QtBot):
    grid = view.table.grid
    places = range(view.table.model.columnCount())
    qtbot.waitUntil(lambda: sum(map(grid.columnWidth, places)) == grid.viewport().width())
    assert grid.viewport().height() >= 6 * grid.rowHeight(0)


def test_long_pools_are_read_page_by_page(view: LossView, qtbot: QtBot):
    model = view.table.model
    model.show_page(model.records[:2], 6)
    assert model.canFetchMore()
    model.fetchMore()
    qtbot.waitUntil(lambda: model.rowCount() == 6)
    assert not model.canFetchMore()
    assert names(view) == [f"Deal {number}" for number in range(6)]


def test_what_is_wished_and_how_wide_columns_are_is_kept(window: MainWindow, view: LossView, qtbot: QtBot):
    click_row(view, "Price", qtbot)
    shown(window, qtbot)
    wanted = view.wanted
    header = view.table.grid.horizontalHeader()
    edge = QPoint(header.sectionViewportPosition(1) + header.sectionSize(1) - 1, header.height() // 2)
    qtbot.mousePress(header.viewport(), Qt.MouseButton.LeftButton, pos=edge)
    qtbot.mouseMove(header.viewport(), pos=edge + QPoint(30, 0))
    qtbot.mouseRelease(header.viewport(), Qt.MouseButton.LeftButton, pos=edge + QPoint(30, 0))
    again = LossView(window.opened.bench)
    assert again.wanted == wanted
    assert again.table.grid.columnWidth(1) == view.table.grid.columnWidth(1)
    again.deleteLater()


def test_a_reopened_deal_leaves_the_pool_while_it_is_shown(
    window: MainWindow, book: Office, view: LossView, qtbot: QtBot
):
    _deal, changes = book.deals.reopen("Deal 5")
    window.opened.bus.publish(changes)
    shown(window, qtbot)
    assert names(view) == [f"Deal {number}" for number in range(5)]


def test_the_charts_follow_the_theme(window: MainWindow, view: LossView):
    chart = view.charts.reasons.chart
    before = chart.grab().toImage().pixelColor(5, 5)
    window.commands["view.dark"].trigger()
    assert chart.grab().toImage().pixelColor(5, 5) != before
    window.commands["view.light"].trigger()


def test_the_reasons_are_edited_in_the_settings(view: LossView, qtbot: QtBot):
    with qtbot.waitSignal(view.settings_requested) as asked:
        view.side.reasons_requested.emit()
    assert asked.args == ["reasons"]


def test_without_losses_the_screen_says_so(window: MainWindow, book: Office, qtbot: QtBot):
    for number in range(6):
        book.deals.reopen(f"Deal {number}")
    book.deals.reopen("Old")
    window.commands["view.losses"].trigger()
    shown(window, qtbot)
    qtbot.waitUntil(lambda: "No deal has been lost" in window.opened.losses.states.message())


def test_another_reason_is_given_from_the_table(window: MainWindow, view: LossView, qtbot: QtBot):
    view.table.grid.selectRow(0)
    window.commands["losses.change_reason"].trigger()
    dialog = dialog_of(window, LoseDialog)
    assert dialog.lost_on.isHidden(), "when it was lost stays"
    assert [given.title for given in dialog.given.given] == ["Price › over budget"], "it begins with what was said"
    qtbot.keyClicks(dialog.reason.search, "need")
    qtbot.keyClick(dialog.reason.search, Qt.Key.Key_Return)
    dialog.submit()
    shown(window, qtbot)
    assert view.table.model.records[0].reason == "Need ended"
    assert window.notice.text == "The reason is changed."


def test_files_dragged_over_a_chart_and_away_again_do_no_harm(window: MainWindow, view: LossView):
    chart = view.charts.reasons.chart
    place = chart.mapTo(window, chart.rect().center())
    handle, move, left = window.windowHandle(), Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    data = QMimeData()
    data.setText("words from elsewhere")
    over = QDragMoveEvent(place, move, data, left, Qt.KeyboardModifier.NoModifier)
    QCoreApplication.sendEvent(handle, QDragEnterEvent(place, move, data, left, Qt.KeyboardModifier.NoModifier))
    QCoreApplication.sendEvent(handle, over)
    QCoreApplication.sendEvent(handle, QDragLeaveEvent())
    assert not over.isAccepted()


def drop_on(window: MainWindow, cards: CardList, qtbot: QtBot) -> None:
    """Drag what is selected over the cards of a column and let it go there, as the window system tells it."""
    qtbot.waitUntil(cards.isVisible)
    handle, move, left = window.windowHandle(), Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton
    place, none = cards.mapTo(window, cards.rect().center()), Qt.KeyboardModifier.NoModifier
    data = cards.model().mimeData([cards.model().index(0, 0)])
    over = QDragMoveEvent(place, move, data, left, none)
    QCoreApplication.sendEvent(handle, QDragEnterEvent(place, move, data, left, none))
    QCoreApplication.sendEvent(handle, over)
    assert over.isAccepted()
    QCoreApplication.sendEvent(handle, QDropEvent(QPointF(place), move, data, left, none))


def test_the_board_shows_cards_by_reason_and_moves_them(window: MainWindow, view: LossView, qtbot: QtBot):
    window.commands["losses.board"].trigger()
    shown(window, qtbot)
    board = view.deals.board
    assert [len(column.model.records) for column in board.columns] == [4, 2]
    board.enter()
    first, second = (column.cards for column in board.columns)
    qtbot.keyClick(first, Qt.Key.Key_Down)
    assert [loss.deal for loss in view.selected()] == ["Deal 1"]
    qtbot.keyClick(first, Qt.Key.Key_Right)
    assert [loss.deal for loss in view.selected()] == ["Deal 5"]
    assert view.deals.selection_words() == "1 selected · ¥6,000"
    qtbot.keyClick(second, Qt.Key.Key_Space)
    assert not view.selected()
    qtbot.keyClick(second, Qt.Key.Key_Space)
    second.setFocus()
    drop_on(window, first, qtbot)
    shown(window, qtbot)
    assert [len(column.model.records) for column in board.columns] == [5, 1]
    assert window.notice.text == "1 deal moved to “Price”"
    window.commands["edit.undo"].trigger()
    shown(window, qtbot)
    assert [len(column.model.records) for column in board.columns] == [4, 2]
    board.enter()
    qtbot.keyClick(board.columns[1].cards, Qt.Key.Key_Return)
    shown(window, qtbot)
    assert window.opened.customers.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert board.isVisible()
    assert len(view.selected()) == 1
    board.columns[0].cards.setFocus()
    qtbot.keyClick(board.columns[0].cards, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    drop_on(window, board.columns[1].cards, qtbot)
    dialog = dialog_of(window, LoseDialog)
    assert "asks which competitor it was" in dialog.error_text("competitor")
    assert [given.title for given in dialog.given.given] == ["Chose a competitor"], "what was said is not lost"
    qtbot.keyClicks(dialog.competitor, "EduSoft")
    dialog.submit()
    shown(window, qtbot)
    assert [len(column.model.records) for column in board.columns] == [6]
    assert window.notice.text == "The reasons of 4 deals are changed."


def test_the_queue_says_whom_to_ask_next_and_who_is_given_up(window: MainWindow, view: LossView, qtbot: QtBot):
    view.deals.switch.buttons["queue"].click()
    shown(window, qtbot)
    queue = view.deals.queue
    QAbstractItemModelTester(queue.model, QAbstractItemModelTester.FailureReportingMode.Fatal, queue.model)
    assert len(queue.model.records) == 6
    queue.enter()
    assert [loss.deal for loss in view.selected()] == ["Deal 5"]
    window.commands["losses.discard"].trigger()
    shown(window, qtbot)
    assert window.notice.text == "1 deal will not be tried again"
    assert len(queue.model.records) == 5
    window.commands["edit.undo"].trigger()
    shown(window, qtbot)
    assert len(queue.model.records) == 6
    queue.grid.selectAll()
    window.commands["losses.owner"].trigger()
    dialog = dialog_of(window, OwnerDialog)
    qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    shown(window, qtbot)
    assert {loss.owner for loss in view.selected()} == {""}


def test_a_way_of_looking_is_kept_under_a_name_and_found_again(window: MainWindow, view: LossView, qtbot: QtBot):
    assert view.side.views.isHidden()
    click_row(view, "Price", qtbot)
    view.show_mode(PoolMode.BOARD)
    shown(window, qtbot)
    qtbot.mouseClick(view.side.views.save, Qt.MouseButton.LeftButton)
    dialog = dialog_of(window, ViewDialog)
    qtbot.keyClicks(dialog.name, "Price cards")
    qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    assert window.notice.text == "The view “Price cards” is kept."
    assert [chip.text() for chip in view.side.views.chips] == ["Price cards"]
    window.commands["losses.clear"].trigger()
    view.show_mode(PoolMode.LIST)
    shown(window, qtbot)
    assert not view.side.views.chips[0].isChecked()
    window.show_screen("customers")
    [kept] = window.opened.services.saved_views.views()
    window.ways.open_found(PaletteRow(RowKind.VIEW, kept.name, kept.uid))
    shown(window, qtbot)
    assert view.isVisible()
    assert view.deals.mode is PoolMode.BOARD
    [column] = view.deals.board.columns
    assert len(column.model.records) == 4
    assert view.side.views.chips[0].isChecked()
    first, second = (column.cards.visualRect(column.model.index(row, 0)) for row in range(2))
    assert first.top() == second.top()
    assert first.right() < second.left()
    view.deals.board.enter()
    qtbot.keyClick(column.cards, Qt.Key.Key_Right)
    assert column.cards.currentIndex().row() == 1
    qtbot.keyClick(column.cards, Qt.Key.Key_Left)
    qtbot.keyClick(column.cards, Qt.Key.Key_Left)
    assert column.cards.currentIndex().row() == 0
