"""How we fare against each competitor: sorted, led to its deals, described, merged and retired by clicks and keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from crmdesk.services.loss_accounts import LossWords, WinWords
from crmdesk.ui.settings.competitor_page import CompetitorPage
from crmdesk.ui.settings.merge_dialog import MergeDialog
from crmdesk.ui.shell.main_window import MainWindow
from tests.factories import Office, add_customer, add_deal
from tests.filled import Filled
from tests.ui.conftest import dialog_of, shown

LEFT = Qt.MouseButton.LeftButton


def _fill(office: Office) -> None:
    office.configuration.company.set_evidence(2)
    add_customer(office, "Acme")
    for name in ("One", "Two", "Three", "Four"):
        add_deal(office, "Acme", name, amount="100")
    office.deals.mark_lost("One", LossWords("price", competitors=("Globex", "Initech")))
    office.deals.mark_lost("Two", LossWords("price", competitors=("Globex",)))
    office.deals.win("Three", WinWords((), ("Initech",), ""))
    for deal, price in (("One", "90"), ("Two", "80"), ("Four", "70")):
        office.competitors.meet(deal, "Globex", price=price)
    office.competitors.meet("Four", "Globex Inc.")


@pytest.fixture
def page(filled: Filled, empty_window: MainWindow, qtbot: QtBot) -> CompetitorPage:
    empty_window.chooser.open(filled(_fill).path)
    shown(empty_window, qtbot)
    with qtbot.waitActive(empty_window):
        empty_window.activateWindow()
    empty_window.commands["competitors.edit"].trigger()
    page = empty_window.opened.settings.page()
    assert isinstance(page, CompetitorPage)
    QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal, page)
    qtbot.waitUntil(lambda: page.current is not None)
    return page


def rows(page: CompetitorPage) -> list[list[str]]:
    return [[column.text(faced) for column in page.model.columns] for faced in page.model.records]


def click(page: CompetitorPage, name: str, column: str, qtbot: QtBot) -> None:
    place = next(at for at, each in enumerate(page.model.columns) if each.key == column)
    row = next(at for at, faced in enumerate(page.model.records) if faced.entry.name == name)
    cell = page.table.visualRect(page.model.index(row, place)).center()
    qtbot.mouseClick(page.table.viewport(), LEFT, pos=cell)


def deals(page: CompetitorPage) -> set[str]:
    return {meeting.deal for meeting in page.met.model.records}


def test_numbers_lead_to_their_deals_and_a_deal_to_its_customer(
    page: CompetitorPage, empty_window: MainWindow, qtbot: QtBot
) -> None:
    assert rows(page) == [
        ["Globex", "3", "2", "–", "1", "0%", "-20% (n = 3)", "Today"],
        ["Initech", "2", "1", "1", "–", "50%", "–", "Today"],
        ["Globex Inc.", "1", "–", "–", "1", "–", "–", "Today"],
    ]
    assert deals(page) == {"One", "Two", "Four"}
    page.table.sortByColumn(5, Qt.SortOrder.DescendingOrder)
    assert [row[0] for row in rows(page)] == ["Initech", "Globex", "Globex Inc."], "what is not known comes last"
    click(page, "Globex", "lost", qtbot)
    assert deals(page) == {"One", "Two"}
    click(page, "Initech", "won", qtbot)
    assert deals(page) == {"Three"}
    page.met.table.setFocus()
    page.met.table.setCurrentIndex(page.met.model.index(0, 0))
    qtbot.keyClick(page.met.table, Qt.Key.Key_Return)
    assert empty_window.opened.customers.isVisible()
    deal = empty_window.opened.customers.selected_deal()
    assert deal is not None
    assert deal.name == "Three"


def test_one_is_described_merged_and_retired(page: CompetitorPage, empty_window: MainWindow, qtbot: QtBot) -> None:
    card = page.card
    qtbot.keyClicks(card.strengths, "cheap")
    qtbot.keyClick(card.strengths, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    click(page, "Globex Inc.", "name", qtbot)
    card.name.setFocus()
    card.name.selectAll()
    qtbot.keyClicks(card.name, "Initech")
    qtbot.keyClick(card.name, Qt.Key.Key_Return)
    assert card.name.text() == "Initech", "what was typed stays beside the sentence that says what is wrong"
    qtbot.keyClick(card.name, Qt.Key.Key_Escape)
    qtbot.mouseClick(card.merge_button, LEFT)
    dialog = dialog_of(empty_window, MergeDialog)
    qtbot.keyClicks(dialog.search, "globex")
    assert dialog.note.text().startswith("Met in 1 deal, of which 1 met “Globex” too; together 3 deals.")
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    assert [row[0] for row in rows(page)] == ["Globex", "Initech"]
    click(page, "Globex", "name", qtbot)
    assert [word.name for word in page.current.entry.aliases] == ["Globex Inc."]
    assert card.strengths.toPlainText() == "cheap"
    qtbot.mouseClick(card.retire, LEFT)
    assert [row[0] for row in rows(page)] == ["Initech"]
    page.with_retired.setChecked(True)
    assert [row[0] for row in rows(page)] == ["Globex (retired)", "Initech"]
    qtbot.keyClicks(page.adding.field, "Umbrella")
    qtbot.keyClick(page.adding.field, Qt.Key.Key_Return)
    assert page.current is not None
    assert page.current.entry.name == "Umbrella"
    assert page.met.states.message().startswith("No such deal")
