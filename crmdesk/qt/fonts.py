"""The bundled font: Chinese and Latin that look the same on every machine, also on one without any font.

Knows nothing of widgets. Nothing here may be called before a QGuiApplication exists.
"""

from PySide6.QtGui import QFont, QFontDatabase

from crmdesk import paths
from crmdesk.qt.theme import FONT_FAMILIES

_FILES = ("crmdeskSans-Regular.otf", "crmdeskSans-Bold.otf")


def load_fonts() -> None:
    """Make the bundled font known to Qt; doing so again changes nothing.

    Raises FileNotFoundError if the program was installed without its fonts.
    """
    if FONT_FAMILIES[0] in QFontDatabase.families():
        return
    for name in _FILES:
        file = paths.resource_folder("fonts") / name
        if QFontDatabase.addApplicationFont(str(file)) < 0:
            raise FileNotFoundError(file)


def font(pixels: float, *, bold: bool = False) -> QFont:
    """The interface's font at a size in logical pixels, unhinted so that texts scale without moving."""
    made = QFont(list(FONT_FAMILIES))
    made.setPixelSize(round(pixels))
    made.setBold(bold)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    made.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    return made
