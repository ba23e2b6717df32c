"""Files on the cards of a timeline: seen, opened, heard, renamed, removed, by mouse and by keyboard."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QPoint, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crmdesk.store.attached_files import bytes_of
from crmdesk.ui.shell.main_window import MainWindow
from crmdesk.ui.timeline.attachments.file_layout import Act, Spot
from crmdesk.ui.timeline.attachments.picture_viewer import PictureViewer
from crmdesk.ui.timeline.attachments.rename_dialog import RenameDialog
from crmdesk.ui.timeline.panel import TimelinePanel
from tests.factories import Office, add_customer, attach, log
from tests.pictures import png
from tests.sounds import wave
from tests.ui.conftest import dialog_of, shown
from tests.windows import PreparedFiles

PDF = b"%PDF-1.7\n" + bytes(100)
EXE = b"MZ" + bytes(300)


@pytest.fixture
def window(empty_window: MainWindow) -> MainWindow:
    """Opened by ``card``."""
    return empty_window


@pytest.fixture
def card(window: MainWindow, office: Office, qtbot: QtBot) -> Callable[..., TimelinePanel]:
    """Shows a customer whose only entry has these files, with the keyboard at the entry."""

    def show(*files: tuple[str, bytes]) -> TimelinePanel:
        customer = add_customer(office, "Acme")
        touch = log(office, customer, "met at the fair")
        attach(office, touch, *files)
        window.chooser.open(office.path)
        shown(window, qtbot)
        window.opened.customers.open_customer(customer)
        shown(window, qtbot)
        panel = window.opened.customers.timeline
        qtbot.waitUntil(lambda: panel.model.row_of(touch) is not None)
        panel.list.choose(panel.model.index(panel.model.row_of(touch), 0))
        panel.list.setFocus()
        return panel

    return show


@pytest.fixture
def opened_files() -> Iterator[list[Path]]:
    """What was handed to the system to be opened."""

    class Desktop(QObject):
        def __init__(self) -> None:
            super().__init__()
            self.paths: list[Path] = []

        @Slot(QUrl)
        def open(self, url: QUrl) -> None:
            self.paths.append(Path(url.toLocalFile()))

    desktop = Desktop()
    QDesktopServices.setUrlHandler("file", desktop, "open")
    yield desktop.paths
    QDesktopServices.unsetUrlHandler("file")


def spots(panel: TimelinePanel) -> dict[tuple[str, Act], Spot]:
    """Where something can be clicked on the card selected, by the file's name."""
    laid = panel.list.delegate.files_of(panel.list.selectedIndexes()[0])
    assert laid is not None
    return {(part.attachment.name, spot.act): spot for part in laid.parts for spot in part.spots}


def click(panel: TimelinePanel, name: str, act: Act = Act.OPEN, share: float = 0.5) -> None:
    corner = panel.list.visualRect(panel.list.selectedIndexes()[0]).topLeft()
    place = spots(panel)[name, act].place
    at = QPoint(round(place.left() + share * place.width()), round(place.center().y()))
    QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=corner + at)


def names(panel: TimelinePanel) -> list[str]:
    return [file.name for file in panel.list.files.files()]


