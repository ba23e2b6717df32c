"""What kind of touch it was: five quick ways, a button with all kinds, and who began it where a kind says so.

The button and the switch belong to the choice but lie elsewhere: whoever shows this gives them their places.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget
from typing_extensions import override

from crmdesk.domain.touch import Direction, TouchKind
from crmdesk.qt.plain_text import tool_tip
from crmdesk.qt.widgets.buttons import IconButton
from crmdesk.ui.timeline.composer.direction_switch import DirectionSwitch
from crmdesk.ui.timeline.composer.kind_button import KindButton, capital
from crmdesk.ui.timeline.composer.way_button import WayButton
from crmdesk.ui.timeline.families import icon_of

_GAP, _BIG_GAP = 2, 8


class KindBar(QWidget):
    """Emits ``changed`` when a person chooses another kind or direction, and then ``numbered`` if by a digit."""

    changed = Signal()
    numbered = Signal()

    def __init__(self, parent: QWidget | None = None, *, big: bool = False) -> None:
        """Big ones say their numbers, share the room there is, and have the button beside them."""
        super().__init__(parent)
        self._big = big
        self._kinds: list[TouchKind] = []
        self._chosen: TouchKind | None = None
        self._with_words = False
        self._group = QButtonGroup(self)
        self.buttons: dict[str, IconButton] = {}
        self.more = KindButton(only_others=big)
        self.more.chosen.connect(self._choose_by_hand)
        self.switch = DirectionSwitch()
        self.switch.changed.connect(self.changed)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(_BIG_GAP if big else _GAP)
        if big:
            self._layout.addWidget(self.more, 1)
        else:
            self._layout.addStretch(1)

    @property
    def kind(self) -> TouchKind:
        """The kind chosen.

        Raises LookupError before there are kinds.
        """
        if self._chosen is None:
            raise LookupError("no kinds have been shown yet")
        return self._chosen

    @property
    def direction(self) -> str:
        """Who began it; empty where the kind does not say."""
        return (self.switch.direction if self._has_direction() else Direction.NONE).value

    def show_kinds(self, kinds: Sequence[TouchKind]) -> None:
        """Offer these; the one chosen stays if it is among them."""
        if list(kinds) == self._kinds:
            return
        self._kinds = list(kinds)
        for button in self.buttons.values():
            self._group.removeButton(button)
            button.hide()
            button.deleteLater()
        quick = sorted((kind for kind in kinds if kind.quick is not None), key=lambda kind: kind.quick or 0)
        self.buttons = {kind.uid: self._quick_button(place, kind) for place, kind in enumerate(quick)}
        self.more.show_kinds(quick, [kind for kind in kinds if kind.quick is None])
        self.choose(self._chosen.key if self._chosen else "")

    def choose(self, key: str) -> None:
        """Show a kind as chosen, by its key or name; the first where there is none such."""
        first = min(self._kinds, key=lambda kind: kind.quick or len(self._kinds))
        self._chosen = next((kind for kind in self._kinds if key and key in (kind.key, kind.name)), first)
        # None of the quick ones may be the one.
        self._group.setExclusive(False)
        for uid, button in self.buttons.items():
            button.setChecked(uid == self._chosen.uid)
        self._group.setExclusive(True)
        self.more.show_kind(self._chosen)
        self.switch.setVisible(self._has_direction())

    def enter(self) -> None:
        """Go to the quick way that is chosen, or else to the first."""
        buttons = list(self.buttons.values())
        if buttons:
            next((button for button in buttons if button.isChecked()), buttons[0]).setFocus()

    def press(self, number: int) -> None:
        """Choose the quick way with this number, the first being 1."""
        buttons = list(self.buttons.values())
        if number <= len(buttons):
            buttons[number - 1].click()
            self.numbered.emit()

    def show_words(self, *, shown: bool) -> None:
        """Show words beside the icons, or icons alone."""
        self._with_words = shown
        for button in self.buttons.values():
            button.show_words(shown=shown)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = event.key() - Qt.Key.Key_0
        if 1 <= number <= len(self.buttons) and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.press(number)
        else:
            super().keyPressEvent(event)

    def _has_direction(self) -> bool:
        return self._chosen is not None and self._chosen.touch_class == "communication"

    def _choose_by_hand(self, kind: TouchKind) -> None:
        self.choose(kind.key or kind.name)
        self.changed.emit()

    def _quick_button(self, place: int, kind: TouchKind) -> IconButton:
        sign, name = icon_of(kind.key, kind.touch_class), capital(kind.name)
        button = WayButton(sign, name, place + 1) if self._big else IconButton(sign, name, look="way")
        if not self._big:
            button.show_words(shown=self._with_words)
        button.setObjectName(kind.key or kind.uid)
        button.setToolTip(tool_tip(f"{capital(kind.name)} ({place + 1})"))
        button.setCheckable(True)
        button.clicked.connect(lambda _checked=False, kind=kind: self._choose_by_hand(kind))
        self._group.addButton(button)
        self._layout.insertWidget(place, button, 1 if self._big else 0)
        return button
