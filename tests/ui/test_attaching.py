"""Files on their way in: pasted, dropped, chosen; kept with what is written; what cannot be brought in says why."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from crmdesk.domain.attachment import Attachment
from crmdesk.ui.shell.drop_guide import DropGuide
from crmdesk.ui.shell.main_window import MainWindow
from crmdesk.ui.timeline.composer.composer import Composer
from tests.factories import Office, add_customer, log
from tests.pictures import picture
from tests.ui.conftest import shown
from tests.windows import PreparedFiles

PDF = b"%PDF-1.7\n" + bytes(100)


@pytest.fixture
def bolt(office: Office) -> str:
    return add_customer(office, "Bolt")


@pytest.fixture
def acme(office: Office) -> str:
    customer = add_customer(office, "Acme")
    log(office, customer, "met at the fair")
    return customer


@pytest.fixture
def window(empty_window: MainWindow, office: Office, acme: str, bolt: str, qtbot: QtBot) -> MainWindow:
    """With the customer and its only entry in front; ``bolt`` is there as well."""
    assert bolt
    empty_window.chooser.open(office.path)
    shown(empty_window, qtbot)
    empty_window.opened.customers.open_customer(acme)
    shown(empty_window, qtbot)
    return empty_window


@pytest.fixture
def composer(window: MainWindow) -> Composer:
    composer = window.opened.customers.composer
    composer.start()
    return composer


@pytest.fixture
def offer(tmp_path: Path) -> Path:
    file = tmp_path / "Offer 报价.pdf"
    file.write_bytes(PDF)
    return file


def files_of(window: MainWindow) -> list[Attachment]:
    """Everything attached to the customer shown, the newest entry first."""
    timeline = window.opened.customers.timeline
    found = window.opened.services.attachments.of_touches([touch.uid for touch in timeline.reading.page.touches])
    return [file for touch in timeline.reading.page.touches for file in found.get(touch.uid, ())]


def drafted(composer: Composer) -> list[str]:
    return [file.name for file in composer.fields.files.files]


def data_with(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    data.setText("\n".join(map(str, paths)))
    return data


class TestPasting:
    def test_files_and_pictures_become_attachments_of_what_is_written(
        self, window: MainWindow, composer: Composer, offer: Path, qtbot: QtBot
    ):
        text = composer.fields.text
        QTest.keyClicks(text, "sent the offer")
        QGuiApplication.clipboard().setMimeData(data_with(offer))
        QTest.keyClick(text, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: drafted(composer) == ["Offer 报价.pdf"])
        QGuiApplication.clipboard().setImage(picture())
        QTest.keyClick(text, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: drafted(composer) == ["Offer 报价.pdf", "Picture 2026-03-04 10.00.00.png"])
        assert text.toPlainText() == "sent the offer"
        QTest.keyClick(text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert drafted(composer) == []
        assert [file.name for file in files_of(window)] == ["Offer 报价.pdf", "Picture 2026-03-04 10.00.00.png"]
        window.commands["edit.undo"].trigger()
        assert files_of(window) == []

    def test_a_text_stays_a_text(self, composer: Composer):
        QGuiApplication.clipboard().setText("from a letter")
        QTest.keyClick(composer.fields.text, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        assert composer.fields.text.toPlainText() == "from a letter"
        assert drafted(composer) == []

    def test_onto_the_card_that_is_selected(self, window: MainWindow, offer: Path, qtbot: QtBot):
        view = window.opened.customers.timeline.list
        view.setFocus()
        view.choose(view.rows.index(1, 0))
        QGuiApplication.clipboard().setMimeData(data_with(offer))
        QTest.keyClick(view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: bool(view.files.files()))
        assert view.files.files()[0].name == "Offer 报价.pdf"

    def test_anywhere_else_onto_the_timeline_of_the_customer(
        self, window: MainWindow, acme: str, offer: Path, qtbot: QtBot
    ):
        window.opened.customers.list.view.setFocus()
        QGuiApplication.clipboard().setMimeData(data_with(offer))
        QTest.keyClick(window.opened.customers.list.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: bool(files_of(window)))
        assert [document.kind for document in window.opened.services.attachments.documents(acme)] == ["quote"]


class TestDraft:
    def go_to(self, window: MainWindow, customer: str, qtbot: QtBot) -> None:
        window.opened.customers.open_customer(customer)
        shown(window, qtbot)
        qtbot.waitUntil(lambda: window.opened.customers.composer.draft().customer == customer)

    def test_it_is_kept_with_its_files_for_each_customer(
        self, window: MainWindow, composer: Composer, acme: str, bolt: str, files: PreparedFiles, offer: Path,
        qtbot: QtBot,
    ):  # fmt: skip
        files.opened = [offer]
        window.commands["touch.attach"].trigger()
        qtbot.waitUntil(lambda: drafted(composer) == [offer.name])
        assert composer.has_draft
        self.go_to(window, bolt, qtbot)
        assert drafted(composer) == []
        self.go_to(window, acme, qtbot)
        assert drafted(composer) == [offer.name]

    def test_a_file_that_comes_late_goes_to_the_customer_it_was_meant_for(
        self,
        window: MainWindow,
        composer: Composer,
        acme: str,
        bolt: str,
        files: PreparedFiles,
        offer: Path,
        qtbot: QtBot,
    ):
        files.opened = [offer]
        window.commands["touch.attach"].trigger()
        self.go_to(window, bolt, qtbot)
        qtbot.waitUntil(lambda: not window.runner.is_busy)
        assert drafted(composer) == []
        self.go_to(window, acme, qtbot)
        assert drafted(composer) == [offer.name]

    def test_a_chip_is_taken_away_by_mouse_and_by_key(
        self, window: MainWindow, composer: Composer, files: PreparedFiles, offer: Path, tmp_path: Path, qtbot: QtBot
    ):
        second = tmp_path / "second.txt"
        second.write_text("words", "utf-8")
        files.opened = [offer, second]
        window.commands["touch.attach"].trigger()
        qtbot.waitUntil(lambda: len(drafted(composer)) == 2)
        chips = composer.fields.files.chips
        assert "Offer 报价.pdf" in chips[0].accessibleName()
        QTest.mouseClick(chips[0], Qt.MouseButton.LeftButton)
        assert drafted(composer) == ["second.txt"]
        composer.fields.files.chips[0].setFocus()
        QTest.keyClick(composer.fields.files.chips[0], Qt.Key.Key_Delete)
        assert drafted(composer) == []
        assert composer.fields.files.isHidden()

    def test_what_cannot_be_read_says_why_and_the_rest_comes(
        self, window: MainWindow, composer: Composer, files: PreparedFiles, offer: Path, tmp_path: Path, qtbot: QtBot
    ):
        files.opened = [tmp_path, offer, tmp_path / "not there.pdf"]
        window.commands["touch.attach"].trigger()
        qtbot.waitUntil(lambda: drafted(composer) == [offer.name])
        assert tmp_path.name in window.notice.text
        assert "1 more could not be attached" in window.notice.text
        assert not window.opened.bench.strip.isVisible()

    def test_a_large_file_shows_how_far_it_is_and_can_be_stopped(
        self, window: MainWindow, composer: Composer, files: PreparedFiles, tmp_path: Path, qtbot: QtBot
    ):
        film = tmp_path / "film.mp4"
        with film.open("wb") as written:
            written.truncate(300 * 1024**2)
        files.opened = [film]
        window.commands["touch.attach"].trigger()
        strip = window.opened.bench.strip
        assert strip.isVisible()
        composer.submit()
        assert "still coming in" in composer.error
        strip.cancel_requested.emit()
        qtbot.waitUntil(lambda: window.notice.text == "Stopped; nothing was attached.")
        assert not strip.isVisible()
        assert drafted(composer) == []


class TestDropping:
    def drag(self, window: MainWindow, data: QMimeData, at: QPoint) -> DropGuide:
        guide = window.findChild(DropGuide)
        start = window.mapFromGlobal(guide.parentWidget().mapToGlobal(at))
        QApplication.sendEvent(window.windowHandle(), _drag(QDragEnterEvent, start, data))
        QApplication.sendEvent(guide, _drag(QDragMoveEvent, at, data))
        return guide

    def let_go(self, guide: DropGuide, data: QMimeData, at: QPoint) -> None:
        buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(guide, QDropEvent(QPointF(at), Qt.DropAction.CopyAction, data, buttons, keys))

    def place(self, window: MainWindow, widget: QWidget) -> QPoint:
        return widget.mapTo(window.frame_of_window, widget.rect().center())

    def test_on_what_is_written(self, window: MainWindow, composer: Composer, offer: Path, qtbot: QtBot):
        data, at = data_with(offer), self.place(window, composer)
        guide = self.drag(window, data, at)
        assert guide.text == "Attach to the touch you are writing"
        self.let_go(guide, data, at)
        assert not guide.isVisible()
        qtbot.waitUntil(lambda: drafted(composer) == [offer.name])

    def test_on_a_card(self, window: MainWindow, offer: Path, qtbot: QtBot):
        view = window.opened.customers.timeline.list
        at = view.viewport().mapTo(window.frame_of_window, view.visualRect(view.rows.index(1, 0)).center())
        data = data_with(offer)
        guide = self.drag(window, data, at)
        assert guide.text == "Add to this entry: Call"
        self.let_go(guide, data, at)
        qtbot.waitUntil(lambda: bool(files_of(window)))
        assert files_of(window)[0].touch_uid == view.rows.records[1].touch.uid

    def test_on_the_customer(self, window: MainWindow, acme: str, offer: Path, qtbot: QtBot):
        data, at = data_with(offer), self.place(window, window.opened.customers.head)
        guide = self.drag(window, data, at)
        assert guide.text == "Add to the timeline of \u2068Acme\u2069 as a document"
        self.let_go(guide, data, at)
        qtbot.waitUntil(lambda: bool(files_of(window)))
        [document] = window.opened.services.attachments.documents(acme)
        assert document.kind == "quote"
        qtbot.waitUntil(lambda: window.opened.customers.card.documents.list.rows.rowCount() == 1)

    def test_a_picture_without_a_file(self, window: MainWindow, qtbot: QtBot):
        data = QMimeData()
        data.setImageData(picture())
        at = self.place(window, window.opened.customers.card)
        guide = self.drag(window, data, at)
        assert guide.text == "Add to the documents"
        self.let_go(guide, data, at)
        qtbot.waitUntil(lambda: bool(files_of(window)))

    def test_a_table_can_be_imported_or_attached_as_the_place_says(
        self, window: MainWindow, tmp_path: Path, qtbot: QtBot
    ):
        sheet = tmp_path / "leads.csv"
        sheet.write_text("name\nDelta\n", "utf-8")
        data, at = data_with(sheet), self.place(window, window.opened.customers.list)
        guide = self.drag(window, data, at)
        assert guide.text == "Look at it before importing it"
        assert "Attach to the touch you are writing" in guide.sentences
        guide.grab()
        self.let_go(guide, data, at)
        shown(window, qtbot)
        assert window.opened.exchange.imports.isVisible()

    def test_what_is_no_table_cannot_be_imported(self, window: MainWindow, offer: Path):
        guide = self.drag(window, data_with(offer), self.place(window, window.opened.customers.list))
        assert guide.text == ""
        assert not any("import" in sentence for sentence in guide.sentences)


def _drag(kind: type[QDragMoveEvent], at: QPoint, data: QMimeData) -> QDragMoveEvent:
    return kind(at, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
