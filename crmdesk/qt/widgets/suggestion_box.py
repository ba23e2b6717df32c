"""A field with suggestions that fit what is typed, anywhere in them; anything else may be typed too.

What fits only one of them stands for that one.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QWidget


class SuggestionBox(QComboBox):
    """``committed`` brings the text once one is chosen, Enter is pressed or the field is left."""

    committed = Signal(str)

    def __init__(self, suggestions: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.addItems(suggestions)
        line = QLineEdit(self)
        self.setLineEdit(line)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)
        self.activated.connect(lambda _place: self.committed.emit(self.currentText()))
        line.editingFinished.connect(self._finish)

    def _finish(self) -> None:
        typed = self.currentText().strip().casefold()
        fitting = [text for text in map(self.itemText, range(self.count())) if typed in text.casefold()]
        if typed and len(fitting) == 1:
            self.setCurrentText(fitting[0])
        self.committed.emit(self.currentText())
