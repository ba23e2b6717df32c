"""Loss reasons nested, merged, renamed by other words, sent out and taken in, by real clicks and keys."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from crmdesk.exchange.tables.writing.output import OutColumn, OutSheet
from crmdesk.exchange.tables.writing.workbook import write_workbook
from crmdesk.services.customers import NewCustomer
from crmdesk.services.loss_accounts import LossWords
from crmdesk.ui.settings.merge_dialog import MergeDialog
from crmdesk.ui.settings.reason_page import ReasonPage
from crmdesk.ui.settings.reason_set_button import SLOT
from crmdesk.ui.settings.reason_set_dialogs import ReasonPreview, SaveReasonsDialog
from crmdesk.ui.shell.main_window import MainWindow
from tests.ui.conftest import PreparedFiles, dialog_of

LEFT, ALT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> ReasonPage:
    with qtbot.waitActive(window):
        window.activateWindow()
    window.commands["view.settings"].trigger()
    window.opened.settings.show_page("reasons")
    shown = window.opened.settings.page()
    assert isinstance(shown, ReasonPage)
    return shown


def choose(page: ReasonPage, name: str) -> None:
    uid = next(entry.uid for entry in page.bench.services.configuration.reasons.entries() if entry.name == name)
    page.panel.tree.choose(uid)


def idle(page: ReasonPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page.bench.runner.busy(SLOT))


def reasons(page: ReasonPage) -> dict[str, str]:
    """What each reason stands below, by name."""
    entries = page.bench.services.configuration.reasons.entries()
    names = {entry.uid: entry.name for entry in entries}
    return {entry.name: names.get(entry.parent_uid or "", "") for entry in entries}


def test_a_reason_is_nested_merged_and_given_what_it_asks(page: ReasonPage, window: MainWindow, qtbot: QtBot) -> None:
    services = window.opened.services
    for name in ("Weather", "Rain"):
        services.configuration.reasons.add(name)
    services.customers.add_customer(NewCustomer("Acme"))
    deal = services.deals.add_deal("Acme", "Lost one")[0].uid
    window.opened.bus.publish(services.deals.mark_lost(deal, LossWords("Rain"))[1])
    page.read()
    choose(page, "Rain")
    qtbot.keyClick(page.panel.tree, Qt.Key.Key_Right, ALT)
    assert reasons(page)["Rain"] == "Weather"
    assert page.panel.current().name == "Rain"
    assert page.card._remark.text() == "Given for 1 loss."
    qtbot.keyClick(page.panel.tree, Qt.Key.Key_Left, ALT)
    assert reasons(page)["Rain"] == ""
    page.card.win_back.click()
    assert page.card.win_back_days.text() == "90"
    area = page.card.area
    area.areas.setCurrentIndex(area.areas.count() - 1)
    area.areas.activated.emit(area.areas.currentIndex())
    qtbot.keyClicks(area.own, "Nature")
    qtbot.keyClick(area.own, Qt.Key.Key_Return)
    assert (area.areas.currentData(), area.own.isVisible()) == ("Nature", False)
    qtbot.keyClicks(page.card.words.line.field, "wet")
    qtbot.keyClick(page.card.words.line.field, Qt.Key.Key_Return)
    assert [chip.word for chip in page.card.words.chips] == ["wet"]
    qtbot.mouseClick(page.card.merge_button, LEFT)
    dialog = dialog_of(window, MergeDialog)
    assert isinstance(dialog, MergeDialog)
    dialog.search.setText("weather")
    assert "To “Weather” goes: 1 loss. It then stands for 1 loss." in dialog.note.text()
    qtbot.mouseClick(dialog.button, LEFT)
    assert window.notice.text == "“Rain” went into “Weather”."
    choose(page, "Weather")
    assert {chip.word for chip in page.card.words.chips} == {"wet", "Rain"}
    window.commands["edit.undo"].trigger()
    assert "Rain" in reasons(page)
    choose(page, "Unknown yet")
    assert not page.card.merge_button.isVisible()


def test_reasons_go_out_and_come_in_again_and_bad_rows_are_handed_back(
    page: ReasonPage, window: MainWindow, files: PreparedFiles, qtbot: QtBot, tmp_path: Path
) -> None:
    window.commands["reasons.save"].trigger()
    form = dialog_of(window, SaveReasonsDialog)
    assert isinstance(form, SaveReasonsDialog)
    form.format.setCurrentIndex(1)
    files.saved = tmp_path / "ours.xlsx"
    qtbot.mouseClick(form.accept_button, LEFT)
    idle(page, qtbot)
    assert window.notice.text == "12 loss reasons saved as ours.xlsx."
    sheet = tmp_path / "more.xlsx"
    columns = (OutColumn("Reason"), OutColumn("Sub-reason"), OutColumn("Demand a note"))
    write_workbook(
        sheet, [OutSheet("More", columns, [("Weather", "", "yes"), ("", "rain", "perhaps"), ("Price", "", "no")])]
    )
    files.opened, files.saved = [sheet], tmp_path / "bad.xlsx"
    page.sets.choices.findChild(QAction, "take").trigger()
    idle(page, qtbot)
    preview = dialog_of(window, ReasonPreview)
    assert isinstance(preview, ReasonPreview)
    rows = [(line.place, line.what) for line in preview.model.records]
    assert rows == [
        ("Row 3", "“perhaps” is neither yes nor no."), ("Weather", "new"), ("Price", "as it is here"),
    ]  # fmt: skip
    qtbot.mouseClick(preview.save_rows, LEFT)
    assert (tmp_path / "bad.xlsx").exists()
    qtbot.keyClick(preview, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    idle(page, qtbot)
    assert window.notice.text == "The loss reasons of “More” are taken in."
    assert "Weather" in reasons(page)
    window.commands["edit.undo"].trigger()
    assert "Weather" not in reasons(page)
    sheet.write_text("nothing", "utf-8")
    files.opened = [sheet]
    window.commands["reasons.take"].trigger()
    idle(page, qtbot)
    assert page.wrong.isVisible()
