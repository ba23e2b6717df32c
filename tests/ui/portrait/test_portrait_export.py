"""What can be taken out of the portrait: a view, customers, pictures, numbers and a workbook."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from crmdesk.domain.portrait import CustomerGroup
from crmdesk.ui.portrait.portrait_view import PortraitView
from crmdesk.ui.shell.main_window import MainWindow
from crmdesk.ui.view_dialog import ViewDialog
from tests.factories import Office
from tests.ui.conftest import dialog_of
from tests.ui.portrait.conftest import settled
from tests.windows import PreparedFiles


def select(view: PortraitView, *names: str) -> None:
    view.selection.select(frozenset(use.tag.uid for use in view.table.model.records if use.tag.name in names))


def test_the_customers_of_some_tags_become_a_view(window: MainWindow, view: PortraitView, qtbot: QtBot):
    select(view, "referral", "A")
    settled(window, qtbot)
    qtbot.mouseClick(view.selection.strip.chips[CustomerGroup.SIGNED.value], Qt.MouseButton.LeftButton)
    window.commands["portrait.save_view"].trigger()
    dialog = dialog_of(window, ViewDialog)
    assert isinstance(dialog, ViewDialog)
    dialog.name.setText("Referred and large")
    dialog.submit()
    [saved] = [one for one in window.opened.services.saved_views.views() if one.name == "Referred and large"]
    assert saved.query.text == 'status:signed tag:"Level:A" tag:"Source:referral"'
    assert not saved.is_own
    window.commands["edit.undo"].trigger()
    assert "Referred and large" not in [one.name for one in window.opened.services.saved_views.views()]


def test_a_name_that_is_taken_is_said_beside_the_field(window: MainWindow, view: PortraitView):
    select(view, "referral")
    for _time in range(2):
        window.commands["portrait.save_view"].trigger()
        dialog = dialog_of(window, ViewDialog)
        assert isinstance(dialog, ViewDialog)
        dialog.name.setText("Referred")
        dialog.submit()
    assert "is there already" in dialog.error_text("name")
    dialog.close()


def test_the_customers_of_some_tags_go_to_the_export(window: MainWindow, view: PortraitView, qtbot: QtBot):
    select(view, "referral")
    window.commands["portrait.export"].trigger()
    qtbot.waitUntil(lambda: not view.isVisible())
    assert window.opened.exchange.isVisible()


def test_without_a_tag_selected_there_is_nothing_to_do_with_it(window: MainWindow, view: PortraitView):
    for command in ("portrait.open", "portrait.save_view", "portrait.export"):
        assert not window.commands[command].isEnabled()
    select(view, "referral")
    assert window.commands["portrait.open"].isEnabled()


@pytest.mark.usefixtures("view")
@pytest.mark.parametrize("command", ["portrait.picture", "portrait.odds_picture"])
def test_what_is_drawn_becomes_a_picture(window: MainWindow, files: PreparedFiles, tmp_path: Path, command: str):
    files.saved = tmp_path / "portrait.png"
    window.commands[command].trigger()
    assert not QImage(str(files.saved)).isNull()
    files.saved = tmp_path / "portrait.svg"
    window.commands[command].trigger()
    assert b"<svg" in files.saved.read_bytes()
    files.saved = tmp_path / "plain"
    window.commands[command].trigger()
    assert (tmp_path / "plain.png").exists()


@pytest.mark.usefixtures("view")
def test_a_picture_that_cannot_be_written_is_told(window: MainWindow, files: PreparedFiles, tmp_path: Path):
    files.saved = tmp_path / "nowhere" / "portrait.png"
    window.commands["portrait.picture"].trigger()
    assert "cannot be written" in window.notice.text


@pytest.mark.usefixtures("view")
def test_all_numbers_become_a_workbook(
    window: MainWindow, tagged: Office, files: PreparedFiles, tmp_path: Path, qtbot: QtBot
):
    window.opened.bus.publish(tagged.tags.change_tags("Customer 00", add=["Source:=1+1"])[1])
    settled(window, qtbot)
    files.saved = tmp_path / "portrait.xlsx"
    window.commands["portrait.workbook"].trigger()
    qtbot.waitUntil(lambda: not window.runner.busy("portrait export"))
    sheet, notes = load_workbook(files.saved).worksheets
    head, *rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert head[:5] == ["Tag", "Tag group", "Level", "Signed: customers", "Signed: share, %"]
    by_tag = {row[0]: row for row in rows}
    assert by_tag["referral"][3:9] == [9, 75, 0, 0, 1, 12.5]
    assert by_tag["referral"][9] > by_tag["referral"][10] > 0
    assert by_tag["referral"][12] == "yes"
    assert by_tag["rare"][12] == "no"
    formula = next(row[0] for row in sheet.iter_rows() if "1+1" in str(row[0].value))
    assert formula.data_type == "s"
    told = "\n".join(str(row[0].value) for row in notes.iter_rows())
    assert "Signed: 12 · Prospects: 10 · Lost: 8" in told
    assert "All time" in told


def test_the_numbers_of_the_bars_are_copied(view: PortraitView):
    view.clouds_page.odds.copy_requested.emit()
    head, *rows = QGuiApplication.clipboard().text().split("\n")
    assert head.split("\t")[:4] == ["Tag", "Tag group", "Signed", "Prospects"]
    assert next(row for row in rows if row.startswith("referral")).split("\t")[1:4] == ["Source", "9", "0"]
