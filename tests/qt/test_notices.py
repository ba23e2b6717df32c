import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from crmdesk.qt.notices import Notice


@pytest.fixture
def ground(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.resize(1100, 700)
    QLineEdit(widget).setGeometry(20, 100, 300, 30)
    with qtbot.waitExposed(widget):
        widget.show()
    widget.activateWindow()
    return widget


@pytest.fixture
def notice(ground: QWidget) -> Notice:
    return Notice(ground)


def field(ground: QWidget) -> QLineEdit:
    return ground.findChild(QLineEdit)


def test_it_stays_eight_seconds_and_longer_while_the_pointer_is_on_it(notice: Notice):
    notice.tell("Saved.")
    assert notice.timer.isActive()
    assert notice.timer.interval() >= 8000
    middle = QPointF(notice.rect().center())
    QApplication.sendEvent(notice, QEnterEvent(middle, middle, middle))
    assert not notice.timer.isActive()
    QApplication.sendEvent(notice, QEvent(QEvent.Type.Leave))
    assert notice.timer.isActive()


def test_the_keyboard_goes_to_it_and_back(notice: Notice, ground: QWidget, qtbot: QtBot):
    done: list[str] = []
    field(ground).setFocus()
    notice.tell("Deleted.", "Undo", lambda: done.append("undone"))
    notice.take_keyboard()
    assert QApplication.focusWidget() is notice.findChild(QPushButton, "act")
    assert not notice.timer.isActive()
    notice.take_keyboard()
    assert field(ground).hasFocus()
    assert notice.timer.isActive()
    notice.take_keyboard()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert done == ["undone"]
    assert not notice.isVisible()
    assert field(ground).hasFocus()


def test_it_goes_also_where_the_keyboard_came_from_something_gone(notice: Notice, ground: QWidget):
    origin = field(ground)
    origin.setFocus()
    notice.tell("Deleted.", "Undo")
    notice.take_keyboard()
    origin.deleteLater()
    QCoreApplication.sendPostedEvents(origin, QEvent.Type.DeferredDelete)
    notice.leave()
    assert not notice.isVisible()


def test_esc_lets_it_go(notice: Notice, ground: QWidget, qtbot: QtBot):
    field(ground).setFocus()
    notice.tell("Only told.")
    notice.take_keyboard()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not notice.isVisible()
    assert field(ground).hasFocus()


def test_it_does_not_cover_what_is_typed_into(notice: Notice, ground: QWidget):
    field(ground).setGeometry(10, 600, 500, 40)
    field(ground).setFocus()
    notice.tell("Saved.", "Undo")
    assert not notice.geometry().intersects(QRect(field(ground).mapTo(ground, QPoint(0, 0)), field(ground).size()))
    assert ground.rect().contains(notice.geometry())


def test_it_stands_always_in_the_lower_left_corner_above_the_foot(ground: QWidget):
    rail = QWidget(ground)
    rail.resize(84, 600)
    rail.show()
    notice = Notice(ground, rail)
    for sentence in ("Saved.", "The next step is done, and the one after it is planned.", "many words " * 20):
        notice.tell(sentence, "Undo")
        assert notice.geometry().left() == 92
        assert 36 <= ground.height() - notice.geometry().bottom() <= 60


def test_a_long_text_is_wrapped_and_cut(notice: Notice, ground: QWidget):
    notice.tell("words and words " * 60, "Undo")
    assert ground.rect().contains(notice.geometry())
    assert len(notice.text) <= 240
    assert notice.text.endswith("…")


def test_a_new_one_takes_the_place_of_the_one_before(notice: Notice, ground: QWidget):
    notice.tell("One", "Undo")
    notice.tell("Two")
    assert (notice.text, notice.button) == ("Two", "")
    assert len([each for each in ground.findChildren(Notice) if each.isVisible()]) == 1


def test_two_buttons_stand_below_the_sentence_so_that_it_is_no_wider_than_a_list(notice: Notice):
    notice.tell("The deal “Coordinate measuring machine, second shift” is won.", "Undo", also="What spoke against it?")
    also, act = (button for button in notice.findChildren(QPushButton) if button.isVisible())
    assert also.mapTo(notice, QPoint()).y() == act.mapTo(notice, QPoint()).y() > notice.height() / 2
    assert notice.width() < 320
    notice.tell("Saved.", "Undo")
    assert act.mapTo(notice, QPoint()).y() < notice.height() / 2
