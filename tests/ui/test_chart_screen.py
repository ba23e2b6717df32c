"""The charts of the lost pool in the window: chosen, clicked, walked through by keyboard, read as tables, taken out."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from crmdesk.ui.losses.loss_view import LossView
from crmdesk.ui.losses.period import YEAR_BACK, in_period
from crmdesk.ui.shell.main_window import MainWindow
from tests.fakes import FixedClock
from tests.filled import Filled
from tests.ui.conftest import PreparedFiles, shown
from tests.ui.lost_pool import click_bar, entry_of, fill_pool, losses, names


@pytest.fixture
def window(filled: Filled, empty_window: MainWindow, qtbot: QtBot) -> MainWindow:
    empty_window.resize(1280, 800)
    empty_window.chooser.open(filled(fill_pool).path)
    shown(empty_window, qtbot)
    return empty_window


@pytest.fixture
def view(window: MainWindow, qtbot: QtBot) -> LossView:
    return losses(window, qtbot)


def test_a_chart_is_taken_out(view: LossView, files: PreparedFiles, tmp_path: Path):
    for card in (view.charts.reasons, view.charts.trend):
        for suffix in (".png", ".svg", ".xlsx"):
            files.saved = tmp_path / f"chart{suffix}"
            (card.save_workbook if suffix == ".xlsx" else card.save_picture)()
            assert files.saved.stat().st_size > 0
            files.saved.unlink()
        card.copy_numbers()
        assert "Price" in QGuiApplication.clipboard().text()


def test_a_chart_is_read_and_walked_through_as_a_table(window: MainWindow, view: LossView, qtbot: QtBot):
    charts = view.charts
    charts.switch_table()
    grid = charts.reasons.grid
    QAbstractItemModelTester(grid.rows, QAbstractItemModelTester.FailureReportingMode.Fatal, grid.rows)
    assert grid.hasFocus(), "the keyboard stays on the card"
    assert "6 losses · Last 12 months" in grid.accessibleDescription()
    told = [grid.rows.index(row, 1).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(2)]
    assert told == ["Losses: 4", "Losses: 2"]
    qtbot.keyClick(grid, Qt.Key.Key_Down)
    qtbot.keyClick(grid, Qt.Key.Key_Space)
    shown(window, qtbot)
    assert names(view) == ["Deal 4", "Deal 5"]
    qtbot.keyClick(grid, Qt.Key.Key_Space)
    shown(window, qtbot)
    assert len(names(view)) == 6
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    shown(window, qtbot)
    assert view.table.grid.hasFocus()
    charts.switch_table()
    assert charts.reasons.chart.isVisible()


def test_each_question_has_its_charts_and_a_mark_leads_to_its_deals(window: MainWindow, view: LossView, qtbot: QtBot):
    charts = view.charts
    qtbot.mouseClick(charts.bar.chips["pipeline"], Qt.MouseButton.LeftButton)
    shown(window, qtbot)
    [losses, path] = charts.cards
    assert (losses.title.whole, path.title.whole) == ("At which stage we lose", "How far deals get")
    assert "6 deals · Last 12 months" in losses.chart.accessibleDescription()
    stage = next(bar.key for bar in losses.chart.bars() if losses.picture.wish(bar.key) and bar.rect.width() > 10)
    click_bar(losses, stage, qtbot)
    shown(window, qtbot)
    assert view.wanted.stages == {stage}
    assert len(names(view)) == 6
    click_bar(losses, stage, qtbot)
    shown(window, qtbot)
    assert not view.wanted.stages, "a mark chosen again is given up"
    losses.chart.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(losses.chart, Qt.Key.Key_5)
    shown(window, qtbot)
    [heat] = charts.cards
    assert heat.title.whole == "Reasons by stage"
    assert heat.chart.hasFocus(), "the keyboard goes along"
    entry_of(charts.heat.menu(), "Competitor").trigger()
    shown(window, qtbot)
    assert heat.title.whole == "Reasons by competitor"
    qtbot.keyClick(heat.chart, Qt.Key.Key_Right)
    qtbot.keyClick(heat.chart, Qt.Key.Key_Return)
    shown(window, qtbot)
    assert view.table.grid.hasFocus()
    assert view.wanted.competitors
    assert view.wanted.reasons
    window.commands["losses.clear"].trigger()
    for _time in range(4):
        window.commands["charts.next"].trigger()
        shown(window, qtbot)
    assert charts.wishes.chip == "why"
    assert not charts.wishes.compare, "nobody has asked for it yet"
    window.commands["charts.compare"].trigger()
    view.show_losses(in_period(view.wanted, YEAR_BACK, FixedClock().now().local_date), YEAR_BACK)
    shown(window, qtbot)
    assert "before:" in charts.reasons.chart.accessibleDescription()
    for _time in range(2):
        window.commands["charts.previous"].trigger()
        shown(window, qtbot)
    assert [card.title.whole for card in charts.cards] == ["Lost by it, or won in spite of it", "Win-back by reason"]
    kept = window.opened.bench.view_state
    assert (kept.text("losses.chart"), kept.text("losses.heat"), kept.text("losses.compare")) == (
        "win_back", "competitor", "yes",
    )  # fmt: skip


def test_the_chart_is_walked_by_keyboard(window: MainWindow, view: LossView, qtbot: QtBot):
    chart = view.charts.reasons.chart
    assert chart.hasFocus(), "the keyboard begins there, at the first bar"
    qtbot.keyClick(chart, Qt.Key.Key_Down)
    assert chart.accessibleDescription().startswith("Chose a competitor · 2 losses")
    qtbot.keyClick(chart, Qt.Key.Key_Space)
    shown(window, qtbot)
    assert names(view) == ["Deal 4", "Deal 5"]
    assert chart.hasFocus()
    for _time in range(2):
        qtbot.keyClick(chart, Qt.Key.Key_Return)
        shown(window, qtbot)
        assert names(view) == ["Deal 4", "Deal 5"]
        assert view.table.grid.hasFocus()
        assert [loss.deal for loss in view.selected()] == ["Deal 4"]
        chart.setFocus(Qt.FocusReason.BacktabFocusReason)
        qtbot.keyClick(chart, Qt.Key.Key_Down)
    trend = view.charts.trend.chart
    qtbot.keyClick(trend, Qt.Key.Key_Right)
    first = trend.accessibleDescription()
    qtbot.keyClick(trend, Qt.Key.Key_Right)
    assert trend.accessibleDescription() != first