class TestLookingAt:
    def test_pictures_stand_first_then_recordings_then_the_rest(self, card: Callable[..., TimelinePanel]):
        panel = card(("a.pdf", PDF), ("b.wav", wave(0.2)), ("c.png", png()), ("d.png", png("#e69f00")))
        assert names(panel) == ["c.png", "d.png", "b.wav", "a.pdf"]

    def test_a_thumbnail_is_made_beside_the_window(self, card: Callable[..., TimelinePanel], qtbot: QtBot):
        panel = card(("shop.png", png("#ff0000", 300, 200)))
        place = spots(panel)["shop.png", Act.OPEN].place.center()
        corner = panel.list.visualRect(panel.list.selectedIndexes()[0]).topLeft()

        def colour() -> str:
            return panel.list.viewport().grab().toImage().pixelColor(corner + place.toPoint()).name()

        qtbot.waitUntil(lambda: colour() == "#ff0000")

    def test_a_broken_picture_is_an_icon_and_says_so_when_opened(
        self, card: Callable[..., TimelinePanel], window: MainWindow, qtbot: QtBot
    ):
        panel = card(("torn.png", png()[:40] + bytes(400)))
        panel.list.viewport().grab()
        click(panel, "torn.png")
        viewer = dialog_of(window, PictureViewer)
        qtbot.waitUntil(lambda: "cannot be shown" in viewer.states.message())
        viewer.reject()

    def test_many_files_are_folded(self, card: Callable[..., TimelinePanel]):
        panel = card(*((f"{number:02}.pdf", PDF + bytes([number])) for number in range(20)))
        assert len(names(panel)) == 12
        QTest.keyClick(panel.list, Qt.Key.Key_Return)
        assert len(names(panel)) == 20

    def test_a_screen_reader_hears_them(self, card: Callable[..., TimelinePanel]):
        panel = card(("offer.pdf", PDF), ("talk.wav", wave(0.1)))
        heard = panel.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
        assert "File, offer.pdf" in heard
        assert "Recording, talk.wav" in heard

    def test_the_viewer_goes_from_picture_to_picture(
        self, card: Callable[..., TimelinePanel], window: MainWindow, qtbot: QtBot
    ):
        panel = card(("a.png", png(width=2000, height=900)), ("b.png", png("#e69f00")), ("c.pdf", PDF))
        click(panel, "a.png")
        viewer = dialog_of(window, PictureViewer)
        qtbot.waitUntil(lambda: 0 < viewer.view.share < 1)
        assert not viewer.previous.isEnabled()
        QTest.keyClick(viewer.view, Qt.Key.Key_Plus)
        assert not viewer.view.is_fitted
        QTest.keyClick(viewer.view, Qt.Key.Key_0)
        QTest.keyClick(viewer.view, Qt.Key.Key_Right)
        assert viewer.current.name == "b.png"
        assert not viewer.next.isEnabled()
        qtbot.waitUntil(lambda: viewer.view.share == 1)
        QTest.keyClick(viewer, Qt.Key.Key_Escape)
        assert not viewer.isVisible()


class TestOpening:
    def test_a_document_goes_to_its_program_as_a_copy(
        self, card: Callable[..., TimelinePanel], opened_files: list[Path], qtbot: QtBot
    ):
        panel = card(("Quote.pdf", PDF))
        QTest.keyClick(panel.list, Qt.Key.Key_Right)
        QTest.keyClick(panel.list, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: bool(opened_files))
        assert opened_files[0].name == "Quote.pdf"
        assert opened_files[0].read_bytes() == PDF

    def test_what_could_run_is_never_opened_but_can_be_saved(
        self,
        card: Callable[..., TimelinePanel],
        opened_files: list[Path],
        window: MainWindow,
        files: PreparedFiles,
        tmp_path: Path,
        qtbot: QtBot,
    ):
        panel = card(("photo\u202egnp.exe", EXE))
        assert "\u202e" not in panel.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
        click(panel, "photo\u202egnp.exe")
        qtbot.waitUntil(lambda: "save a copy" in window.notice.text)
        assert window.notice.button == "Save a copy…"
        files.saved = tmp_path / "copy.exe"
        window.notice.take_keyboard()
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: window.notice.text == "The copy is written.")
        assert files.saved.read_bytes() == EXE
        assert not opened_files

    def test_a_missing_file_is_a_visible_gap(
        self, card: Callable[..., TimelinePanel], window: MainWindow, office: Office, qtbot: QtBot
    ):
        panel = card(("shop.png", png()), ("talk.wav", wave(0.1)))
        digests = {file.digest for file in panel.list.files.files()}
        with office.desk.read() as source:
            bytes_of(office.workspace, source).remove(digests, datetime.now(UTC) + timedelta(days=9999))
        panel.show_customer(panel.reading.customer)
        assert [file.is_missing for file in panel.list.files.files()] == [True, True]
        assert "the file is missing" in panel.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
        click(panel, "shop.png")
        qtbot.waitUntil(lambda: "backup" in window.notice.text)

    def test_a_copy_that_cannot_be_written_says_why(
        self, card: Callable[..., TimelinePanel], window: MainWindow, files: PreparedFiles, tmp_path: Path, qtbot: QtBot
    ):
        card(("Quote.pdf", PDF))
        files.saved = tmp_path / "no such folder" / "copy.pdf"
        window.commands["file.save_copy"].trigger()
        qtbot.waitUntil(lambda: "cannot be written" in window.notice.text)


