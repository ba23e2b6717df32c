"""What a quick note would do, as small badges that a click switches off and on again. Knows no effect."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crmdesk.i18n import _
from crmdesk.qt.plain_text import tool_tip
from crmdesk.qt.widgets.buttons import IconButton
from crmdesk.qt.widgets.flow_layout import FlowLayout
from crmdesk.services.effect_words import EffectShown


class EffectRow(QWidget):
    """Emits ``changed`` when one is switched."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._effects: dict[str, str] = {}
        self._without: tuple[str, ...] = ()
        self.badges: dict[str, IconButton] = {}
        self._flow = FlowLayout(self)

    @property
    def without(self) -> tuple[str, ...]:
        """The keys of those switched off."""
        return self._without

    def show_effects(self, effects: Sequence[EffectShown], without: tuple[str, ...]) -> None:
        """Show effects, those of ``without`` as switched off."""
        self._without = without
        shown = {effect.key: effect.words for effect in effects}
        if shown == self._effects:
            return
        for key in [key for key in self.badges if key not in shown]:
            badge = self.badges.pop(key)
            self._flow.removeWidget(badge)
            badge.hide()
            badge.deleteLater()
        for key, words in shown.items():
            if key in self.badges:
                self.badges[key].show_text(words)
            else:
                self.badges[key] = self._badge(key, words)
        self._effects = shown
        self.updateGeometry()

    def _badge(self, key: str, words: str) -> IconButton:
        badge = IconButton("zap", words, look="effect")
        badge.setObjectName(f"effect:{key}")
        badge.setCheckable(True)
        badge.setChecked(key not in self._without)
        badge.setToolTip(tool_tip(_("Happens when you save; click to leave it out.")))
        badge.clicked.connect(lambda checked, key=key: self._switch(key, on=checked))
        self._flow.addWidget(badge)
        badge.show()
        return badge

    def _switch(self, key: str, *, on: bool) -> None:
        rest = tuple(other for other in self._without if other != key)
        self._without = rest if on else (*rest, key)
        self.changed.emit()
