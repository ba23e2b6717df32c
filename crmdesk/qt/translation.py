"""Lets Qt's own dialogs and formats speak the language of the program. Knows nothing of the program's sentences."""

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from crmdesk.i18n import language

_NAME = "qt-texts"


def speak(application: QApplication) -> None:
    """Speak the language in use from now on, and no other."""
    for former in application.findChildren(QTranslator, _NAME):
        application.removeTranslator(former)
        former.deleteLater()
    QLocale.setDefault(QLocale(language()))
    translator = QTranslator(application)
    translator.setObjectName(_NAME)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(QLocale(language()), "qtbase", "_", folder):
        application.installTranslator(translator)
