from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from crmdesk.qt.keyboard_origin import give_back


def test_the_keyboard_goes_back_only_to_what_is_there(qtbot: QtBot):
    ground = QWidget()
    qtbot.addWidget(ground)
    here, hidden, gone = QLineEdit(ground), QLineEdit(ground), QLineEdit(ground)
    ground.show()
    ground.activateWindow()
    qtbot.waitUntil(ground.isActiveWindow)
    hidden.hide()
    gone.deleteLater()
    QCoreApplication.sendPostedEvents(gone, QEvent.Type.DeferredDelete)
    assert give_back(here)
    assert here.hasFocus()
    assert not any(give_back(origin) for origin in (hidden, gone, None))
    assert here.hasFocus()
