"""A text that counts once it is left is as tall as its lines."""

from pytestqt.qtbot import QtBot

from crmdesk.qt.appearance import Appearance
from crmdesk.qt.widgets.committed_text import CommittedText


def test_what_fits_is_not_scrolled(qapp, qtbot: QtBot):
    Appearance(qapp, "light")
    field = CommittedText("", name="Good at")
    qtbot.addWidget(field)
    field.show_value("Well-known brand\nand tenders")
    field.show()
    field.resize(300, field.sizeHint().height())
    assert not field.verticalScrollBar().isVisible()
