"""Light or dark: as the system is, or as the person wants it; live, for the whole application.

Knows nothing of where the choice is kept.
"""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from crmdesk.qt.fonts import font, load_fonts
from crmdesk.qt.style import stylesheet
from crmdesk.qt.theme import DARK, LIGHT, Theme, palette


class Appearance(QObject):
    """The theme in force. ``mode`` is ``light``, ``dark`` or, to follow the system, empty."""

    changed = Signal()

    def __init__(self, application: QApplication, mode: str = "") -> None:
        super().__init__(application)
        self.application = application
        self.mode = mode
        load_fonts()
        application.setStyle("Fusion")
        application.setFont(font(LIGHT.sizes.body))
        self.theme: Theme = self._wanted()
        self._apply()
        application.styleHints().colorSchemeChanged.connect(self._refresh)

    def set_mode(self, mode: str) -> None:
        """Follow the system (empty) or stay ``light`` or ``dark``."""
        self.mode = mode
        self._refresh()

    def _wanted(self) -> Theme:
        system = self.application.styleHints().colorScheme()
        dark = self.mode == "dark" or (not self.mode and system == Qt.ColorScheme.Dark)
        return DARK if dark else LIGHT

    def _refresh(self) -> None:
        if self._wanted() is not self.theme:
            self.theme = self._wanted()
            self._apply()
            self.changed.emit()

    def _apply(self) -> None:
        # To dress naked widgets takes Qt a quarter of the time that it takes to dress them otherwise.
        self.application.setStyleSheet("")
        self.application.setPalette(palette(self.theme))
        self.application.setStyleSheet(stylesheet(self.theme))
