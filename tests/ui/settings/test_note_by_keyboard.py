"""A quick note is made by keys alone, and does in the composer what it was made for."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from crmdesk.domain.touch import TouchStatus
from crmdesk.services.customers import NewCustomer
from crmdesk.ui.settings.effect_dialog import EffectDialog
from crmdesk.ui.settings.effect_parts import ListPart, StepPart
from crmdesk.ui.settings.note_page import NotePage
from crmdesk.ui.shell.main_window import MainWindow
from tests.ui.conftest import dialog_of

ALT, CTRL, SHIFT = (
    Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier,
)  # fmt: skip
_FAR = 60


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, modifier)


def type_lines(*texts: str) -> None:
    for text in texts:
        QTest.keyClicks(QApplication.focusWidget(), text)
        press(Qt.Key.Key_Return)


def go_to(widget: QWidget) -> None:
    """Press Tab until a field has the keyboard."""
    for _step in range(_FAR):
        if widget.hasFocus():
            return
        press(Qt.Key.Key_Tab)
    pytest.fail(f"Tab does not lead to {widget.objectName() or widget.accessibleName()}")


def choose_chip(page: NotePage, name: str) -> None:
    tree = page.card.questions.list.tree
    go_to(tree)
    press(Qt.Key.Key_Home)
    for step in range(2 * _FAR):
        entry = tree.current()
        if entry is not None and entry.name == name:
            return
        press(Qt.Key.Key_Down if step % 2 else Qt.Key.Key_Right)
    pytest.fail(f"the arrows do not lead to {name}")


def effect_form(window: MainWindow) -> EffectDialog:
    form = dialog_of(window, EffectDialog)
    assert isinstance(form, EffectDialog)
    return form


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> NotePage:
    window.opened.services.customers.add_customer(NewCustomer("Acme"))
    with qtbot.waitActive(window):
        window.activateWindow()
    window.commands["view.settings"].trigger()
    window.opened.settings.show_page("notes")
    shown = window.opened.settings.page()
    assert isinstance(shown, NotePage)
    return shown


def build(page: NotePage, window: MainWindow, qtbot: QtBot) -> None:
    page.panel.tree.setFocus()
    press(Qt.Key.Key_Insert)
    type_lines("Fair talk")
    questions = page.card.questions
    for question, chips in (("Interest", ("machines", "service")), ("Grade", ("first", "second"))):
        go_to(questions.list.tree)
        press(Qt.Key.Key_Insert)
        type_lines(question)
        go_to(questions.form.adding.field)
        type_lines(*chips)
    go_to(questions.list.tree)
    press(Qt.Key.Key_Insert)
    type_lines("Visit on")
    go_to(questions.form.type)
    while questions.form.type.currentText() != "day or time":
        press(Qt.Key.Key_Down)
    choose_chip(page, "machines")
    go_to(questions.effect)
    press(Qt.Key.Key_Space)
    form = effect_form(window)
    qtbot.waitUntil(form.place.hasFocus)
    part = form.part
    assert isinstance(part, ListPart)
    go_to(part.choice)
    while part.choice.currentText() != "Level · A":
        press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return, CTRL)
    window.activateWindow()
    qtbot.waitUntil(page.card.deeds.table.hasFocus)
    go_to(page.card.deeds.add)
    press(Qt.Key.Key_Space)
    form = effect_form(window)
    qtbot.waitUntil(form.place.hasFocus)
    while form.place.currentText() != "machines":
        press(Qt.Key.Key_Down)
    go_to(form.sort)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    step = form.part
    assert isinstance(step, StepPart)
    go_to(step.text)
    QTest.keyClicks(step.text, "Send the offer")
    press(Qt.Key.Key_Return, CTRL)
    window.activateWindow()
    qtbot.waitUntil(page.card.deeds.table.hasFocus)


def test_a_note_with_two_groups_a_date_and_effects_is_built_and_used_by_keys(
    page: NotePage, window: MainWindow, qtbot: QtBot
) -> None:
    build(page, window, qtbot)
    services = window.opened.services
    [note] = [each for each in services.configuration.quick_notes.entries() if each.name == "Fair talk"]
    assert [(field.label, field.type.value) for field in note.template.fields][-3:] == [
        ("Interest", "one"), ("Grade", "one"), ("Visit on", "date"),
    ]  # fmt: skip
    window.commands["view.customers"].trigger()
    window.opened.customers.open_customer(services.customers.card("Acme").customer.uid)
    composer = window.opened.customers.composer
    composer.fields.text.setFocus()
    QTest.keyClicks(composer.fields.text, "/Fair")
    press(Qt.Key.Key_Return)
    panel = composer.fields.panel
    assert panel.template is not None
    assert panel.template.name == "Fair talk"
    panel.questions["interest"].enter()
    press(Qt.Key.Key_1)
    press(Qt.Key.Key_2)
    QTest.keyClicks(QApplication.focusWidget(), "Friday")
    assert panel.sentence.text().startswith("Fair talk: machines; second; 2026-03-06")
    press(Qt.Key.Key_Return, CTRL)
    assert services.tags.tags_of("Acme") == ["A"]
    planned = [touch for touch in services.touches.timeline("Acme") if touch.status is TouchStatus.PLANNED]
    assert [touch.title for touch in planned] == ["Send the offer"]
    window.commands["edit.undo"].trigger()
    assert services.tags.tags_of("Acme") == []
    assert not [touch for touch in services.touches.timeline("Acme") if not touch.system]
