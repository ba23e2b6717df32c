"""The window around the screens: languages, the foot, history and bin, help, files dropped, and how it was left."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from crmdesk import settings
from crmdesk.domain.changes import Changes
from crmdesk.i18n import language, use_language
from crmdesk.qt.widgets.record_dialog import RecordDialog
from crmdesk.services.customers import NewCustomer
from crmdesk.ui.commands.context import CUSTOMERS, LOSSES
from crmdesk.ui.shell.about_dialog import AboutDialog
from crmdesk.ui.shell.drop_guide import DropGuide
from crmdesk.ui.shell.main_window import MainWindow
from crmdesk.ui.shell.navigation_rail import NavigationRail
from crmdesk.ui.shell.status_bar import Keeping
from tests.factories import Office, add_customer, log
from tests.fakes import FixedClock
from tests.ui.conftest import dialog_of, shown
from tests.windows import PreparedFiles, window_on


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    use_language("en")


@pytest.fixture
def window(office: Office, empty_window: MainWindow, qtbot: QtBot) -> MainWindow:
    add_customer(office, "Acme")
    add_customer(office, "Bolt Works")
    log(office, "Acme", "asked about the price", at="yesterday 10:42")
    empty_window.chooser.open(office.path)
    shown(empty_window, qtbot)
    return empty_window


def rail_button(window: MainWindow, text: str) -> QToolButton:
    buttons = window.findChild(NavigationRail).findChildren(QToolButton)
    return next(button for button in buttons if button.text() == text)


def read(dialog: RecordDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: dialog.states.currentWidget() is dialog.table)


class TestScreens:
    @pytest.mark.parametrize(
        ("text", "screen"), [("Lost pool", "losses"), ("Exchange", "exchange"), ("Settings", "settings")]
    )
    def test_the_rail_leads_to_each(self, window: MainWindow, qtbot: QtBot, text: str, screen: str):
        qtbot.mouseClick(rail_button(window, text), Qt.MouseButton.LeftButton)
        shown(window, qtbot)
        assert window.opened.screen(screen).isVisible()
        assert rail_button(window, text).isChecked()
        assert not rail_button(window, "Customers").isChecked()

    def test_what_one_screen_says_at_the_foot_goes_with_it(self, window: MainWindow, qtbot: QtBot):
        window.opened.bench.status.show_text("2 selected")
        assert window.frame_of_window.status.line.accessibleName() == "2 selected"
        window.commands["view.losses"].trigger()
        shown(window, qtbot)
        assert window.frame_of_window.status.line.text() == ""


class TestLanguage:
    def test_everything_speaks_the_new_one_and_nothing_is_lost(self, window: MainWindow, qtbot: QtBot, tmp_path: Path):
        uid = next(each.uid for each in window.opened.services.customers.list_customers() if each.name == "Bolt Works")
        window.opened.customers.open_customer(uid)
        shown(window, qtbot)
        window.opened.customers.composer.start()
        typed = QApplication.focusWidget()
        qtbot.keyClicks(typed, "half a thou")
        before, services = window.commands, window.opened.services
        window.commands["view.language_zh_CN"].trigger()
        qtbot.waitUntil(lambda: window.commands is not before)
        shown(window, qtbot)
        assert language() == "zh_CN"
        assert window.opened.services is services
        assert window.opened.customers.isVisible()
        qtbot.waitUntil(lambda: window.opened.customers.selected_customer() is not None)
        assert window.opened.customers.selected_customer().name == "Bolt Works"
        window.opened.customers.composer.start()
        assert "half a thou" in QApplication.focusWidget().toPlainText()
        assert window.commands["view.customers"].text() == "客户"
        assert window.commands["view.language_zh_CN"].isChecked()
        assert settings.load(tmp_path / "settings.json").language == "zh_CN"

    def test_the_screen_in_front_stays_there(self, window: MainWindow, qtbot: QtBot):
        window.commands["view.losses"].trigger()
        shown(window, qtbot)
        for code in ("zh_TW", "en"):
            before = window.commands
            window.commands[f"view.language_{code}"].trigger()
            qtbot.waitUntil(lambda before=before: window.commands is not before)
            shown(window, qtbot)
            assert window.opened.losses.isVisible()
            assert language() == code

    def test_the_old_commands_answer_no_key_any_more(self, window: MainWindow, qtbot: QtBot):
        before = window.commands
        window.commands["view.language_zh_CN"].trigger()
        qtbot.waitUntil(lambda: window.commands is not before)
        shown(window, qtbot)
        qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
        assert window.opened.losses.isVisible()
        shown(window, qtbot)


class TestFoot:
    def test_it_says_what_is_open_and_when_it_was_backed_up(self, window: MainWindow, qtbot: QtBot):
        foot = window.frame_of_window.status
        qtbot.waitUntil(foot.backup.isVisible)
        assert "backup" in foot.backup.text().lower()
        window.opened.services.care.back_up(None, lambda _done, _total: None)
        window.side_work.done.emit()
        qtbot.waitUntil(lambda: "just now" in foot.backup.text())

    def test_a_draft_is_told_until_it_is_logged(self, window: MainWindow, qtbot: QtBot):
        foot = window.frame_of_window.status
        assert foot.keeping is Keeping.SAVED
        window.opened.customers.composer.start()
        qtbot.keyClicks(QApplication.focusWidget(), "They called")
        qtbot.waitUntil(lambda: foot.keeping is Keeping.DRAFT)
        window.commands["touch.save"].trigger()
        qtbot.waitUntil(lambda: foot.keeping is Keeping.SAVED)
        shown(window, qtbot)

    def test_nothing_is_left_of_a_draft_logged_at_once(self, window: MainWindow, qtbot: QtBot):
        window.opened.customers.composer.start()
        qtbot.keyClicks(QApplication.focusWidget(), "They called")
        window.commands["touch.save"].trigger()
        assert window.frame_of_window.status.keeping is Keeping.SAVED
        shown(window, qtbot)

    def test_the_backups_are_a_click_away(self, window: MainWindow, qtbot: QtBot):
        foot = window.frame_of_window.status
        qtbot.waitUntil(foot.backup.isVisible)
        qtbot.mouseClick(foot.backup, Qt.MouseButton.LeftButton)
        assert window.opened.settings.isVisible()
        assert window.opened.settings.page().key == "backups"


class TestLookingBack:
    def test_going_back_takes_back_all_that_followed(self, window: MainWindow, office: Office, qtbot: QtBot):
        for name in ("Delta", "Echo"):
            window.opened.bus.publish(office.customers.add_customer(_new(name))[1])
        window.commands["edit.history"].trigger()
        dialog = dialog_of(window, RecordDialog)
        read(dialog, qtbot)
        labels = [past.entry.label for past in dialog.model.records]
        assert labels[:2] == ["Add customer “Echo”", "Add customer “Delta”"]
        dialog.table.setCurrentIndex(dialog.model.index(1, 0))
        qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
        shown(window, qtbot)
        assert sorted(each.name for each in office.customers.list_customers()) == ["Acme", "Bolt Works"]
        assert window.notice.text == "2 changes taken back."
        read(dialog, qtbot)
        assert dialog.model.records[0].entry.kind == "undo"
        assert not dialog.model.records[0].can_be_undone
        dialog.reject()

    def test_what_somebody_else_did_cannot_be_taken_back(self, window: MainWindow, qtbot: QtBot):
        window.commands["edit.history"].trigger()
        dialog = dialog_of(window, RecordDialog)
        read(dialog, qtbot)
        row = next(at for at, past in enumerate(dialog.model.records) if past.entry.actor == "crmdesk")
        dialog.table.setCurrentIndex(dialog.model.index(row, 0))
        assert not dialog.button.isEnabled()
        dialog.reject()

    def test_a_customer_comes_back_out_of_the_bin_with_all_of_it(
        self, window: MainWindow, office: Office, qtbot: QtBot
    ):
        window.opened.bus.publish(office.customers.delete("Acme"))
        window.commands["edit.bin"].trigger()
        dialog = dialog_of(window, RecordDialog)
        read(dialog, qtbot)
        [deletion] = dialog.model.records
        assert (deletion.head.table, deletion.name) == ("customer", "Acme")
        qtbot.mouseClick(dialog.button, Qt.MouseButton.LeftButton)
        shown(window, qtbot)
        assert "asked about the price" in [touch.body for touch in office.touches.timeline("Acme")]
        qtbot.waitUntil(lambda: "The bin is empty" in dialog.states.message())
        dialog.reject()


class TestHelp:
    def test_all_commands_are_listed_and_searched(self, window: MainWindow, qtbot: QtBot):
        qtbot.keyClick(window, Qt.Key.Key_F1)
        dialog = dialog_of(window, RecordDialog)
        assert len(dialog.model.records) == len(window.commands.commands)
        qtbot.waitUntil(dialog.search.hasFocus)
        qtbot.keyClicks(dialog.search, "ctrl+k")
        assert [command.id for command in dialog.model.records] == ["edit.search"]
        qtbot.keyClicks(dialog.search, "zzz")
        assert "Nothing found" in dialog.states.message()
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        assert not dialog.isVisible()

    def test_the_licences_are_named(self, window: MainWindow):
        window.commands["help.about"].trigger()
        dialog = dialog_of(window, AboutDialog)
        said = " ".join(part.text() for part in dialog.findChildren(type(window.notice._sentence)))
        assert "SIL Open Font License" in said
        assert "Lucide" in said
        dialog.reject()


class TestDrops:
    def drag(self, window: MainWindow, *paths: Path) -> tuple[DropGuide, QMimeData]:
        data = QMimeData()
        if paths:
            data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        event = QDragEnterEvent(QPoint(300, 300), Qt.DropAction.CopyAction, data, buttons, keys)
        QApplication.sendEvent(window.windowHandle(), event)
        return window.findChild(DropGuide), data

    def let_go(self, guide: DropGuide, data: QMimeData) -> None:
        buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(guide, QDropEvent(QPointF(300, 300), Qt.DropAction.CopyAction, data, buttons, keys))

    def test_a_sheet_over_the_window_says_what_will_happen_and_leads_to_its_import(
        self, window: MainWindow, tmp_path: Path, qtbot: QtBot
    ):
        sheet = tmp_path / "leads.csv"
        sheet.write_text("name,phone\nDelta,13900001111\n", "utf-8")
        guide, data = self.drag(window, sheet)
        assert guide.isVisible()
        assert "importing" in guide.text
        self.let_go(guide, data)
        assert not guide.isVisible()
        shown(window, qtbot)
        assert window.opened.exchange.imports.isVisible()

    def test_a_workspace_is_opened(self, window: MainWindow, blank_workspace: Path, tmp_path: Path, qtbot: QtBot):
        second = tmp_path / "second.crmdesk"
        second.write_bytes(blank_workspace.read_bytes())
        guide, data = self.drag(window, second)
        assert "workspace" in guide.text
        self.let_go(guide, data)
        shown(window, qtbot)
        assert window.windowTitle() == "second – crmdesk"

    def test_texts_are_none_of_its_business(self, window: MainWindow):
        guide, _data = self.drag(window)
        assert not guide.isVisible()

    def test_a_sheet_without_a_workspace_is_not_taken(self, empty_window: MainWindow, tmp_path: Path):
        guide, _data = self.drag(empty_window, tmp_path / "leads.csv")
        assert not guide.isVisible()


class TestHowItWasLeft:
    def test_place_screen_and_customer_come_back(
        self, qapp: QApplication, office: Office, tmp_path: Path, files: PreparedFiles, qtbot: QtBot
    ):
        add_customer(office, "Acme")
        uid = add_customer(office, "Bolt Works")
        kept = tmp_path / "kept.json"
        with window_on(qapp, kept, office.path, FixedClock(), files) as window:
            shown(window, qtbot)
            window.opened.customers.open_customer(uid)
            shown(window, qtbot)
            window.commands["view.losses"].trigger()
            shown(window, qtbot)
            window.setGeometry(30, 40, 1100, 700)
        views = settings.load(kept).views
        assert views["window.place"] == (30, 40, 1100, 700)
        with window_on(qapp, kept, office.path, FixedClock(), files) as window:
            shown(window, qtbot)
            assert window.opened.losses.isVisible()
            qtbot.waitUntil(lambda: window.opened.customers.selected_customer() is not None)
            assert window.opened.customers.selected_customer().name == "Bolt Works"

    def test_a_place_on_no_screen_is_not_gone_to(self, qapp: QApplication, tmp_path: Path, files: PreparedFiles):
        kept = tmp_path / "kept.json"
        settings.save(settings.Settings(views={"window.place": (-9000, -9000, 900, 700)}), kept)
        with window_on(qapp, kept, None, FixedClock(), files) as window:
            assert window.x() > -2000

    def test_a_workspace_open_elsewhere_is_not_opened_twice(
        self, qapp: QApplication, window: MainWindow, office: Office, tmp_path: Path, files: PreparedFiles, qtbot: QtBot
    ):
        asked = qtbot.waitSignal(window.instance.show_requested)
        with asked, window_on(qapp, tmp_path / "other.json", office.path, FixedClock(), files) as second:
            assert second.start_page.isVisible()


def _new(name: str) -> NewCustomer:
    return NewCustomer(name)


def test_the_keyboard_comes_back_to_where_it_was_left_on_a_screen(window: MainWindow, office: Office, qtbot: QtBot):
    add_customer(office, "Acme")
    window.opened.bus.publish(Changes(everything=True))
    shown(window, qtbot)
    field = window.opened.customers.composer.fields.text
    field.setFocus()
    for screen in (LOSSES, CUSTOMERS):
        window.show_screen(screen)
        qtbot.waitUntil(lambda: window.frame_of_window.stack.currentWidget().isAncestorOf(QApplication.focusWidget()))
    assert field.hasFocus()
