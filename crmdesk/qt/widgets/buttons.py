"""Buttons with line icons that follow the theme."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QColor, QGuiApplication, QKeySequence, QPalette
from PySide6.QtWidgets import QToolButton, QWidget
from typing_extensions import override

from crmdesk.qt.icons import icon
from crmdesk.qt.plain_text import caption, tool_tip, without_key

_SPARE = 8


class IconButton(QToolButton):
    """A button with an icon, beside its text if it has one; ``ink`` is the palette's colour for the icon."""

    def __init__(
        self,
        icon_name: str,
        text: str = "",
        *,
        look: str = "",
        name: str = "",
        ink: QPalette.ColorRole = QPalette.ColorRole.ButtonText,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon_name, self._ink = icon_name, ink
        self._colour: QColor | None = None
        self.show_text(text)
        self.setAccessibleName(name or text)
        self.setToolTip(tool_tip(name) if name != text else "")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setIconSize(QSize(16, 16))
        style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon if text else Qt.ToolButtonStyle.ToolButtonIconOnly
        self.setToolButtonStyle(style)
        if look:
            self.setProperty("look", look)
        self._dress()

    def show_text(self, text: str) -> None:
        """Show another text beside the icon."""
        # Qt leaves no room between an icon and its text.
        self.setText(f" {caption(text)}" if text else "")

    def show_icon(self, icon_name: str) -> None:
        """Show another icon."""
        self._icon_name, self._colour = icon_name, None
        self._dress()

    def show_words(self, *, shown: bool) -> None:
        """Leave its text away where there is no room, or show it again."""
        style = Qt.ToolButtonStyle
        self.setToolButtonStyle(style.ToolButtonTextBesideIcon if shown else style.ToolButtonIconOnly)

    @override
    def sizeHint(self) -> QSize:
        # Qt counts the room for the text generously.
        hint = super().sizeHint()
        with_text = self.text() and self.toolButtonStyle() is not Qt.ToolButtonStyle.ToolButtonIconOnly
        return hint - QSize(_SPARE, 0) if with_text else hint

    def _dress(self) -> None:
        colour = QGuiApplication.palette().color(self._ink)
        if colour != self._colour:
            self._colour = colour
            self.setIcon(icon(self._icon_name, colour))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()


class CommandButton(IconButton):
    """Stands for an action: does what it does, and is enabled and named as it is."""

    def __init__(
        self,
        action: QAction,
        icon_name: str,
        *,
        look: str = "",
        text: str | None = None,
        ink: QPalette.ColorRole = QPalette.ColorRole.ButtonText,
        parent: QWidget | None = None,
    ) -> None:
        title = without_key(action.text())
        shown = title if text is None else text
        super().__init__(icon_name, shown, look=look, name=title, ink=ink, parent=parent)
        # A click leaves the keyboard where the person is: what is done may disable the button.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._action = action
        keys = keys_of(action)
        self.setToolTip(tool_tip(f"{action.toolTip()} ({keys})" if keys else action.toolTip()))
        self.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        self.setEnabled(self._action.isEnabled())
        self.setCheckable(self._action.isCheckable())
        self.setChecked(self._action.isChecked())


def filter_chip() -> QToolButton:
    """A chip that is on or off."""
    chip = QToolButton()
    chip.setProperty("look", "filter_chip")
    chip.setCheckable(True)
    return chip


def keys_of(action: QAction) -> str:
    """The first keys of an action as this system writes them; empty where it has none."""
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
