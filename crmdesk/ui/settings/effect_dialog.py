"""Asks for one thing a quick note brings about: when, of what sort, and what exactly. It changes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from crmdesk.domain.template import Template
from crmdesk.domain.template_effect_edit import Place, places
from crmdesk.domain.template_fixed import FixedEffect
from crmdesk.i18n import _
from crmdesk.qt.widgets.combo import Combo
from crmdesk.qt.widgets.form_dialog import FormDialog
from crmdesk.services.configuration.note_effects import EffectChoices, place_said
from crmdesk.ui.settings.effect_parts import EffectPart, effect_parts

_WIDE = 620


@dataclass(frozen=True, slots=True)
class EffectWish:
    """What is to happen, and when."""

    place: Place
    effect: FixedEffect


class EffectDialog(FormDialog):
    """Offers an ``EffectWish``. One that is there already keeps its place."""

    def __init__(
        self,
        template: Template,
        choices: EffectChoices,
        place: Place,
        effect: FixedEffect | None = None,
        parent: QWidget | None = None,
    ) -> None:
        title = _("Add an effect") if effect is None else _("Change the effect")
        super().__init__(title, _("Whoever writes the note can still leave it out."), _("Keep"), parent)
        self.setMinimumWidth(_WIDE)
        self.place = Combo()
        for each in places(template):
            self.place.addItem(place_said(template, each), each)
        self.place.setCurrentIndex(places(template).index(place))
        self.place.setEnabled(effect is None)
        self.sort = Combo()
        self.parts: Sequence[EffectPart] = []
        self._stack = QStackedWidget()
        for name, part in effect_parts(choices):
            self.sort.addItem(name)
            self._stack.addWidget(part)
            self.parts = [*self.parts, part]
        self.add_field("place", _("When"), self.place)
        self.add_field("sort", _("What happens"), self.sort)
        self.add_field("effect", "", self._stack)
        self._stack.setAccessibleName(_("What exactly"))
        self.sort.currentIndexChanged.connect(self._show_part)
        if effect is not None:
            shown = next((row for row, part in enumerate(self.parts) if part.show_effect(effect)), 0)
            self.sort.setCurrentIndex(shown)

    @override
    def value(self) -> EffectWish:
        return EffectWish(self.place.currentData(), self.part.value())

    @property
    def part(self) -> EffectPart:
        """The small form in sight."""
        return self.parts[self.sort.currentIndex()]

    def _show_part(self, row: int) -> None:
        self._stack.setCurrentIndex(row)
        self._stack.setFocusProxy(self.parts[row])
