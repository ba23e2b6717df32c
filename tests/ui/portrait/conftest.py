"""A window on thirty customers with tags: twelve signed, ten prospects, eight lost."""

import pytest
from pytestqt.qtbot import QtBot

from crmdesk.services.loss_accounts import LossWords
from crmdesk.ui.portrait.portrait_view import PortraitView
from crmdesk.ui.shell.main_window import MainWindow
from tests.factories import Office, add_customer, add_deal
from tests.filled import Filled
from tests.ui.conftest import shown

_SLOTS = ("portrait", "portrait_counts", "portrait_customers", "tag clouds")
SIGNED, PROSPECTS, LOST = 12, 10, 8


def _fill(office: Office) -> None:
    """Whoever was referred has mostly signed, whoever came from a fair is mostly a prospect; 广州 is below 华南."""
    for number in range(SIGNED + PROSPECTS + LOST):
        name = f"Customer {number:02}"
        add_customer(office, name)
        tags = ["Source:referral"] if number < 9 or number == 29 else ["Source:exhibition"]
        tags += ["Motive:practical"] if number % 2 else ["Level:A"]
        office.tags.change_tags(name, add=[*tags, *(["rare"] if number == 1 else [])])
        if number < SIGNED:
            office.deals.win(add_deal(office, name, f"Deal {number}"))
        elif number >= SIGNED + PROSPECTS:
            office.deals.mark_lost(add_deal(office, name, f"Deal {number}"), LossWords("price"))


@pytest.fixture
def tagged(filled: Filled) -> Office:
    return filled(_fill)


@pytest.fixture
def window(tagged: Office, empty_window: MainWindow, qtbot: QtBot) -> MainWindow:
    empty_window.resize(1280, 800)
    empty_window.chooser.open(tagged.path)
    shown(empty_window, qtbot)
    return empty_window


@pytest.fixture
def view(window: MainWindow, qtbot: QtBot) -> PortraitView:
    return portrait(window, qtbot)


def portrait(window: MainWindow, qtbot: QtBot) -> PortraitView:
    """The screen, once everything is drawn."""
    window.commands["view.portrait"].trigger()
    view = window.opened.portrait
    settled(window, qtbot)
    return view


def settled(window: MainWindow, qtbot: QtBot) -> None:
    """Wait until all is counted and the clouds are drawn for the groups wished."""
    view = window.opened.portrait

    def is_done() -> bool:
        cloud = view.clouds_page.clouds.cloud if view.clouds_page.clouds is not None else None
        drawn = bool(view.states.message()) or (cloud is not None and cloud.groups == view.wish.groups)
        return drawn and not any(window.runner.busy(slot) for slot in (*_SLOTS, "customers"))

    qtbot.waitUntil(is_done)
