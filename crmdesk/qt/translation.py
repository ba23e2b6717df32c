"""Lets Qt's own dialogs and formats speak the language of the program. Knows nothing of the program's sentences."""

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator
from PySide6.QtWidgets import QApplication
from typing_extensions import override

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
        # The one installed last is asked first.
        application.installTranslator(_WithoutKeys(translator, application))
        application.installTranslator(translator)


class _WithoutKeys(QTranslator):
    """Knows the texts of Qt's dialogs that were translated before they got a key to reach them by."""

    def __init__(self, known: QTranslator, parent: QObject) -> None:
        super().__init__(parent)
        self.setObjectName(_NAME)
        self._known = known

    @override
    def isEmpty(self) -> bool:
        return False

    @override
    def translate(self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        plain = sourceText.replace("&", "")
        return (self._known.translate(context, plain) or None) if plain != sourceText else None
