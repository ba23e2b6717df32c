"""The other words for an entry as chips, and a line that adds one. It changes nothing itself."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crmdesk.domain.listed import Alias
from crmdesk.i18n import _
from crmdesk.qt.appearance import Appearance
from crmdesk.qt.widgets.flow_layout import FlowLayout
from crmdesk.qt.widgets.word_chip import WordChip
from crmdesk.ui.settings.add_line import AddLine


class AliasEditor(QWidget):
    """``removed`` brings the uid of a word whose chip was clicked, ``line.submitted`` a new word."""

    removed = Signal(str)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._shown: tuple[Alias, ...] = ()
        self.chips: list[WordChip] = []
        self.line = AddLine(_("Another word"))
        self.setFocusProxy(self.line.field)
        self._words = QWidget()
        self._flow = FlowLayout(self._words)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._words)
        layout.addWidget(self.line)
        self._words.hide()

    def show_words(self, words: Sequence[Alias]) -> None:
        """Show these."""
        if tuple(words) == self._shown:
            return
        had_keyboard = any(chip.hasFocus() for chip in self.chips)
        self._shown = tuple(words)
        while (item := self._flow.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.chips = [self._chip(word) for word in words]
        for chip in self.chips:
            self._flow.addWidget(chip)
            chip.show()
        self._words.setVisible(bool(words))
        if had_keyboard:
            (self.chips[-1] if self.chips else self.line.field).setFocus()

    def _chip(self, word: Alias) -> WordChip:
        chip = WordChip(
            word.name,
            self._appearance,
            name=_("Remove the word “{word}”").format(word=word.name),
            tip=_("“{word}” leads here. Click to remove the word.").format(word=word.name),
        )
        chip.clicked.connect(lambda _checked=False: self.removed.emit(word.uid))
        return chip
