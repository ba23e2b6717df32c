"""The bundled font: Chinese and Latin that look the same on every machine, also on one without any font.

Knows nothing of widgets. Nothing here may be called before a QGuiApplication exists.
"""

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

from crmdesk import paths
from crmdesk.qt.theme import FONT_FAMILIES

_FILES = ("crmdeskSans-Regular.otf", "crmdeskSans-Bold.otf")
_LOADED = "fonts loaded"
"""A property of the application: to ask Qt for all families would take longer than to load these."""


def load_fonts() -> None:
    """Make the bundled font known to Qt; doing so again changes nothing.

    Raises FileNotFoundError if the program was installed without its fonts.
    """
    application = QGuiApplication.instance()
    if application is None or application.property(_LOADED):
        return
    for name in _FILES:
        file = paths.resource_folder("fonts") / name
        if QFontDatabase.addApplicationFont(str(file)) < 0:
            raise FileNotFoundError(file)
    application.setProperty(_LOADED, True)  # noqa: FBT003  # Qt's own order of arguments


def font(pixels: float, *, bold: bool = False) -> QFont:
    """The interface's font at a size in logical pixels, unhinted so that texts scale without moving."""
    made = QFont(list(FONT_FAMILIES))
    made.setPixelSize(round(pixels))
    made.setBold(bold)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    made.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    return made
