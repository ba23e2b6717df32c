"""Industries on and off, tag groups out into a file and in again, by real clicks and keys."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from crmdesk.ui.settings.pack_dialogs import PackPreview, SavePackDialog
from crmdesk.ui.settings.pack_page import PackPage
from crmdesk.ui.shell.main_window import MainWindow
from tests.ui.conftest import PreparedFiles, dialog_of

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> PackPage:
    with qtbot.waitActive(window):
        window.activateWindow()
    window.commands["view.settings"].trigger()
    window.opened.settings.show_page("packs")
    shown = window.opened.settings.page()
    assert isinstance(shown, PackPage)
    return shown


def idle(page: PackPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page.bench.runner.busy("pack"))


def in_use(page: PackPage) -> list[str]:
    return [group.name for group in page.bench.services.configuration.tag_groups.entries() if not group.retired]


def test_an_industry_is_switched_on_and_off(page: PackPage, window: MainWindow, qtbot: QtBot) -> None:
    box = page.boxes["education_training"]
    assert not box.isChecked()
    qtbot.mouseClick(box, LEFT, pos=QPoint(8, box.height() // 2))
    assert "Learner" in in_use(page)
    assert window.notice.text == "The tags of “Education and training” are offered now."
    window.commands["edit.undo"].trigger()
    assert not box.isChecked()
    assert "Learner" not in in_use(page)


def test_groups_go_out_and_come_in_again(
    page: PackPage, window: MainWindow, files: PreparedFiles, qtbot: QtBot, tmp_path: Path
) -> None:
    qtbot.mouseClick(page.save, LEFT)
    form = dialog_of(window, SavePackDialog)
    assert isinstance(form, SavePackDialog)
    form.name.selectAll()
    qtbot.keyClicks(form.name, "Ours")
    form.list.setFocus()
    qtbot.keyClick(form.list, Qt.Key.Key_Space)
    files.saved = tmp_path / "ours.json"
    qtbot.mouseClick(form.accept_button, LEFT)
    qtbot.waitUntil(files.saved.exists)
    idle(page, qtbot)
    document = json.loads(files.saved.read_text("utf-8"))
    assert [group["name"] for group in document["groups"]] == in_use(page)[1:]
    assert window.notice.text == f"{len(document['groups'])} groups saved as ours.json."
    document["groups"] = [{"name": "Weather", "tags": [{"name": "rain"}]}]
    files.saved.write_text(json.dumps(document), "utf-8")
    files.opened = [files.saved]
    qtbot.mouseClick(page.take, LEFT)
    idle(page, qtbot)
    preview = dialog_of(window, PackPreview)
    assert isinstance(preview, PackPreview)
    assert preview.table.model().data(preview.table.model().index(0, 1)) == "new · 1 new tag"
    assert "Weather" not in in_use(page)
    qtbot.keyClick(preview, Qt.Key.Key_Return)
    idle(page, qtbot)
    assert "Weather" in in_use(page)
    assert window.notice.text == "The tags of “Ours” are taken in."
    window.commands["edit.undo"].trigger()
    assert "Weather" not in in_use(page)


def test_nothing_picked_and_nothing_new_are_said(
    page: PackPage, window: MainWindow, files: PreparedFiles, qtbot: QtBot, tmp_path: Path
) -> None:
    qtbot.mouseClick(page.save, LEFT)
    form = dialog_of(window, SavePackDialog)
    assert isinstance(form, SavePackDialog)
    everything = form.value()
    form.picks.picked.clear()
    form.submit()
    assert form.error_text("picked") == "Choose at least one group."
    form.reject()
    path = tmp_path / "same.json"
    page.bench.services.configuration.packs.write(everything.name, everything.picked, path)
    files.opened = [path]
    qtbot.mouseClick(page.take, LEFT)
    idle(page, qtbot)
    preview = dialog_of(window, PackPreview)
    assert isinstance(preview, PackPreview)
    assert not preview.accept_button.isEnabled()
    preview.reject()


def test_a_file_that_is_no_pack_is_refused_beside_the_buttons(
    page: PackPage, files: PreparedFiles, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "odd.json"
    path.write_text("{}", "utf-8")
    files.opened = [path]
    qtbot.mouseClick(page.take, LEFT)
    idle(page, qtbot)
    assert page.wrong.text() == "“odd.json” is no tag pack of crmdesk."
    assert page.wrong.isVisible()
