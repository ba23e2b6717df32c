"""The first day with the program, with the mouse and with the keyboard alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crmdesk.i18n import _, use_language
from tests.fakes import FixedClock
from tests.journeys.first_day import (
    BACK,
    CUSTOMER,
    DEAL,
    LOGGING,
    LONG,
    LOOKING_INTO,
    LOSING,
    OWN_SHEET,
    SHEETS,
    FirstDay,
)
from tests.journeys.person import Person
from tests.windows import PreparedFiles, window_on

pytestmark = pytest.mark.timeout(300)


@pytest.fixture
def day(qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FirstDay]:
    monkeypatch.delenv("CRMDESK_ME", raising=False)
    files = PreparedFiles(opened=SHEETS[:1])
    with window_on(qapp, tmp_path / "settings.json", None, FixedClock(), files) as window:
        yield FirstDay(Person(window, qtbot), files, tmp_path / "first day.crmdesk")
    use_language("en")


def test_the_first_day_with_the_mouse(day: FirstDay):
    person = day.person
    begin_by_mouse(day)
    before = day.dump()
    import_by_mouse(day)
    imported = day.dump()
    find_by_mouse(day)
    log_by_mouse(day)
    lose_by_mouse(day)
    look_into_losses_by_mouse(day)
    after = day.dump()
    newest, *older = day.undone()
    with person.step("undo"):
        person.click("Undo")
        person.sees(f"Undone: {newest}")
        person.sees("No loss fits")
        for told in older:
            person.click("Edit")
            person.click("Undo")
            person.sees(f"Undone: {told}", LONG)
            assert told != older[0] or day.dump() == imported
    assert day.dump() == before
    with person.step("redo"):
        for told in reversed(day.undone()):
            person.click("Edit")
            person.click("Redo")
            person.sees(f"Done again: {told}", LONG)
    day.see_pool_as_left()
    assert day.dump() == after
    day.check_efforts()


def begin_by_mouse(day: FirstDay) -> None:
    person = day.person
    with person.step("first run"):
        for field, text in (
            ("Your name", "Lin Tao"),
            ("Where the workspace is kept", str(day.book)),
            ("Currency", "CNY"),
        ):
            person.click(field)
            person.press("Ctrl+A")
            person.type(text)
        # Takes what is suggested.
        person.press("Return")
        person.click("简体中文")
        person.sees("繁體中文")
        person.click("English")
        person.sees("Lin Tao")
        person.click("Import my sheet…")
    person.sees("Check how the columns are read", LONG)


def import_by_mouse(day: FirstDay) -> None:
    person = day.person
    for sheet in SHEETS:
        with person.step(f"import {sheet.name}"):
            if sheet is not SHEETS[0]:
                day.files.opened = [sheet]
                person.click("Import another sheet")
            person.click("Check the rows")
            person.click(day.see_rows_ready())
            day.see_imported()


def find_by_mouse(day: FirstDay) -> None:
    person = day.person
    with person.step("find by initials"):
        person.click("Search everything")
        person.type("bcsp")
        person.click_row(CUSTOMER, "What was found")
        day.see_customer()
    with person.step("filter by pinyin"):
        person.click("Filter customers")
        person.type("beichen")
        day.see_only_customer()
        person.click_row(CUSTOMER, "Customers")
        day.see_customer()


def log_by_mouse(day: FirstDay) -> None:
    person = day.person
    with person.step(LOGGING):
        person.click("First call")
        person.click("reached")
        person.click("fair")
        person.click("Next step: tomorrow 15:00 call them")
        person.type("tomorrow 15:00 send the quote")
        person.click("Log")
        day.see_touch()


def lose_by_mouse(day: FirstDay) -> None:
    person = day.person
    with person.step(LOSING):
        person.click("Lost…")
        person.type("cheaper")
        person.click_row("competitor cheaper", "Reasons")
        person.click("Competitor, needed")
        person.type("Sanyo")
        person.click("Mark as lost")
        day.see_lost()


def look_into_losses_by_mouse(day: FirstDay) -> None:
    person = day.person
    with person.step("to the lost pool"):
        person.click("Lost pool")
    with person.step(LOOKING_INTO):
        person.click_bar("Price", "Why we lose")
        person.sees("Do not narrow down by Price")
        person.double_click_row(CUSTOMER, "Lost deals")
        day.see_loss_on_timeline()
    with person.step(BACK):
        person.click("Back to chart")
        day.see_pool_as_left()


def test_the_first_day_with_the_keyboard_alone(day: FirstDay):
    person = day.person
    begin_by_keys(day)
    before = day.dump()
    import_by_keys(day)
    find_by_keys(day)
    log_by_keys(day)
    lose_by_keys(day)
    look_into_losses_by_keys(day)
    after = day.dump()
    with person.step("undo"):
        for told in day.undone():
            person.press("Ctrl+Z")
            person.sees(f"Undone: {told}", LONG)
    assert day.dump() == before
    with person.step("redo"):
        for told in reversed(day.undone()):
            person.press("Ctrl+Shift+Z")
            person.sees(f"Done again: {told}", LONG)
    day.see_pool_as_left()
    assert day.dump() == after
    day.check_efforts()
    assert not any(effort.clicks for effort in person.efforts.values())


def begin_by_keys(day: FirstDay) -> None:
    person = day.person
    with person.step("first run"):
        person.is_at("Your name")
        person.press("Ctrl+A")
        person.type("Lin Tao")
        person.tabs_to("Currency")
        person.type("CNY")
        person.tabs_to("Where the workspace is kept")
        person.type(str(day.book))
        person.tabs_to("Import my sheet…")
        person.press("Space")
    person.sees("Check how the columns are read", LONG)


def import_by_keys(day: FirstDay) -> None:
    person = day.person
    for sheet in SHEETS:
        with person.step(f"import {sheet.name}"):
            if sheet is not SHEETS[0]:
                day.files.opened = [sheet]
                person.tabs_to("Import another sheet", back=True)
                person.press("Return")
            person.is_at("Check the rows")
            person.press("Return")
            person.is_at(day.see_rows_ready())
            person.press("Return")
            day.see_imported()
            person.is_at("Done")


def find_by_keys(day: FirstDay) -> None:
    person = day.person
    with person.step("find by initials"):
        person.press("Ctrl+K")
        person.type("bcsp")
        person.press("Return")
        day.see_customer()
    with person.step("filter by pinyin"):
        person.press("Ctrl+F")
        person.type("beichen")
        day.see_only_customer()
        person.press("Return")
        person.is_at("Customers")
        day.see_customer()


def log_by_keys(day: FirstDay) -> None:
    person = day.person
    with person.step(LOGGING):
        person.press("Alt+1")
        person.press("1")
        person.press("3")
        person.press("Alt+N")
        person.type("tomorrow 15:00 send the quote")
        person.press("Ctrl+Return")
        day.see_touch()


def lose_by_keys(day: FirstDay) -> None:
    person = day.person
    with person.step(LOSING):
        person.press("Ctrl+Shift+L")
        person.is_at("Reason")
        person.type("cheaper")
        person.press("Return")
        person.is_at("Competitor, needed")
        person.type("Sanyo")
        person.press("Ctrl+Return")
        day.see_lost()


def look_into_losses_by_keys(day: FirstDay) -> None:
    person = day.person
    with person.step("to the lost pool"):
        person.press("Ctrl+2")
        person.sees("Price 1")
        person.is_at("Why we lose")
    with person.step(LOOKING_INTO):
        person.press("Return")
        person.sees("Do not narrow down by Price")
        person.is_at("Lost deals")
        person.press("Return")
        day.see_loss_on_timeline()
    with person.step(BACK):
        person.press("Alt+Left")
        day.see_pool_as_left()
        person.is_at("Lost deals")


def test_the_first_hour_in_chinese(day: FirstDay):
    person = day.person
    day.files.opened = [OWN_SHEET]
    person.click("简体中文")
    person.sees(_("Where the workspace is kept"))
    person.press("Ctrl+A")
    person.type("林涛")
    person.tabs_to(_("Where the workspace is kept"))
    person.type(str(day.book))
    person.click(_("Import my sheet…"))
    person.click(_("Check the rows"))
    person.sees(_("It can be undone as a whole."), LONG)
    person.press("Return")
    person.sees(_("Import another sheet"), LONG)
    person.press("Ctrl+K")
    person.type("bcsp")
    person.press("Return")
    person.sees_row(DEAL, _("Deals"))
    person.press("Alt+1")
    person.press("1")
    person.press("Alt+N")
    person.type("明天15点 发报价")
    person.press("Ctrl+Return")
    person.sees_row("发报价", _("Timeline"))
    person.press("Ctrl+Shift+L")
    person.is_at(_("Reason"))
    person.type("jpgpy")
    person.press("Return")
    person.type("三洋")
    person.press("Ctrl+Return")
    person.sees_row("竞品更便宜", _("Timeline"))
    person.click(_("Lost pool"))
    person.click_bar("价格问题", _("Why we lose"))
    person.double_click_row(CUSTOMER, _("Lost deals"))
    person.click(_("Back to chart"))
    person.sees_row("三洋", _("Lost deals"))
