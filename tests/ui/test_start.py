from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.qtbot import QtBot

from crmdesk import app, paths, settings
from crmdesk.ui.shell.main_window import MainWindow
from crmdesk.ui.shell.workspace_dialog import WorkspaceDialog
from tests.factories import Office, add_customer
from tests.ui.conftest import dialog_of, shown
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
        *("view.language_en", "view.language_zh_cn", "view.language_zh_tw"),
        *("help.shortcuts", "help.about"),
    }


def test_a_new_workspace_is_made_and_remembered(
    empty_window: MainWindow, files: PreparedFiles, tmp_path: Path, qtbot: QtBot
):
    files.saved = tmp_path / "north.crmdesk"
    empty_window.commands["workspace.new"].trigger()
    dialog = dialog_of(empty_window, WorkspaceDialog)
    dialog.currency.setCurrentText("money")
    dialog.submit()
    assert "money" in dialog.error_text("currency")
    dialog.currency.setCurrentText("eur")
    dialog.industry.setCurrentIndex(1)
    dialog.submit()
    shown(empty_window, qtbot)
    assert empty_window.opened.services.desk.currency == "EUR"
    assert empty_window.commands["workspace.import"].isEnabled()
    assert "No customers yet" in empty_window.opened.customers.list.states.message()
    assert settings.load(tmp_path / "settings.json").last_workspace == str(files.saved)


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
    assert window.opened.customers.list.model.records == ()


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
