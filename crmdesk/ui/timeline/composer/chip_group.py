"""One question of a quick note, answered by tapping. Arrows and digits lead from chip to chip; knows no template.

Only one chip of a group takes part in the order of Tab, so that Tab goes from question to question.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QToolButton, QWidget
from typing_extensions import override

from crmdesk.domain.template_field import Chip, FieldType, TemplateField
from crmdesk.i18n import _
from crmdesk.qt.plain_text import caption, tool_tip
from crmdesk.qt.widgets.flow_layout import FlowLayout

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class ChipButton(QToolButton):
    """A choice; keys that it does not need go to its group."""

    focused = Signal()

    def __init__(self, chip: Chip, place: int, question: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = chip.key
        self.setText(caption(chip.label))
        self.setObjectName(f"chip:{chip.key}")
        # Translators: what a screen reader says of a choice, such as “result: no answer, key 2”.
        said = _("{question}: {choice}, key {n}") if place < 9 else _("{question}: {choice}")
        self.setAccessibleName(said.format(question=question, choice=chip.label, n=place + 1))
        self.setToolTip(tool_tip(f"{chip.label} ({place + 1})" if place < 9 else chip.label))
        self.setCheckable(True)
        self.setProperty("look", "answer")

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
        elif event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()


class ChipGroup(QWidget):
    """The chips of one field. Emits ``changed`` when another set of them is chosen.

    ``answered`` tells that a digit has chosen the only answer there can be: whoever types goes on.
    """

    changed = Signal()
    answered = Signal()

    def __init__(self, field: TemplateField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._single = field.type is FieldType.ONE
        self.setAccessibleName(field.label)
        flow = FlowLayout(self)
        self.chips = [ChipButton(chip, place, field.label) for place, chip in enumerate(field.chips)]
        for chip in self.chips:
            chip.clicked.connect(lambda _checked=False, chip=chip: self._tapped(chip))
            chip.focused.connect(lambda chip=chip: self._lead_tab_to(chip))
            flow.addWidget(chip)
        self._lead_tab_to(self.chips[0])

    @property
    def text(self) -> str:
        """The keys chosen, as a template reads them."""
        return ",".join(chip.key for chip in self.chips if chip.isChecked())

    @property
    def stops(self) -> Sequence[QWidget]:
        """Its places in the order of Tab; just one of them is taken."""
        return self.chips

    def show_text(self, text: str) -> None:
        """Show these keys as chosen."""
        chosen = text.split(",")
        for chip in self.chips:
            chip.setChecked(chip.key in chosen)

    def enter(self) -> None:
        """Go to its first chip."""
        self.chips[0].setFocus(Qt.FocusReason.TabFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.key() - Qt.Key.Key_1
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and 0 <= digit < min(9, len(self.chips)):
            self.chips[digit].setFocus()
            self.chips[digit].click()
            if self._single and self.chips[digit].isChecked():
                self.answered.emit()
        elif plain and event.key() in _STEPS:
            self._walk(_STEPS[Qt.Key(event.key())])
        else:
            event.ignore()

    @override
    def event(self, event: QEvent) -> bool:
        # Digits and arrows here must not be anybody's shortcut.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and not event.modifiers():
            event.accept()
            return True
        return super().event(event)

    def _walk(self, step: int) -> None:
        here = next((place for place, chip in enumerate(self.chips) if chip.hasFocus()), 0)
        self.chips[(here + step) % len(self.chips)].setFocus(Qt.FocusReason.TabFocusReason)

    def _tapped(self, tapped: ChipButton) -> None:
        if self._single:
            for chip in self.chips:
                chip.setChecked(chip is tapped and chip.isChecked())
        self.changed.emit()

    def _lead_tab_to(self, chosen: ChipButton) -> None:
        for chip in self.chips:
            chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus if chip is chosen else Qt.FocusPolicy.ClickFocus)


def small_button(text: str) -> QToolButton:
    """A button that looks like a chip."""
    made = QToolButton()
    made.setText(caption(text))
    made.setAccessibleName(text)
    made.setProperty("look", "answer")
    return made
