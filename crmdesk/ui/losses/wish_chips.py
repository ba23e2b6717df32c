"""What the lost deals are narrowed down by, as chips with a cross each. Knows no deals."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crmdesk.domain.loss_pool import Dimension
from crmdesk.i18n import _
from crmdesk.qt.widgets.buttons import IconButton
from crmdesk.qt.widgets.flow_layout import FlowLayout

_LONGEST = 34


class WishChips(QWidget):
    """``dropped`` brings the dimension that is no longer to be narrowed down."""

    dropped = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(gap=6)
        middle = QVBoxLayout(self)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.addStretch(1)
        middle.addLayout(self._flow)
        middle.addStretch(1)
        self._wishes: dict[Dimension, str] = {}
        self.chips: dict[Dimension, IconButton] = {}
        self.hide()

    def show_wishes(self, wishes: Mapping[Dimension, str]) -> None:
        """Show a chip for each, in words."""
        if dict(wishes) == self._wishes:
            return
        self._wishes = dict(wishes)
        while self._flow.takeAt(0) is not None:
            pass
        before, self.chips = self.chips, {key: self._chip(key, words) for key, words in wishes.items()}
        for chip in self.chips.values():
            self._flow.addWidget(chip)
            chip.show()
        for chip in before.values():
            chip.hide()
            chip.deleteLater()
        self.setVisible(bool(wishes))

    def _chip(self, dimension: Dimension, words: str) -> IconButton:
        shown = words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
        chip = IconButton("x", shown, look="chip", name=_("Do not narrow down by {what}").format(what=words))
        chip.clicked.connect(lambda: self.dropped.emit(dimension))
        return chip
