"""A lost pool of seven deals, and how its screen is come to and clicked at."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from crmdesk.domain.moment import Moment
from crmdesk.services.loss_accounts import LossWords
from crmdesk.ui.charts.chart_card import ChartCard
from crmdesk.ui.losses.loss_view import LossView
from crmdesk.ui.shell.main_window import MainWindow
from tests.factories import Office, add_customer, add_deal
from tests.ui.conftest import shown


def fill_pool(office: Office) -> None:
    """Six deals lost for two reasons in six months, one lost long ago, and one that goes on."""
    for number in range(6):
        add_customer(office, f"Customer {number}")
        deal = add_deal(office, f"Customer {number}", f"Deal {number}", amount=str(1000 * (number + 1)))
        words = LossWords("price", "over_budget") if number < 4 else LossWords("competitor", competitors=("EduSoft",))
        office.deals.mark_lost(deal, words, at=Moment.of(office.desk.clock.now().local - timedelta(days=31 * number)))
    add_customer(office, "Acme")
    old = add_deal(office, "Acme", "Old", amount="500")
    office.deals.mark_lost(
        old, LossWords("need_gone"), at=Moment.of(office.desk.clock.now().local - timedelta(days=800))
    )
    add_deal(office, "Acme", "Pump", amount="500")


def losses(window: MainWindow, qtbot: QtBot) -> LossView:
    """The screen, with its charts."""
    window.commands["view.losses"].trigger()
    shown(window, qtbot)
    view = window.opened.losses
    qtbot.waitUntil(lambda: view.charts.reasons.chart is not None and len(view.charts.reasons.chart.bars()) > 0)
    return view


def click_bar(card: ChartCard, key: str, qtbot: QtBot, *, double: bool = False) -> None:
    bar = next(bar for bar in card.chart.bars() if bar.key == key)
    place = bar.rect.center().toPoint()
    qtbot.mouseClick(card.chart.viewport(), Qt.MouseButton.LeftButton, pos=place)
    if double:
        qtbot.mouseDClick(card.chart.viewport(), Qt.MouseButton.LeftButton, pos=place)


def names(view: LossView) -> list[str]:
    return [loss.deal for loss in view.table.model.records]


def entry_of(menu: QMenu, text: str) -> QAction:
    return next(action for action in menu.actions() if action.text() == text)
