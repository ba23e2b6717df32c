from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.qtbot import QtBot

from crmdesk import app, paths, settings
from crmdesk.ui.shell.main_window import MainWindow
from crmdesk.ui.shell.new_workspace import usual_path
from tests.factories import Office, add_customer
from tests.ui.conftest import shown
from tests.windows import PreparedFiles


def test_the_first_start_shows_how_to_begin(empty_window: MainWindow):
    assert empty_window.start_page.isVisible()
    assert not empty_window.top_bar.isVisible()
    enabled = {
        command.id for command in empty_window.commands.commands if empty_window.commands[command.id].isEnabled()
    }
    assert enabled == {
        *("workspace.new", "workspace.open", "program.quit"),
        *("view.as_system", "view.light", "view.dark"),
        *("view.language_en", "view.language_zh_CN", "view.language_zh_TW"),
        *("help.shortcuts", "help.about"),
        # It says what is to be opened first.
        "touch.quick_log",
    }


def test_a_file_is_proposed_where_it_can_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _place: str(tmp_path / "Documents"))
    assert usual_path() == tmp_path / "customers.crmdesk"
    (tmp_path / "Documents").mkdir()
    assert usual_path() == tmp_path / "Documents" / "customers.crmdesk"


def test_the_keyboard_begins_at_the_name(empty_window: MainWindow, qtbot: QtBot):
    page = empty_window.start_page
    qtbot.waitUntil(page.me.hasFocus)
    assert page.me.hasSelectedText()
    QTest.keyClick(page.me, Qt.Key.Key_Backtab)
    assert QApplication.focusWidget().text().strip() == "繁體中文"


def fill_in(window: MainWindow, path: Path, qtbot: QtBot) -> None:
    page = window.start_page
    for field, text in ((page.me, "Lena Meyer"), (page.path, str(path))):
        field.selectAll()
        qtbot.keyClicks(field, text)


