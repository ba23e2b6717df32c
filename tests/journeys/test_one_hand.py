"""The daily work, with the mouse and with the keyboard alone: what it costs, and that it does what it should."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crmdesk.domain.timeline import TimelineFilter
from crmdesk.domain.touch import TouchStatus
from crmdesk.ui.shell.main_window import MainWindow
from tests.factories import ME, Office
from tests.fakes import FixedClock
from tests.journeys.one_hand import (
    CUSTOMER,
    DEAL,
    FIND,
    LEDGER,
    LOG,
    LOOK,
    LOSE,
    LOST,
    MOVE,
    MOVE_FAR,
    NOW,
    QUICK,
    QUICK_OTHER,
    ROUTINE,
    check,
    desk,
    renewed,
)
from tests.journeys.person import Person
from tests.windows import PreparedFiles, window_on


@pytest.fixture
def book(office: Office) -> Office:
    desk(office)
    return office


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path, book: Office, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    monkeypatch.setenv("CRMDESK_ME", ME)
    with window_on(qapp, tmp_path / "settings.json", book.path, FixedClock(), PreparedFiles()) as window:
        yield window


@pytest.fixture
def person(window: MainWindow, qtbot: QtBot) -> Person:
    person = Person(window, qtbot)
    person.sees_row("Alder & Finch", "Customers")
    return person


@pytest.fixture
def at_customer(person: Person, window: MainWindow, book: Office) -> Person:
    """The customer is shown, and the keyboard is in the list."""
    window.opened.customers.open_customer(book.customers.card(CUSTOMER).customer.uid)
    person.sees_row(DEAL, "Deals")
    person.is_at("Customers")
    return person


@pytest.fixture
def at_pareto(person: Person) -> Person:
    """The lost pool has just come to the front."""
    person.press("Ctrl+2")
    person.sees("Why we lose")
    person.sees("Price 2")
    person.is_at("Why we lose")
    return person


def test_the_ledger_tells_what_is_counted():
    ledger = LEDGER.read_text("utf-8")
    assert renewed(ledger) == ledger, "python -m tests.journeys.one_hand writes the table anew"


def test_find_with_the_mouse(person: Person, window: MainWindow):
    with person.step(FIND) as effort:
        person.click("Search everything")
        person.type("bcsp")
        person.click_row(CUSTOMER, "What was found")
    found_it(person, window)
    check(FIND, effort)


def test_find_with_keys(person: Person, window: MainWindow):
    with person.step(FIND) as effort:
        person.press("Ctrl+K")
        person.type("bcsp")
        person.press("Return")
    found_it(person, window)
    check(FIND, effort)


def found_it(person: Person, window: MainWindow) -> None:
    person.sees_row(DEAL, "Deals")
    assert window.opened.customers.selected_customer().name == CUSTOMER


def test_log_with_the_mouse(at_customer: Person, book: Office):
    person = at_customer
    with person.step(LOG) as effort:
        person.click("First call")
        person.click("reached")
        person.click("fair")
        person.click("Length in minutes")
        person.type("12")
        person.click("Next step: tomorrow 15:00 call them")
        person.type("tomorrow 15:00 send the quote")
        person.click("Log")
    logged_it(person, book)
    check(LOG, effort)


def test_log_with_keys(at_customer: Person, book: Office):
    person = at_customer
    with person.step(LOG) as effort:
        person.press("Alt+1")
        person.press("1")
        person.press("3")
        person.press("Alt+N")
        person.type("tomorrow 15:00 send the quote")
        person.press("Shift+Tab")
        person.is_at("Length in minutes")
        person.type("12")
        person.press("Ctrl+Return")
    logged_it(person, book)
    check(LOG, effort)


def logged_it(person: Person, book: Office) -> None:
    person.sees("Logged on the timeline.")
    customer = book.customers.card(CUSTOMER).customer.uid
    page = book.timeline.page(customer, TimelineFilter(), 50)
    [call] = [touch for touch in page.touches if touch.kind == "call" and touch.status is TouchStatus.DONE]
    assert (call.minutes, call.deal, call.body) == (12, DEAL, "First call: reached; heard of us from a fair.")
    assert call.detail["template"] == "first_call"
    assert call.detail["answers"] == {"result": "reached", "heard": ["fair"]}
    [step] = book.timeline.asides(customer, TimelineFilter()).planned
    assert (step.title, f"{step.occurred_at.local:%d %H:%M}") == ("send the quote", "05 15:00")


def test_routine_touch_with_the_mouse(at_customer: Person, window: MainWindow, book: Office):
    person = at_customer
    with person.step(QUICK) as effort:
        person.click("Log a touch")
        log_routine_touch_with_the_mouse(person)
    quickly_logged_it(person, window, book)
    check(QUICK, effort)


def test_routine_touch_with_keys(at_customer: Person, window: MainWindow, book: Office):
    person = at_customer
    with person.step(QUICK) as effort:
        person.press("Ctrl+L")
        log_routine_touch_with_keys(person)
    quickly_logged_it(person, window, book)
    check(QUICK, effort)


def test_routine_touch_with_another_with_the_mouse(at_pareto: Person, window: MainWindow, book: Office):
    person = at_pareto
    with person.step(QUICK_OTHER) as effort:
        person.click("Log a touch")
        person.type("bcsp")
        log_routine_touch_with_the_mouse(person)
    quickly_logged_it(person, window, book)
    check(QUICK_OTHER, effort)


def test_routine_touch_with_another_with_keys(at_pareto: Person, window: MainWindow, book: Office):
    person = at_pareto
    with person.step(QUICK_OTHER) as effort:
        person.press("Ctrl+L")
        person.type("bcsp")
        log_routine_touch_with_keys(person)
    quickly_logged_it(person, window, book)
    check(QUICK_OTHER, effort)


def test_a_routine_touch_is_cheap():
    for task in (QUICK, QUICK_OTHER):
        assert NOW[task].clicks <= ROUTINE.clicks
        assert NOW[task].presses <= ROUTINE.presses


def log_routine_touch_with_the_mouse(person: Person) -> None:
    person.click("First call")
    person.click("reached")
    person.click("fair")
    person.click("Next step: tomorrow 15:00 call them")
    person.type("tomorrow 15:00 send the quote")
    person.click("Log")


def log_routine_touch_with_keys(person: Person) -> None:
    person.press("Alt+1")
    person.press("1")
    person.press("3")
    person.press("Alt+N")
    person.type("tomorrow 15:00 send the quote")
    person.press("Ctrl+Return")


def quickly_logged_it(person: Person, window: MainWindow, book: Office) -> None:
    """It is on the timeline, and the small window is empty again and ready for the next one."""
    person.sees(f"Logged with {CUSTOMER}.")
    customer = book.customers.card(CUSTOMER).customer.uid
    page = book.timeline.page(customer, TimelineFilter(), 50)
    [call] = [touch for touch in page.touches if touch.kind == "call" and touch.status is TouchStatus.DONE]
    assert (call.deal, call.body) == (DEAL, "First call: reached; heard of us from a fair.")
    [step] = book.timeline.asides(customer, TimelineFilter()).planned
    assert (step.title, f"{step.occurred_at.local:%d %H:%M}") == ("send the quote", "05 15:00")
    assert window.opened.quick_log.isVisible()
    assert not window.opened.quick_log.form.has_draft


def test_move_with_the_mouse(at_customer: Person, book: Office):
    with at_customer.step(MOVE) as effort:
        at_customer.click_stage("Need confirmed")
    moved_it(at_customer, book, "Need confirmed")
    check(MOVE, effort)


def test_move_with_keys(at_customer: Person, book: Office):
    with at_customer.step(MOVE) as effort:
        at_customer.press("Ctrl+M")
    moved_it(at_customer, book, "Need confirmed")
    check(MOVE, effort)


def moved_it(person: Person, book: Office, stage: str) -> None:
    person.sees(f"Moved to {stage}.")
    [deal] = book.customers.card(CUSTOMER).deals
    assert deal.stage == stage
    person.press("Ctrl+Z")
    person.sees("Undone")
    [deal] = book.customers.card(CUSTOMER).deals
    assert deal.stage == "First contact"


def test_move_far_with_the_mouse(at_customer: Person, book: Office):
    with at_customer.step(MOVE_FAR) as effort:
        at_customer.click_stage("Quoted")
    moved_it(at_customer, book, "Quoted")
    check(MOVE_FAR, effort)


def test_move_far_with_keys(at_customer: Person, book: Office):
    with at_customer.step(MOVE_FAR) as effort:
        at_customer.press("Ctrl+Shift+M")
        at_customer.press("5")
    moved_it(at_customer, book, "Quoted")
    check(MOVE_FAR, effort)


def test_lose_with_the_mouse(at_customer: Person, book: Office):
    person = at_customer
    with person.step(LOSE) as effort:
        person.click("Lost…")
        person.type("cheaper")
        person.click_row("competitor cheaper", "Reasons")
        person.type("Sanyo")
        person.click("Mark as lost")
    lost_it(person, book)
    check(LOSE, effort)


def test_lose_with_keys(at_customer: Person, book: Office):
    person = at_customer
    with person.step(LOSE) as effort:
        person.press("Ctrl+Shift+L")
        person.type("cheaper")
        person.press("Return")
        person.type("Sanyo")
        person.press("Ctrl+Return")
    lost_it(person, book)
    check(LOSE, effort)


def lost_it(person: Person, book: Office) -> None:
    person.sees("The deal is in the lost pool now.")
    [lost] = [deal for deal in book.losses.pool() if deal.name == DEAL]
    assert (lost.reason, lost.subreason, lost.competitors) == ("Price", "competitor cheaper", ("Sanyo",))


def test_look_into_a_loss_with_the_mouse(at_pareto: Person, window: MainWindow):
    person = at_pareto
    with person.step(LOOK) as effort:
        person.click_bar("Price", "Why we lose")
        person.sees("Do not narrow down by Price")
        person.click_arrow("Booking system 1", "Lost deals")
        looked_at_it(person, window)
        person.click_back()
    came_back(person, window)
    check(LOOK, effort)


def test_look_into_a_loss_with_keys(at_pareto: Person, window: MainWindow):
    person = at_pareto
    with person.step(LOOK) as effort:
        person.press("Return")
        person.sees("Do not narrow down by Price")
        person.is_at("Lost deals")
        person.press("Down")
        person.press("Return")
        looked_at_it(person, window)
        person.press("Alt+Left")
    came_back(person, window)
    check(LOOK, effort)


def looked_at_it(person: Person, window: MainWindow) -> None:
    person.sees_row("Loss: Price", "Timeline")
    assert window.opened.customers.selected_customer().name == LOST
    assert window.opened.customers.selected_deal().name == "Booking system 1"


def came_back(person: Person, window: MainWindow) -> None:
    """The losses are narrowed down as before, and the deal that was looked at is selected."""
    person.sees("Do not narrow down by Price")
    person.is_at("Lost deals")
    assert [loss.deal for loss in window.opened.losses.selected()] == ["Booking system 1"]
