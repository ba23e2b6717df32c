"""A drop-down of names with a way to choose none; hidden while there is nothing to choose. Knows not what is named."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QWidget
from typing_extensions import override

_NARROWEST, _WIDEST = 118, 190


class ChoiceBox(QComboBox):
    """Emits ``changed`` when a person chooses another entry."""

    changed = Signal()

    def __init__(self, name: str, none: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._none = none
        self.setAccessibleName(name)
        self.setProperty("look", "slim")
        self.setMaximumWidth(_WIDEST)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.activated.connect(self.changed)
        self.hide()

    @property
    def value(self) -> str:
        """The uid chosen; empty for none."""
        return self.currentData() or ""

    def show_entries(self, entries: Sequence[tuple[str, str]]) -> None:
        """Offer these uids and names; what is chosen stays chosen if it is still there."""
        wanted = [("", self._none), *entries]
        if wanted != [(self.itemData(row), self.itemText(row)) for row in range(self.count())]:
            chosen = self.value
            self.clear()
            for uid, name in wanted:
                self.addItem(name, uid)
            self.choose(chosen)
        self.setVisible(bool(entries))

    def choose(self, uid: str) -> None:
        """Show an entry as chosen; none if it is not there."""
        self.setCurrentIndex(max(0, self.findData(uid)))

    @override
    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        super().initStyleOption(option)
        # Qt would cut a long name in the middle of a letter.
        field = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        option.currentText = self.fontMetrics().elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, field.width()
        )

    @override
    def minimumSizeHint(self) -> QSize:
        # Of two beside each other the one with the longer name gives way.
        return QSize(min(self.sizeHint().width(), _NARROWEST), super().minimumSizeHint().height())

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        # Scrolling past it must not choose another entry.
        event.ignore()
