"""The documents of a customer: newest version first, older ones folded, gone to on the timeline, added."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from crmdesk.domain.attachment import Attachment, Document
from crmdesk.ui.customers.document_rows import note_words
from crmdesk.ui.customers.documents_panel import DocumentsPanel
from crmdesk.ui.shell.main_window import MainWindow
from tests.factories import Office, add_customer, attach, keep, log
from tests.ui.conftest import shown
from tests.windows import PreparedFiles

PDF = b"%PDF-1.7\n" + bytes(100)


@pytest.fixture
def acme(office: Office) -> str:
    customer = add_customer(office, "Acme")
    [offer] = attach(office, log(office, customer, "sent", kind="quote"), ("Offer.pdf", PDF))
    for number in (2, 3):
        office.attachments.add_version(offer.uid, *keep(office, (f"Offer v{number}.pdf", PDF + bytes(number))))
    attach(office, log(office, customer, "told us"), ("leaflet.pdf", PDF + b"leaflet"))
    return customer


@pytest.fixture
def panel(empty_window: MainWindow, office: Office, acme: str, qtbot: QtBot) -> DocumentsPanel:
    window = empty_window
    window.chooser.open(office.path)
    shown(window, qtbot)
    window.opened.customers.open_customer(acme)
    made = window.opened.customers.card.documents
    QAbstractItemModelTester(made.list.rows, QAbstractItemModelTester.FailureReportingMode.Fatal, made.list.rows)
    qtbot.waitUntil(lambda: made.list.rows.rowCount() == 2)
    return made


def said(panel: DocumentsPanel) -> list[str]:
    return [str(panel.list.rows.index(row, 0).data()) for row in range(panel.list.rows.rowCount())]


def go_to(panel: DocumentsPanel, row: int) -> None:
    panel.list.setFocus()
    panel.list.setCurrentIndex(panel.list.rows.index(row, 0))


def test_each_stands_there_once_by_its_newest_version(panel: DocumentsPanel, office: Office):
    assert sorted(said(panel)) == ["Offer v3.pdf", "leaflet.pdf"]
    row = next(row for row in panel.list.rows.records if row.can_unfold)
    assert note_words(row, office.desk.today()) == "v3 · Today · quote · 112 bytes"
    heard = panel.list.rows.index(panel.list.rows.row_of(row.version.uid) or 0, 0)
    assert "2 older versions" in heard.data(Qt.ItemDataRole.AccessibleTextRole)


def test_older_versions_unfold_by_keyboard_and_by_mouse(panel: DocumentsPanel):
    place = said(panel).index("Offer v3.pdf")
    go_to(panel, place)
    QTest.keyClick(panel.list, Qt.Key.Key_Right)
    assert said(panel)[place : place + 3] == ["Offer v3.pdf", "v2 · Offer v2.pdf", "v1 · Offer.pdf"]
    corner = panel.list.visualRect(panel.list.rows.index(place, 0))
    QTest.mouseClick(
        panel.list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(corner.right() - 10, corner.center().y())
    )
    assert len(said(panel)) == 2


def test_a_click_goes_to_the_entry_and_commands_speak_of_that_version(panel: DocumentsPanel, empty_window: MainWindow):
    place = said(panel).index("Offer v3.pdf")
    go_to(panel, place)
    QTest.keyClick(panel.list, Qt.Key.Key_Right)
    at = panel.list.visualRect(panel.list.rows.index(place + 2, 0)).center() - QPoint(60, 0)
    QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    timeline = empty_window.opened.customers.timeline
    selected = timeline.list.files.selected()
    assert selected is not None
    assert selected.name == "Offer.pdf"
    assert empty_window.commands["file.add_version"].isEnabled()


def test_files_added_come_to_the_timeline_as_an_entry(
    panel: DocumentsPanel, empty_window: MainWindow, files: PreparedFiles, tmp_path: Path, qtbot: QtBot
):
    contract = tmp_path / "Contract 2026.pdf"
    contract.write_bytes(PDF + b"contract")
    files.opened = [contract]
    empty_window.commands["file.add_to_customer"].trigger()
    qtbot.waitUntil(lambda: "Contract 2026.pdf" in said(panel))
    empty_window.commands["edit.undo"].trigger()
    qtbot.waitUntil(lambda: "Contract 2026.pdf" not in said(panel))


def test_a_customer_without_files_says_what_to_do(
    panel: DocumentsPanel, empty_window: MainWindow, office: Office, qtbot: QtBot
):
    empty_window.opened.customers.open_customer(add_customer(office, "Bolt"))
    panel.show_customer(add_customer(office, "Cog"))
    qtbot.waitUntil(lambda: panel.note.startswith("No file yet"))
    assert not said(panel)


def test_of_ten_thousand_documents_few_are_rows_until_one_scrolls(panel: DocumentsPanel):
    one = panel.list.rows.records[0].document
    panel.list.show_documents(
        [
            Document(tuple(_copy(version, number) for version in one.versions), one.kind, one.kind_name)
            for number in range(10_000)
        ]
    )
    assert panel.list.rows.rowCount() == 200
    panel.list.scrollToBottom()
    assert panel.list.rows.rowCount() == 400
    assert panel.list.height() < 400


def _copy(version: Attachment, number: int) -> Attachment:
    return replace(version, uid=f"{version.uid}-{number}", document=str(number))