def test_a_new_workspace_is_made_and_remembered(
    empty_window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.delenv("CRMDESK_ME")
    page = empty_window.start_page
    fill_in(empty_window, tmp_path / "north", qtbot)
    page.currency.setCurrentText("money")
    page.zone.setCurrentText("Asia/Taipei")
    qtbot.mouseClick(page.empty_button, Qt.MouseButton.LeftButton)
    assert "money" in page.error
    page.currency.setCurrentText("eur")
    page.industry.setCurrentIndex(1)
    qtbot.mouseClick(page.empty_button, Qt.MouseButton.LeftButton)
    shown(empty_window, qtbot)
    desk = empty_window.opened.services.desk
    assert (desk.currency, desk.actor) == ("EUR", "Lena Meyer")
    assert empty_window.commands["workspace.import"].isEnabled()
    assert "No customers yet" in empty_window.opened.customers.list.states.message()
    kept = settings.load(tmp_path / "settings.json")
    assert kept.last_workspace == str(tmp_path / "north.crmdesk")
    assert (kept.me, kept.time_zone) == ("Lena Meyer", "Asia/Taipei")


@pytest.mark.parametrize(("field", "sentence"), [("me", "your name"), ("path", "where the workspace")])
def test_what_must_be_said_is_asked_for(empty_window: MainWindow, qtbot: QtBot, field: str, sentence: str):
    page = empty_window.start_page
    getattr(page, field).clear()
    qtbot.mouseClick(page.empty_button, Qt.MouseButton.LeftButton)
    assert sentence in page.error
    assert getattr(page, field).hasFocus()


def test_a_file_that_is_there_is_not_written_over(empty_window: MainWindow, tmp_path: Path, qtbot: QtBot):
    path = tmp_path / "letter.crmdesk"
    path.write_text("Dear Sir", "utf-8")
    fill_in(empty_window, path, qtbot)
    qtbot.mouseClick(empty_window.start_page.empty_button, Qt.MouseButton.LeftButton)
    assert "letter.crmdesk" in empty_window.start_page.error
    assert path.read_text("utf-8") == "Dear Sir"


def test_the_first_page_changes_its_language_and_keeps_what_was_typed(empty_window: MainWindow, qtbot: QtBot):
    qtbot.keyClicks(empty_window.start_page.me, " Lena")
    typed = empty_window.start_page.me.text()
    empty_window.commands["view.language_zh_CN"].trigger()
    qtbot.waitUntil(lambda: empty_window.commands["program.quit"].text() == "退出")
    assert empty_window.start_page.me.text() == typed
    assert empty_window.start_page.currency.currentText() == "CNY"
    empty_window.commands["view.language_en"].trigger()
    qtbot.waitUntil(lambda: empty_window.commands["program.quit"].text() == "Quit")


def test_what_fits_one_time_zone_only_stands_for_it(empty_window: MainWindow, qtbot: QtBot):
    zone = empty_window.start_page.zone
    zone.lineEdit().selectAll()
    qtbot.keyClicks(zone.lineEdit(), "shang")
    qtbot.keyClick(zone.lineEdit(), Qt.Key.Key_Return)
    assert zone.currentText() == "Asia/Shanghai"


def test_a_workspace_that_is_open_is_still_there_behind_the_first_page(window: MainWindow):
    window.commands["workspace.new"].trigger()
    assert window.start_page.isVisible()
    window.commands["view.customers"].trigger()
    assert window.opened.customers.isVisible()


def test_a_file_that_is_no_workspace_is_refused_on_the_start_page(
    empty_window: MainWindow, files: PreparedFiles, tmp_path: Path
):
    path = tmp_path / "letter.crmdesk"
    path.write_text("Dear Sir", "utf-8")
    files.opened = [path]
    empty_window.commands["workspace.open"].trigger()
    assert "letter.crmdesk" in empty_window.start_page.error
    assert empty_window.start_page.isVisible()
    assert path.read_text("utf-8") == "Dear Sir"


def test_a_refusal_leaves_the_open_workspace_open(window: MainWindow, files: PreparedFiles, tmp_path: Path):
    files.opened = [tmp_path / "gone.crmdesk"]
    window.commands["workspace.open"].trigger()
    assert "gone.crmdesk" in window.notice.text
    assert window.opened.customers.isVisible()


def test_another_workspace_takes_the_place_of_the_first(
    window: MainWindow, office: Office, blank_workspace: Path, tmp_path: Path, files: PreparedFiles, qtbot: QtBot
):
    add_customer(office, "Acme")
    second = tmp_path / "second.crmdesk"
    second.write_bytes(blank_workspace.read_bytes())
    files.opened = [second]
    window.commands["workspace.open"].trigger()
    shown(window, qtbot)
    assert window.windowTitle() == "second – crmdesk"
    assert window.opened.customers.list.model.rowCount() == 0


def test_light_and_dark_are_kept(empty_window: MainWindow, tmp_path: Path):
    empty_window.commands["view.dark"].trigger()
    assert settings.load(tmp_path / "settings.json").appearance == "dark"
    assert empty_window.commands["view.dark"].isChecked()
    empty_window.commands["view.as_system"].trigger()
    assert settings.load(tmp_path / "settings.json").appearance == ""


@pytest.mark.parametrize("named", [True, False])
def test_the_program_starts_with_the_workspace_named_or_the_last_one(
    qapp: QApplication, office: Office, qtbot: QtBot, *, named: bool
):
    if not named:
        settings.save(settings.Settings(last_workspace=str(office.path)), paths.settings_file())
    window = app.main_window(qapp, office.path if named else None)
    window.show()
    qtbot.waitUntil(lambda: window.is_open)
    shown(window, qtbot)
    assert window.opened.services.desk.workspace.path == office.path
    window.close()
    window.deleteLater()
    paths.settings_file().unlink()


def test_a_last_workspace_that_is_gone_leads_to_the_start_page(qapp: QApplication, tmp_path: Path):
    settings.save(settings.Settings(last_workspace=str(tmp_path / "gone.crmdesk")), paths.settings_file())
    window = app.main_window(qapp, None)
    window.show()
    assert window.start_page.isVisible()
    assert window.start_page.error == ""
    window.close()
    window.deleteLater()
    paths.settings_file().unlink()


def test_every_button_has_a_name_and_every_text_is_plain(window: MainWindow, office: Office, qtbot: QtBot):
    add_customer(office, "<h1>Huge</h1>")
    window.opened.bus.publish(office.tags.change_tags("<h1>Huge</h1>", add=["<b>bold</b>"])[1])
    shown(window, qtbot)
    unnamed = [
        button
        for button in window.findChildren(QAbstractButton)
        if button.isVisible() and not (button.accessibleName() or button.text())
    ]
    assert unnamed == []
    rich = [
        text.text() for text in window.findChildren(QLabel) if text.text() and text.textFormat().name != "PlainText"
    ]
    assert rich == []
