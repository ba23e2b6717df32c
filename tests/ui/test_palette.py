"""The search field at the top: what it finds, by keyboard and mouse, in both languages, also while composing."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crmdesk.i18n import use_language
from crmdesk.ui.shell.main_window import MainWindow
from crmdesk.ui.shell.palette.field import PaletteField
from crmdesk.ui.shell.palette.popup import PalettePopup
from crmdesk.ui.shell.palette.rows import PaletteRow, RowKind
from tests.factories import Office, add_customer, add_deal, log
from tests.ui.conftest import shown

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(office: Office, empty_window: MainWindow, qtbot: QtBot) -> MainWindow:
    add_customer(office, "华晨教育")
    add_customer(office, "Acme", phones=("138 0000 4821",))
    add_customer(office, "Zulauf <b>& Sons</b>")
    add_deal(office, "华晨教育", "Campus licence")
    log(office, "Acme", "asked about the price", at="yesterday 10:42")
    empty_window.chooser.open(office.path)
    shown(empty_window, qtbot)
    return empty_window


@pytest.fixture
def chinese() -> Iterator[None]:
    use_language("zh_CN")
    yield
    use_language("en")


def field(window: MainWindow) -> PaletteField:
    return window.top_bar.search


def popup(window: MainWindow) -> PalettePopup:
    return window.findChild(PalettePopup)


def rows(window: MainWindow, kind: RowKind) -> list[PaletteRow]:
    return [row for row in popup(window).model.records if row.kind is kind]


def settled(window: MainWindow, qtbot: QtBot) -> None:
    palette = window.frame_of_window.palette_of_commands
    qtbot.waitUntil(lambda: not palette.is_searching and popup(window).isVisible())


def search(window: MainWindow, text: str, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_K, CTRL)
    assert field(window).hasFocus()
    qtbot.keyClicks(field(window), text)
    settled(window, qtbot)


def test_before_anything_is_typed_there_is_what_is_useful(window: MainWindow, qtbot: QtBot):
    search(window, "", qtbot)
    assert rows(window, RowKind.COMMAND)[0].title == "New customer"
    assert popup(window).current.title == "New customer"


def test_whom_one_looked_at_comes_first_next_time(window: MainWindow, qtbot: QtBot):
    qtbot.waitUntil(lambda: len(window.opened.recent.uids) == 1)
    search(window, "", qtbot)
    assert [row.title for row in rows(window, RowKind.CUSTOMER)] == ["Acme"]
    assert popup(window).current.title == "Acme"


@pytest.mark.parametrize(
    ("text", "name"),
    [("hcjy", "华晨教育"), ("4821", "Acme"), ("zulauf", "Zulauf <b>& Sons</b>"), ("huachen", "华晨教育")],
)
def test_enter_opens_the_first_customer_found(window: MainWindow, qtbot: QtBot, text: str, name: str):
    search(window, text, qtbot)
    qtbot.keyClick(field(window), Qt.Key.Key_Return)
    shown(window, qtbot)
    assert window.opened.customers.selected_customer().name == name
    assert not popup(window).isVisible()
    assert field(window).text() == ""


def test_a_deal_is_opened_at_its_customer(window: MainWindow, qtbot: QtBot):
    window.commands["view.losses"].trigger()
    search(window, "campus", qtbot)
    assert popup(window).current.kind is RowKind.DEAL
    qtbot.keyClick(field(window), Qt.Key.Key_Return)
    shown(window, qtbot)
    assert window.opened.customers.isVisible()
    assert window.opened.customers.selected_deal().name == "Campus licence"


def test_what_was_said_leads_to_its_customer(window: MainWindow, qtbot: QtBot):
    search(window, "about the price", qtbot)
    [row] = rows(window, RowKind.TOUCH)
    assert (row.title, "the price" in row.detail) == ("Acme", True)
    qtbot.keyClick(field(window), Qt.Key.Key_Return)
    shown(window, qtbot)
    assert window.opened.customers.selected_customer().name == "Acme"


def test_a_command_is_run_and_its_keys_are_shown(window: MainWindow, qtbot: QtBot):
    search(window, "lost pool", qtbot)
    [row] = rows(window, RowKind.COMMAND)
    assert (row.key, row.side) == ("view.losses", "Ctrl+2")
    qtbot.keyClick(field(window), Qt.Key.Key_Return)
    assert window.opened.losses.isVisible()
    shown(window, qtbot)


def test_only_what_makes_sense_now_is_offered(window: MainWindow, qtbot: QtBot):
    search(window, "redo", qtbot)
    assert [row.key for row in rows(window, RowKind.COMMAND)] == []


def test_enter_waits_for_what_is_about_to_be_found(window: MainWindow, qtbot: QtBot):
    qtbot.keyClick(window, Qt.Key.Key_K, CTRL)
    qtbot.keyClicks(field(window), "hcjy")
    qtbot.keyClick(field(window), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not field(window).text())
    shown(window, qtbot)
    assert window.opened.customers.selected_customer().name == "华晨教育"


def test_arrows_go_around_and_skip_the_headings(window: MainWindow, qtbot: QtBot):
    search(window, "a", qtbot)
    able = [row for row in popup(window).model.records if row.can_be_chosen]
    seen = []
    for _step in able:
        seen.append(popup(window).current)
        qtbot.keyClick(field(window), Qt.Key.Key_Down)
    assert seen == able
    assert popup(window).current == able[0]
    qtbot.keyClick(field(window), Qt.Key.Key_Up)
    assert popup(window).current == able[-1]


def test_the_mouse_chooses(window: MainWindow, qtbot: QtBot):
    search(window, "acme", qtbot)
    view = popup(window).view
    place = next(at for at, row in enumerate(popup(window).model.records) if row.kind is RowKind.CUSTOMER)
    qtbot.mouseClick(
        view.viewport(),
        Qt.MouseButton.LeftButton,
        pos=view.visualRect(popup(window).model.index(place, 0)).center(),
    )
    shown(window, qtbot)
    assert window.opened.customers.selected_customer().name == "Acme"


def test_esc_gives_the_keyboard_back(window: MainWindow, qtbot: QtBot):
    window.opened.customers.setFocus()
    before = QApplication.focusWidget()
    search(window, "ac", qtbot)
    qtbot.keyClick(field(window), Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is before
    assert (popup(window).isVisible(), field(window).text()) == (False, "")


def test_nothing_found_is_said(window: MainWindow, qtbot: QtBot):
    search(window, "qqqxyz", qtbot)
    assert [row.title for row in popup(window).model.records] == ["Nothing found for “qqqxyz”."]
    qtbot.keyClick(field(window), Qt.Key.Key_Return)
    assert popup(window).isVisible()


def test_what_an_input_method_still_composes_is_not_searched(window: MainWindow, qtbot: QtBot):
    search(window, "", qtbot)
    QCoreApplication.sendEvent(field(window), QInputMethodEvent("hua'chen", []))
    assert field(window).text() == ""
    assert not window.frame_of_window.palette_of_commands.is_searching
    committed = QInputMethodEvent("", [])
    committed.setCommitString("华晨")
    QCoreApplication.sendEvent(field(window), committed)
    settled(window, qtbot)
    qtbot.waitUntil(lambda: [row.title for row in rows(window, RowKind.CUSTOMER)] == ["华晨教育"])


@pytest.mark.usefixtures("chinese")
def test_every_command_is_found_by_its_english_name_in_chinese(office: Office, request: pytest.FixtureRequest):
    window: MainWindow = request.getfixturevalue("empty_window")
    window.chooser.open(office.path)
    shown(window, request.getfixturevalue("qtbot"))
    finding = window.opened.services.finding
    palette = window.frame_of_window.palette_of_commands
    titled = palette.titles.titled([command.id for command in window.commands.commands])
    for thing in titled:
        for title in thing.titles:
            assert thing.id in finding.find(title.rstrip("…"), titled).commands, title


@pytest.mark.parametrize("text", ["loss reasons", "time zone"])
def test_a_page_of_the_settings_is_found_by_what_is_on_it(window: MainWindow, text: str, qtbot: QtBot):
    search(window, text, qtbot)
    [row] = rows(window, RowKind.SETTING)[:1]
    qtbot.keyClick(field(window), Qt.Key.Key_Up)
    while popup(window).current.kind is not RowKind.SETTING:
        qtbot.keyClick(field(window), Qt.Key.Key_Down)
    qtbot.keyClick(field(window), Qt.Key.Key_Return)
    assert window.opened.settings.isVisible()
    assert window.opened.settings.page().key == row.key


@pytest.mark.usefixtures("chinese")
def test_a_page_of_the_settings_is_found_by_pinyin(window: MainWindow, qtbot: QtBot):
    search(window, "shibaiyuanyin", qtbot)
    assert "reasons" in {row.key for row in rows(window, RowKind.SETTING)}


def test_what_was_found_begins_with_its_heading_however_little_room_there_was(window: MainWindow, qtbot: QtBot):
    search(window, "Acme", qtbot)
    found = popup(window)
    found.setGeometry(0, 0, 400, 90)
    qtbot.waitUntil(lambda: found.view.height() < 90)
    found.show_rows(
        [
            PaletteRow(RowKind.HEADING, "Customers"),
            *(PaletteRow(RowKind.DEAL, f"Deal {n}", str(n), icon="briefcase") for n in range(9)),
        ]
    )
    assert found.view.currentIndex().row() == 1
    assert found.view.verticalScrollBar().value() == 0
