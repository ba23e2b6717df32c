"""A sentence over a view, right below the editor whose text was refused. Knows neither the view nor its records."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from crmdesk.qt.widgets.fields import mark_wrong

_GAP = 3


class EditorRefusal(QLabel):
    """Hidden until an editor inside ``place`` is refused; it goes where the editor goes, and with it."""

    def __init__(self, place: QWidget) -> None:
        super().__init__(place)
        self._place = place
        self._editor: QWidget | None = None
        self.setProperty("look", "refusal")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.hide()

    def show_beside(self, editor: QWidget, sentence: str) -> None:
        """Say why the text of an editor was not taken."""
        if editor is not self._editor:
            editor.destroyed.connect(self.hide)
        self._editor = editor
        mark_wrong(editor, wrong=True)
        editor.setAccessibleDescription(sentence)
        self.setText(sentence)
        self.show()
        self.raise_()
        self.follow()

    def follow(self) -> None:
        """Stand below the editor, or above it where there is no room."""
        if self._editor is None or self.isHidden():
            return
        edited = self._editor.geometry()
        height = self.heightForWidth(edited.width())
        below = edited.bottom() + _GAP
        fits = below + height <= self._place.height()
        self.setGeometry(edited.left(), below if fits else edited.top() - _GAP - height, edited.width(), height)