class TestChanging:
    def test_a_file_is_renamed_and_taken_back(
        self, card: Callable[..., TimelinePanel], window: MainWindow, qtbot: QtBot
    ):
        panel = card(("a.pdf", PDF))
        window.commands["file.rename"].trigger()
        dialog = dialog_of(window, RenameDialog)
        assert dialog.name.selectedText() == "a"
        dialog.name.setText("  ")
        dialog.accept_button.click()
        assert dialog.error_text("name") == "A file needs a name."
        dialog.name.setText("Quote.pdf")
        dialog.accept_button.click()
        assert names(panel) == ["Quote.pdf"]
        window.commands["edit.undo"].trigger()
        shown(window, qtbot)
        assert names(panel) == ["a.pdf"]

    def test_delete_takes_off_the_file_the_keyboard_is_at_and_not_the_touch(
        self, card: Callable[..., TimelinePanel], window: MainWindow
    ):
        panel = card(("a.pdf", PDF), ("b.pdf", PDF + b"2"))
        QTest.keyClick(panel.list, Qt.Key.Key_Right)
        QTest.keyClick(panel.list, Qt.Key.Key_Right)
        QTest.keyClick(panel.list, Qt.Key.Key_Delete)
        assert names(panel) == ["a.pdf"]
        assert panel.selected_touch() is not None
        window.commands["edit.undo"].trigger()
        assert names(panel) == ["a.pdf", "b.pdf"]

    def test_a_newer_version_is_an_entry_of_its_own(
        self, card: Callable[..., TimelinePanel], window: MainWindow, files: PreparedFiles, tmp_path: Path, qtbot: QtBot
    ):
        panel = card(("offer.pdf", PDF))
        newer = tmp_path / "offer 2.pdf"
        newer.write_bytes(PDF + b"newer")
        files.opened = [newer]
        window.commands["file.add_version"].trigger()
        qtbot.waitUntil(lambda: window.notice.text == "File attached.")
        document = window.opened.services.attachments.documents(panel.reading.customer)[0]
        assert [version.name for version in document.versions] == ["offer 2.pdf", "offer.pdf"]


class TestListening:
    def test_it_plays_on_the_card_and_stops_with_the_customer(
        self, card: Callable[..., TimelinePanel], office: Office, qtbot: QtBot
    ):
        panel = card(("talk.wav", wave(30)))
        recording = panel.list.files.files()[0]
        hearing = panel.files.recordings.hearing
        click(panel, "talk.wav", Act.PLAY)
        qtbot.waitUntil(lambda: hearing(recording.uid).is_playing and hearing(recording.uid).duration == 30_000)
        click(panel, "talk.wav", Act.SEEK, 0.5)
        qtbot.waitUntil(lambda: 14_000 < hearing(recording.uid).position < 20_000)
        click(panel, "talk.wav", Act.RATE)
        assert hearing(recording.uid).rate == 1.25
        panel.list.viewport().grab()
        panel.show_customer(add_customer(office, "Bolt"))
        assert not hearing(recording.uid).is_loaded

    def test_it_is_led_by_keys_while_one_writes(
        self, card: Callable[..., TimelinePanel], window: MainWindow, qtbot: QtBot
    ):
        panel = card(("talk.wav", wave(60)))
        recording = panel.list.files.files()[0]
        hearing, text = panel.files.recordings.hearing, window.opened.customers.composer.fields.text
        text.setFocus()
        press(text, Qt.Key.Key_F8)
        qtbot.waitUntil(lambda: hearing(recording.uid).duration == 60_000)
        for _time in range(4):
            press(text, Qt.Key.Key_F9)
        qtbot.waitUntil(lambda: hearing(recording.uid).position >= 20_000)
        press(text, Qt.Key.Key_F7)
        qtbot.waitUntil(lambda: 15_000 <= hearing(recording.uid).position < 20_000)
        QTest.keyClick(text, Qt.Key.Key_F9, Qt.KeyboardModifier.ControlModifier)
        assert hearing(recording.uid).rate == 1.25
        QTest.keyClicks(text, "noted")
        press(text, Qt.Key.Key_F8)
        assert not hearing(recording.uid).is_playing
        assert text.toPlainText() == "noted"
        assert text.hasFocus()

    def test_only_one_is_heard(self, card: Callable[..., TimelinePanel], qtbot: QtBot):
        panel = card(("a.wav", wave(30)), ("b.wav", wave(31)))
        first, second = panel.list.files.files()
        hearing = panel.files.recordings.hearing
        click(panel, "a.wav", Act.PLAY)
        qtbot.waitUntil(lambda: hearing(first.uid).is_loaded)
        click(panel, "b.wav", Act.PLAY)
        qtbot.waitUntil(lambda: hearing(second.uid).is_loaded and hearing(second.uid).is_playing)
        assert not hearing(first.uid).is_loaded

    def test_what_is_no_sound_says_so(self, card: Callable[..., TimelinePanel], window: MainWindow, qtbot: QtBot):
        panel = card(("talk.mp3", b"ID3\x03\x00\x00\x00\x00\x00\x00" + b"no sound" * 100))
        click(panel, "talk.mp3", Act.PLAY)
        qtbot.waitUntil(lambda: "cannot be played" in window.notice.text)


def press(widget: QWidget, key: Qt.Key) -> None:
    """A key that a shortcut of the window may want."""
    QTest.keyClick(widget, key)
