"""The replay beside the lost pool, the pool by keyboard alone, and its columns."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from crmdesk.domain.loss import Voice
from crmdesk.domain.moment import Moment
from crmdesk.services.loss_accounts import LossWords
from crmdesk.ui.losses.loss_view import LossView
from crmdesk.ui.shell.main_window import MainWindow
from tests.factories import Office, add_customer, add_deal, log
from tests.filled import Filled
from tests.ui.conftest import shown


def _fill(office: Office) -> None:
    """A deal that fell silent for 25 days before it was lost, and one of which nothing is known but its loss."""
    add_customer(office, "Acme")
    pump = add_deal(office, "Acme", "Pump", amount="9000")
    for after, kind in ((60, "call"), (55, "quote"), (46, "visit"), (40, "quote"), (32, "call"), (7, "call")):
        at = (office.desk.clock.now().local - timedelta(days=after)).date().isoformat()
        log(office, "Acme", f"{kind} {after}", kind=kind, at=at)
    office.deals.mark_lost(pump, LossWords("price", note="too dear"), at=Moment.of(office.desk.clock.now().local))
    add_customer(office, "Byte")
    valve = add_deal(office, "Byte", "Valve", amount="100")
    office.deals.mark_lost(valve, LossWords("price"), at=Moment.of(office.desk.clock.now().local - timedelta(days=3)))


@pytest.fixture
def book(filled: Filled) -> Office:
    return filled(_fill)


@pytest.fixture
def window(book: Office, empty_window: MainWindow, qtbot: QtBot) -> MainWindow:
    empty_window.resize(1440, 900)
    empty_window.chooser.open(book.path)
    shown(empty_window, qtbot)
    return empty_window


@pytest.fixture
def view(window: MainWindow, qtbot: QtBot) -> LossView:
    window.commands["view.losses"].trigger()
    shown(window, qtbot)
    view = window.opened.losses
    qtbot.waitUntil(lambda: view.table.model.rowCount() == 2 and view.charts.trend.chart is not None)
    return view


def retold(view: LossView, row: int, qtbot: QtBot) -> None:
    view.table.grid.selectRow(row)
    qtbot.waitUntil(lambda: view.replay.states.message() == "")


def test_the_deal_selected_is_retold(book: Office, view: LossView, qtbot: QtBot):
    events = view.replay.events.rows
    QAbstractItemModelTester(events, QAbstractItemModelTester.FailureReportingMode.Fatal, events)
    assert "Select a lost deal" in view.replay.states.message()
    retold(view, 0, qtbot)
    with book.desk.read() as source:
        query = (
            "SELECT count(*), sum(k.key = 'quote') FROM touch t JOIN touch_kind k ON k.id = t.kind_id WHERE NOT system"
        )
        [(touches, quotes)] = source.connection.execute(text(query)).all()
    words = view.replay.words.text().replace("\N{NO-BREAK SPACE}", " ")
    assert words == f"Lead → lost in 60 days · {touches} touches · {quotes} quotes"
    told = [row.spoken for row in events.records]
    assert "25 days silent, 31 Jan to 25 Feb: no touch" in told
    assert [row.what for row in events.records if "Quote" in row.what] == ["Quote", "Quote"]
    assert events.records[-1].note == "Price · too dear"
    assert "Longest silence: 25 days silent." in view.replay.strip.accessibleDescription()


def test_several_deals_are_not_retold(view: LossView, qtbot: QtBot):
    retold(view, 0, qtbot)
    view.table.grid.selectAll()
    assert "2 deals selected" in view.replay.states.message()
    view.table.grid.clearSelection()
    assert "Select a lost deal" in view.replay.states.message()


def test_a_quick_run_through_the_table_reads_only_the_last(view: LossView, qtbot: QtBot):
    view.table.grid.selectRow(0)
    view.table.grid.selectRow(1)
    qtbot.waitUntil(lambda: view.replay.states.message() == "")
    assert view.replay.title.whole == "Replay · Byte"
    assert view.replay.words.text().startswith("Lead")


def test_an_event_leads_to_its_entry_by_keyboard(window: MainWindow, view: LossView, qtbot: QtBot):
    retold(view, 0, qtbot)
    events = view.replay.events
    events.setFocus()
    events.setCurrentIndex(events.rows.index(events.rows.rowCount() - 1, 0))
    with qtbot.waitSignal(view.deal_opened) as opened:
        qtbot.keyClick(events, Qt.Key.Key_Return)
    assert opened.args[2] == events.rows.records[-1].uid
    shown(window, qtbot)
    assert window.opened.customers.isVisible()


def test_the_replay_gives_way_and_comes_back(window: MainWindow, view: LossView, qtbot: QtBot):
    assert view.replay.isVisible()
    window.resize(1280, 800)
    qtbot.waitUntil(view.replay.isHidden)
    window.commands["losses.replay"].trigger()
    assert view.replay.isVisible()
    window.commands["losses.replay"].trigger()
    assert view.replay.isHidden()
    window.resize(1440, 900)
    qtbot.waitUntil(lambda: view.width() > 1300)
    assert view.replay.isHidden()
    window.commands["losses.replay"].trigger()
    assert view.replay.isVisible()


def test_a_loss_is_marked_as_reviewed_from_the_replay(window: MainWindow, view: LossView, qtbot: QtBot):
    retold(view, 0, qtbot)
    assert view.replay.unreview.isHidden()
    qtbot.mouseClick(view.replay.review, Qt.MouseButton.LeftButton)
    shown(window, qtbot)
    qtbot.waitUntil(view.replay.review.isHidden)
    assert not view.replay.unreview.isHidden()


def test_what_is_learnt_is_kept_when_the_field_is_left(book: Office, window: MainWindow, view: LossView, qtbot: QtBot):
    retold(view, 0, qtbot)
    lesson, cards = view.replay.lesson, view.replay.voices.cards
    assert "Price" in cards[Voice.SELLER].accessibleName()
    assert "nothing quoted yet" in cards[Voice.CUSTOMER].accessibleName()
    lesson.setFocus()
    qtbot.keyClicks(lesson, "ask for the budget")
    view.table.grid.setFocus()
    assert book.loss_voices.losses_of("Pump")[0].lesson == "ask for the budget"
    assert window.notice.text == "The lesson is kept."
    shown(window, qtbot)
    window.commands["edit.undo"].trigger()
    qtbot.waitUntil(lambda: lesson.toPlainText() == "")
    book.deals.reopen("Pump")
    window.opened.operations.perform(
        lambda: book.deals.mark_lost("Pump", LossWords("competitor", competitors=("EduSoft",)))[1], ""
    )
    qtbot.waitUntil(lambda: "Lost before on" in view.replay.voices.before.text())
    assert "(Price), won back on" in view.replay.voices.before.text()


def focused(view: LossView) -> QWidget | None:
    found = QApplication.focusWidget()
    return found if found is not None and view.isAncestorOf(found) else None


def test_the_pool_is_walked_through_by_keyboard_alone(window: MainWindow, view: LossView, qtbot: QtBot):
    stations = (view.side.facets, view.charts.reasons.chart, view.charts.trend.chart, view.table.grid)
    view.side.facets.setFocus()
    met: list[QWidget] = []
    for _press in range(30):
        here = focused(view)
        if here in stations and here not in met:
            met.append(here)
        if here is not None:
            qtbot.keyClick(here, Qt.Key.Key_Tab)
    assert tuple(met) == stations
    chart = view.charts.reasons.chart
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(chart, Qt.Key.Key_Return)
    shown(window, qtbot)
    assert view.wanted.reasons
    qtbot.keyClick(chart, Qt.Key.Key_Escape)
    shown(window, qtbot)
    assert not view.wanted.reasons
    assert view.wanted.has_period
    grid = view.table.grid
    grid.setFocus()
    grid.selectRow(1)
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    shown(window, qtbot)
    assert window.opened.customers.selected_customer().name == "Byte"
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert view.isVisible()


def test_columns_stay_where_they_were_moved_and_hidden(window: MainWindow, view: LossView):
    header = view.table.grid.horizontalHeader()
    header.moveSection(4, 1)
    header.customContextMenuRequested.emit(QPoint(40, 10))
    menu = view.table.grid.findChildren(QMenu)[-1]
    next(action for action in menu.actions() if action.text() == "Owner").trigger()
    menu.close()
    again = LossView(window.opened.bench)
    assert again.table.titles()[:3] == ["Customer · deal", "Amount", "Reason"]
    assert "Owner" not in again.table.titles()
    again.deleteLater()
    header.customContextMenuRequested.emit(QPoint(40, 10))
    menu = view.table.grid.findChildren(QMenu)[-1]
    menu.actions()[-1].trigger()
    menu.close()
    assert view.table.titles()[:2] == ["Customer · deal", "Reason"]
    assert "Owner" in view.table.titles()
