"""Handing a customer over in the window: seen as it will be printed, saved, printed, copied."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPageLayout
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from crmdesk.services.handover import HandoverKind
from crmdesk.services.touches import TouchWords
from crmdesk.ui.customers.handover_dialog import HandoverDialog
from crmdesk.ui.shell.main_window import MainWindow
from tests.factories import Office, add_customer
from tests.ui.conftest import PreparedFiles, shown

LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(office: Office, empty_window: MainWindow, qtbot: QtBot) -> MainWindow:
    add_customer(office, "Acme/华晨")
    office.touches.log_touch("Acme/华晨", TouchWords(kind="need", text="Two pumps", facts={"purpose": "no stops"}))
    empty_window.chooser.open(office.path)
    shown(empty_window, qtbot)
    return empty_window


@pytest.fixture
def dialog(window: MainWindow, qtbot: QtBot) -> HandoverDialog:
    window.commands["customer.handover"].trigger()
    opened = window.opened.customer_actions.handover.dialog
    assert opened is not None
    qtbot.waitUntil(lambda: opened.document is not None)
    return opened


def choose(dialog: HandoverDialog, kind: HandoverKind, qtbot: QtBot) -> None:
    before = dialog.document
    qtbot.mouseClick(dialog.kinds[kind], LEFT)
    qtbot.waitUntil(lambda: dialog.document is not before)


def test_it_is_shown_as_it_will_be_printed(dialog: HandoverDialog):
    assert dialog.isVisible()
    assert dialog.states.message() == ""
    assert dialog.paper.count >= 1
    assert "Why: no stops" in dialog.paper.widget().accessibleDescription()
    picture = dialog.paper.grab().toImage()
    colours = {picture.pixelColor(x, 200).name() for x in range(picture.width())}
    assert len(colours) > 2


def test_it_is_left_before_it_can_be_seen(window: MainWindow, qtbot: QtBot):
    window.commands["customer.handover"].trigger()
    dialog = window.opened.customer_actions.handover.dialog
    assert dialog is not None
    dialog.reject()
    qtbot.waitUntil(lambda: not isValid(dialog))
    qtbot.waitUntil(lambda: not window.runner.is_busy)


def test_story_or_sheet_is_remembered(window: MainWindow, dialog: HandoverDialog, qtbot: QtBot):
    assert dialog.kinds[HandoverKind.BOTH].isChecked()
    choose(dialog, HandoverKind.SHEET, qtbot)
    assert dialog.document.kind == "Customer sheet"
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert window.opened.customer_actions.handover.dialog is None
    window.commands["customer.handover"].trigger()
    again = window.opened.customer_actions.handover.dialog
    assert again.kinds[HandoverKind.SHEET].isChecked()
    qtbot.waitUntil(lambda: again.document is not None)


@pytest.mark.parametrize(
    ("chosen", "written", "begins"),
    [
        ("out", "out.pdf", b"%PDF"),
        ("out.html", "out.html", b"<!DOCTYPE html>"),
    ],
)
def test_it_is_saved(
    window: MainWindow,
    dialog: HandoverDialog,
    files: PreparedFiles,
    tmp_path: Path,
    qtbot: QtBot,
    chosen: str,
    written: str,
    begins: bytes,
):
    files.saved = tmp_path / chosen
    qtbot.keyClick(dialog, Qt.Key.Key_S, CTRL)
    assert (tmp_path / written).read_bytes().startswith(begins)
    assert window.notice.text == f"Written: {written}"


def test_a_file_that_cannot_be_written_is_said(
    window: MainWindow, dialog: HandoverDialog, files: PreparedFiles, tmp_path: Path, qtbot: QtBot
):
    files.saved = tmp_path / "nowhere" / "out.pdf"
    qtbot.mouseClick(dialog.save, LEFT)
    assert "cannot be written" in window.notice.text
    files.saved = None
    qtbot.mouseClick(dialog.save, LEFT)
    assert dialog.isVisible()


def test_it_is_printed(window: MainWindow, dialog: HandoverDialog, tmp_path: Path, qtbot: QtBot):
    out = tmp_path / "printed.pdf"

    def choose_paper(_parent: QWidget, title: str, layout: QPageLayout) -> QPrinter:
        assert title.startswith("Acme/华晨")
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(out))
        printer.setPageLayout(layout)
        printer.setFullPage(True)  # Qt's own order of arguments
        return printer

    window.opened.customer_actions.handover.printer = choose_paper
    qtbot.mouseClick(dialog.print, LEFT)
    pdf = QPdfDocument()
    assert pdf.load(str(out)) == QPdfDocument.Error.None_
    assert pdf.pageCount() == dialog.paper.count
    assert "Acme/华晨" in pdf.getAllText(0).text()
    pdf.close()


def test_nobody_prints_without_a_printer(window: MainWindow, dialog: HandoverDialog, qtbot: QtBot):
    window.opened.customer_actions.handover.printer = lambda *_wish: None
    qtbot.mouseClick(dialog.print, LEFT)
    assert window.notice.text == ""


def test_it_is_copied_as_text_and_with_its_looks(dialog: HandoverDialog, qtbot: QtBot):
    qtbot.mouseClick(dialog.copy, LEFT)
    copied = QGuiApplication.clipboard().mimeData()
    assert copied.text().startswith("Acme/华晨\n")
    assert "Why: no stops" in copied.text()
    assert "<h1>Acme/华晨</h1>" in copied.html()


def test_a_customer_that_is_gone_is_said(window: MainWindow, dialog: HandoverDialog, qtbot: QtBot):
    window.opened.services.customers.delete("Acme/华晨")
    qtbot.mouseClick(dialog.kinds[HandoverKind.STORY], LEFT)
    qtbot.waitUntil(lambda: "Acme" not in dialog.states.message() and not dialog.save.isEnabled())
    qtbot.waitUntil(lambda: dialog.states.message() != "Reading the timeline…")
    assert dialog.document is None
    assert not dialog.print.isEnabled()


def test_the_command_stands_in_the_menu_of_the_list(window: MainWindow):
    assert window.commands["customer.handover"].isEnabled()
    assert window.commands["customer.handover"].shortcut().toString() == "Ctrl+P"
