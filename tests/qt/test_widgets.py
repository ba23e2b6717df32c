import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAction, QPalette
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from crmdesk import paths
from crmdesk.domain.errors import ConflictError, ValidationError
from crmdesk.qt.icons import icon, pixmap
from crmdesk.qt.looks import show_look
from crmdesk.qt.notices import Notice
from crmdesk.qt.plain_text import caption, tool_tip, without_key
from crmdesk.qt.widgets.buttons import CommandButton, IconButton
from crmdesk.qt.widgets.choice_strip import ChoiceStrip
from crmdesk.qt.widgets.fields import SearchField, TextLine
from crmdesk.qt.widgets.flow_layout import FlowLayout
from crmdesk.qt.widgets.form_dialog import FormDialog
from crmdesk.qt.widgets.job_strip import JobStrip
from crmdesk.qt.widgets.labels import ShortenedLabel
from crmdesk.qt.widgets.state_stack import StateStack


class NameDialog(FormDialog):
    def __init__(self) -> None:
        super().__init__("Name", "Say it.", "Take it")
        self.name = TextLine()
        self.add_field("name", "Name", self.name)

    @override
    def value(self) -> str:
        if self.name.text() == "?":
            raise ValidationError("That is no name.", field="name")
        return self.name.text()


def test_a_form_offers_its_value_and_says_what_is_wrong_where_it_is(qtbot: QtBot) -> None:
    dialog = NameDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.focusWidget() is dialog.name
    offered: list[str] = []
    dialog.submitted.connect(offered.append)
    qtbot.keyClicks(dialog.name, "?")
    dialog.submit()
    assert (offered, dialog.error_text("name")) == ([], "That is no name.")
    dialog.name.setText("Li Na")
    qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    assert (offered, dialog.error_text("name")) == (["Li Na"], "")
    dialog.show_error(ConflictError("Somebody was faster."))
    assert "Somebody was faster." in [part.text() for part in dialog.findChildren(QLabel) if part.isVisible()]


def test_a_form_is_as_high_as_its_fields_are_at_its_width(qtbot: QtBot) -> None:
    dialog, chips = NameDialog(), QWidget()
    flow = FlowLayout(chips)
    for number in range(4):
        flow.addWidget(QPushButton(f"In {number} weeks"))
    field = QWidget()
    column = QVBoxLayout(field)
    column.addWidget(TextLine())
    column.addWidget(chips)
    dialog.add_field("chips", "Or", field)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.height() == dialog.layout().totalHeightForWidth(dialog.width())


def test_the_keyboard_comes_to_the_word_that_is_chosen(qtbot: QtBot) -> None:
    strip = ChoiceStrip("Win back?", [("yes", "yes"), ("maybe", "maybe")])
    qtbot.addWidget(strip)
    strip.show()
    strip.setFocus()
    assert strip.focusWidget() is strip.buttons["yes"]
    strip.show_key("maybe")
    strip.setFocus()
    assert strip.focusWidget() is strip.buttons["maybe"]


def test_a_line_takes_back_its_own_text_first_and_then_leaves_it_to_the_window(qtbot: QtBot) -> None:
    line = TextLine("what")
    qtbot.addWidget(line)
    line.show()
    qtbot.keyClicks(line, "abc")
    qtbot.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert line.text() == ""
    line.setText("new")
    line.empty()
    qtbot.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert line.text() == ""
    assert line.accessibleName() == "what"


def test_a_search_field_has_a_cross_only_when_there_is_something_to_clear(qtbot: QtBot) -> None:
    field = SearchField("find", name="Search")
    qtbot.addWidget(field)
    field.show()
    [cross] = field.findChildren(IconButton)
    assert not cross.isVisible()
    qtbot.keyClicks(field, "a")
    assert cross.isVisible()
    cross.click()
    assert (field.text(), cross.isVisible()) == ("", False)


def test_a_notice_offers_one_thing_and_goes_away(qtbot: QtBot) -> None:
    window = QWidget()
    window.resize(900, 600)
    qtbot.addWidget(window)
    notice, done = Notice(window), []
    window.show()
    notice.tell("Saved <b>it</b>.", "Undo", lambda: done.append("undone"))
    assert notice.isVisible()
    assert window.rect().contains(notice.geometry())
    notice.findChild(QPushButton, "act").click()
    assert done == ["undone"]
    assert not notice.isVisible()


