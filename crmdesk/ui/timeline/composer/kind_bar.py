"""What kind of touch it was and who began it: five quick ways, a menu of the others, out or in."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QToolButton, QWidget
from typing_extensions import override

from crmdesk.domain.touch import Direction, TouchKind
from crmdesk.i18n import _
from crmdesk.qt.plain_text import caption, tool_tip
from crmdesk.qt.widgets.buttons import IconButton
from crmdesk.ui.timeline.families import icon_of

_GAP = 6


class KindBar(QWidget):
    """Emits ``changed`` when a person chooses another kind or direction."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kinds: list[TouchKind] = []
        self._chosen: TouchKind | None = None
        self._group = QButtonGroup(self)
        self.buttons: dict[str, IconButton] = {}
        self.more = IconButton("chevron-down", _("More"), look="choice", name=_("Other kinds of touches"))
        self.more.setCheckable(True)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._group.addButton(self.more)
        self.out_button = self._direction_button("arrow-up-right", _("Out"), _("We began it"))
        self.in_button = self._direction_button("arrow-down-left", _("In"), _("The customer began it"))
        self._quick = QHBoxLayout()
        self._quick.setSpacing(_GAP)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_GAP)
        layout.addLayout(self._quick)
        layout.addWidget(self.more)
        layout.addStretch(1)
        layout.addWidget(self.out_button)
        layout.addWidget(self.in_button)

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
        if not self._has_direction():
            return Direction.NONE.value
        return (Direction.IN if self.in_button.isChecked() else Direction.OUT).value

    def show_kinds(self, kinds: Sequence[TouchKind]) -> None:
        """Offer these; the one chosen stays if it is among them."""
        if list(kinds) == self._kinds:
            return
        self._kinds = list(kinds)
        for button in self.buttons.values():
            self._group.removeButton(button)
            button.hide()
            button.deleteLater()
        self.buttons = {}
        for kind in sorted((kind for kind in kinds if kind.quick is not None), key=lambda kind: kind.quick or 0):
            self.buttons[kind.uid] = self._quick_button(kind)
        self.more.setMenu(self._menu_of_others())
        self.choose(self._chosen.key if self._chosen else "")
        self._fit()

    def choose(self, key: str) -> None:
        """Show a kind as chosen, by its key or name; the first where there is none such."""
        first = min(self._kinds, key=lambda kind: kind.quick or len(self._kinds))
        self._chosen = next((kind for kind in self._kinds if key and key in (kind.key, kind.name)), first)
        button = self.buttons.get(self._chosen.uid, self.more)
        button.setChecked(True)
        self.more.show_text(capital(self._chosen.name) if button is self.more else _("More"))
        for each in (self.out_button, self.in_button):
            each.setVisible(self._has_direction())
        self._fit()

    def choose_direction(self, direction: str) -> None:
        """Show who began it."""
        incoming = direction == Direction.IN.value
        self.in_button.setChecked(incoming)
        self.out_button.setChecked(not incoming)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _has_direction(self) -> bool:
        return self._chosen is not None and self._chosen.touch_class == "communication"

    def _fit(self) -> None:
        """Words beside the icons where there is room for all of them."""
        several = [*self.buttons.values(), self.out_button, self.in_button]
        with_words = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        for button in several:
            button.setToolButtonStyle(with_words)
        wanted = sum(button.sizeHint().width() + _GAP for button in (*several, self.more)) + _GAP
        if wanted > self.width():
            for button in (self.out_button, self.in_button):
                wanted -= button.sizeHint().width()
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
                wanted += button.sizeHint().width()
        if wanted > self.width():
            for button in self.buttons.values():
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)

    def _choose_by_hand(self, kind: TouchKind) -> None:
        self.choose(kind.key or kind.name)
        self.changed.emit()

    def _quick_button(self, kind: TouchKind) -> IconButton:
        button = IconButton(icon_of(kind.key, kind.touch_class), capital(kind.name), look="choice")
        button.setObjectName(kind.key or kind.uid)
        button.setToolTip(tool_tip(capital(kind.name)))
        button.setCheckable(True)
        button.clicked.connect(lambda _checked=False, kind=kind: self._choose_by_hand(kind))
        self._group.addButton(button)
        self._quick.addWidget(button)
        return button

    def _direction_button(self, icon_name: str, text: str, name: str) -> IconButton:
        button = IconButton(icon_name, text, look="choice", name=name)
        button.setCheckable(True)
        button.clicked.connect(lambda: self._turn(button))
        return button

    def _turn(self, chosen: IconButton) -> None:
        self.choose_direction((Direction.IN if chosen is self.in_button else Direction.OUT).value)
        self.changed.emit()

    def _menu_of_others(self) -> QMenu:
        menu = QMenu(self)
        for kind in self._kinds:
            if kind.quick is None:
                action = menu.addAction(caption(capital(kind.name)))
                action.setObjectName(kind.key)
                action.setData(kind)
        menu.triggered.connect(self._choose_other)
        menu.aboutToHide.connect(lambda: self.choose(self._chosen.key or self._chosen.name if self._chosen else ""))
        return menu

    def _choose_other(self, action: QAction) -> None:
        self._choose_by_hand(action.data())


def capital(name: str) -> str:
    """The name as the beginning of a line."""
    return name[:1].upper() + name[1:]
