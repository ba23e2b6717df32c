"""A view together with what stands in its place while there is nothing to show, it is not there yet, or it failed."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from crmdesk.qt.plain_text import caption, without_key
from crmdesk.qt.widgets.labels import label
from crmdesk.qt.widgets.picture import Picture

_ICON_SIZE = 40
_BAR_WIDTH = 180


class StateStack(QStackedWidget):
    """Shows its content, or a sentence with what can be done about it."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = content
        self._message = QWidget()
        self._layout = QVBoxLayout(self._message)
        self._layout.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._layout.setSpacing(10)
        self.addWidget(content)
        self.addWidget(self._message)

    def show_content(self) -> None:
        """Show the view itself."""
        self.setCurrentWidget(self._content)

    def show_busy(self, sentence: str) -> None:
        """Say that it is coming."""
        self._show("", sentence, "", ())
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setFixedWidth(_BAR_WIDTH)
        bar.setAccessibleName(sentence)
        self._add(bar)

    def show_empty(self, icon_name: str, title: str, sentence: str, actions: Sequence[QAction] = ()) -> None:
        """Say what would be here, why it is not, and what to do; the first action is the one advised."""
        self._show(icon_name, title, sentence, actions)

    def show_failure(self, sentence: str, actions: Sequence[QAction] = ()) -> None:
        """Say what went wrong."""
        self._show("triangle-alert", sentence, "", actions)

    def message(self) -> str:
        """The sentences shown instead of the content; empty while the content is shown."""
        if self.currentWidget() is self._content:
            return ""
        return "\n".join(part.text() for part in self._message.findChildren(QLabel) if part.text())

    def _show(self, icon_name: str, title: str, sentence: str, actions: Sequence[QAction]) -> None:
        while (item := self._layout.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                # Hidden first: what is in sight when it loses its parent takes the keyboard from the whole window.
                widget.hide()
                widget.setParent(None)
                # Deleted later: it may be the button that was just pressed.
                widget.deleteLater()
        if icon_name:
            self._add(Picture(icon_name, _ICON_SIZE, title))
        self._add(label(title, "heading" if icon_name else "muted", wrap=True))
        if sentence:
            self._add(label(sentence, "muted", wrap=True))
        if actions:
            self._add(self._buttons(actions))
        self.setCurrentWidget(self._message)

    def _add(self, widget: QWidget) -> None:
        if isinstance(widget, QLabel):
            widget.setAlignment(Qt.AlignmentFlag.AlignCenter)
            widget.setMaximumWidth(420)
            widget.setMinimumWidth(min(420, max(160, self.width() - 48)))
        self._layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)

    @staticmethod
    def _buttons(actions: Sequence[QAction]) -> QWidget:
        column = QWidget()
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 6, 0, 0)
        for place, action in enumerate(actions):
            button = QPushButton(caption(without_key(action.text())))
            button.setProperty("look", "primary" if place == 0 else "")
            button.clicked.connect(action.trigger)
            layout.addWidget(button)
        return column