def test_a_command_button_is_what_its_action_is(qtbot: QtBot) -> None:
    action = QAction("&Lose…")
    action.setShortcut("Ctrl+Shift+L")
    button, done = CommandButton(action, "circle-x"), []
    qtbot.addWidget(button)
    action.triggered.connect(lambda: done.append(1))
    assert (button.text(), button.accessibleName()) == (" Lose…", "Lose…")
    assert "Ctrl+Shift+L" in button.toolTip()
    button.click()
    action.setEnabled(False)
    button.click()
    assert done == [1]


def test_states_take_the_place_of_the_content(qtbot: QtBot) -> None:
    content, action = QWidget(), QAction("Add")
    stack, done = StateStack(content), []
    qtbot.addWidget(stack)
    action.triggered.connect(lambda: done.append(1))
    stack.show()
    stack.show_busy("Reading…")
    assert stack.message() == "Reading…"
    stack.show_empty("users", "Nothing", "Add something.", (action,))
    assert stack.message() == "Nothing\nAdd something."
    stack.findChild(QPushButton).click()
    assert done == [1]
    stack.show_failure("It failed.")
    assert "It failed." in stack.message()
    stack.show_content()
    assert (stack.message(), content.isVisible()) == ("", True)


def test_widgets_flow_into_the_next_line(qtbot: QtBot) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    flow = FlowLayout(box, gap=4)
    for _number in range(4):
        part = QWidget()
        part.setFixedSize(40, 20)
        flow.addWidget(part)
    assert flow.heightForWidth(200) == 20
    assert flow.heightForWidth(90) == 44
    flow.setGeometry(QRect(0, 0, 90, 50))
    assert [flow.itemAt(place).geometry().top() for place in range(4)] == [0, 0, 24, 24]
    assert flow.itemAt(9) is None
    assert flow.takeAt(9) is None


def test_a_job_is_shown_while_it_runs(qtbot: QtBot) -> None:
    strip = JobStrip()
    qtbot.addWidget(strip)
    assert not strip.isVisible()
    strip.begin("Reading…")
    strip.show_progress(3, 10)
    assert strip.isVisible()
    with qtbot.waitSignal(strip.cancel_requested):
        strip.findChild(IconButton).click()
    strip.end()
    assert not strip.isVisible()


def test_a_long_text_is_shortened_and_told_whole(qtbot: QtBot) -> None:
    text = ShortenedLabel()
    qtbot.addWidget(text)
    text.resize(60, 20)
    text.show_text("A very\nlong <name>")
    assert text.text().endswith("…")
    assert text.accessibleName() == "A very long <name>"
    assert text.toolTip() == "<p>A very long &lt;name&gt;</p>"


def test_signs_keep_their_meaning() -> None:
    assert tool_tip("") == ""
    assert caption("R&D") == "R&&D"
    assert [without_key(title) for title in ("&File", "文件(&F)", "R&&D", "Save &as…")] == [
        "File", "文件", "R&D", "Save as…",
    ]  # fmt: skip


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("name", sorted(file.stem for file in paths.resource_folder("icons").glob("*.svg")))
def test_every_icon_can_be_drawn_in_a_colour(name: str) -> None:
    image = pixmap(name, "#0F62AE", 24, 2).toImage()
    assert (image.width(), image.devicePixelRatio()) == (48, 2)
    assert any(image.pixelColor(x, y).alpha() > 200 for x in range(48) for y in range(48))
    assert not icon(name).isNull()


def test_another_look_is_shown_at_once(qtbot: QtBot):
    ground = QWidget()
    ground.setStyleSheet('QLabel { color: #010203; } QLabel[look="wrong"] { color: #cc0000; }')
    qtbot.addWidget(ground)
    shown = QLabel("Acme", ground)
    ground.show()
    for look, colour in (("wrong", "#cc0000"), ("", "#010203")):
        show_look(shown, look)
        assert shown.palette().color(QPalette.ColorRole.WindowText).name() == colour
