"""Offers below a line of text what it may become: a list that is asked for anew with every letter.

Knows nothing of what is offered. Asks nothing while a character is still being composed.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit
from typing_extensions import override

from crmdesk.i18n import _

Offer = Callable[[str], Sequence[str]]
"""What a text may become, the likeliest first."""


class Suggestions(QCompleter):
    """Belongs to its line; choosing one puts it there, or what it ``becomes`` where that is something else."""

    def __init__(self, line: QLineEdit, offer: Offer, becomes: Callable[[str], str] = str) -> None:
        super().__init__(line)
        self._line, self._offer, self._becomes = line, offer, becomes
        self._texts = QStringListModel(self)
        self.setModel(self._texts)
        self.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        # Before the line is completed by Qt, which tells of edits first.
        line.textEdited.connect(self._ask)
        line.setCompleter(self)
        if (popup := self.popup()) is not None:
            popup.setAccessibleName(_("Suggestions"))
            popup.setProperty("look", "offers")

    @override
    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        return self._becomes(super().pathFromIndex(index))

    def show_all(self) -> None:
        """Offer without waiting for a letter."""
        self._ask(self._line.text())
        if self._texts.rowCount():
            self.complete()

    def _ask(self, text: str) -> None:
        texts = list(self._offer(text))
        # What is there already needs no list, which would only take the next click for itself.
        self._texts.setStringList([] if texts == [text] else texts)
