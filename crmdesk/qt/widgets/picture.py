"""An icon to look at, in the theme's colours."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QLabel, QWidget
from typing_extensions import override

from crmdesk.qt.icons import pixmap


class Picture(QLabel):
    """``size`` is in logical pixels, ``name`` what it stands for, ``ink`` the palette's colour it is drawn in."""

    def __init__(
        self,
        icon_name: str,
        size: int,
        name: str,
        ink: QPalette.ColorRole = QPalette.ColorRole.PlaceholderText,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon_name, self._size, self._ink = icon_name, size, ink
        self.setAccessibleName(name)
        self._draw()

    def _draw(self) -> None:
        colour = QGuiApplication.palette().color(self._ink)
        self.setPixmap(pixmap(self._icon_name, colour, self._size, self.devicePixelRatioF()))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()
