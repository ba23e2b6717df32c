"""Qt's own dialogs in the languages of the program."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel

from crmdesk.i18n import use_language
from crmdesk.qt.translation import speak


@pytest.fixture(autouse=True)
def english(qapp: QApplication) -> Iterator[None]:
    yield
    use_language("en")
    speak(qapp)


@pytest.mark.parametrize("language", ["zh_CN", "zh_TW"])
def test_no_label_of_the_file_dialog_is_left_in_english(qapp: QApplication, language: str):
    use_language(language)
    speak(qapp)
    dialog = QFileDialog()
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    texts = [each.text() for each in dialog.findChildren(QLabel) if each.text()]
    assert texts
    assert not [text for text in texts if text.replace("&", "").isascii()]
    dialog.deleteLater()


def test_what_nobody_translated_stays_as_it_is(qapp: QApplication):
    use_language("zh_CN")
    speak(qapp)
    assert QCoreApplication.translate("QFileDialog", "No such &sentence") == "No such &sentence"
    assert QCoreApplication.translate("QFileDialog", "No such sentence") == "No such sentence"
