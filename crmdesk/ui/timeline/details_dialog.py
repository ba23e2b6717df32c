"""The dialog that corrects everything about a touch but its text. Saves nothing."""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QWidget
from typing_extensions import override

from crmdesk.domain.deal import Deal
from crmdesk.domain.errors import CrmError, ValidationError
from crmdesk.domain.moment import Precision
from crmdesk.domain.touch import AUTOMATIC_KINDS, Direction, Touch, TouchKind
from crmdesk.i18n import _
from crmdesk.qt.widgets.combo import Combo
from crmdesk.qt.widgets.fields import TextLine
from crmdesk.qt.widgets.form_dialog import FormDialog
from crmdesk.services.fact_words import told_input
from crmdesk.services.touch_editing import TouchEdit
from crmdesk.ui.timeline.composer.fact_form import FactForm

_FACTS = "facts"
_WIDTH = 640


class DetailsDialog(FormDialog):
    """Submits a ``TouchEdit`` with what was changed."""

    def __init__(
        self,
        touch: Touch,
        kinds: Sequence[TouchKind],
        people: Sequence[str],
        deals: Sequence[Deal],
        facts: FactForm,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Edit details"), touch.customer, _("Save"), parent)
        self.setMinimumWidth(_WIDTH)
        logged = [kind for kind in kinds if kind.key not in AUTOMATIC_KINDS]
        self.kind = _choice([(kind.name, kind.key or kind.name) for kind in logged], touch.kind)
        self.at = TextLine(_("Such as: yesterday 15:00, 2026-03-05 14:30"))
        self.at.setText(_time_of(touch))
        directions = [
            (_("Not known"), Direction.NONE),
            (_("From the customer"), Direction.IN),
            (_("From us"), Direction.OUT),
        ]
        self.direction = _choice(directions, touch.direction)
        self.minutes = TextLine(_("Minutes"))
        self.minutes.setText(str(touch.minutes or ""))
        self.contact = _choice([(_("Nobody in particular"), ""), *((name, name) for name in people)], touch.contact)
        named = [(deal.name, deal.uid) for deal in deals]
        self.deal = _choice([(_("No deal in particular"), ""), *named], touch.deal_uid)
        self.facts, self._classes = facts, {kind.key or kind.name: kind.touch_class for kind in logged}
        for name, title, field in (
            ("kind", _("Kind"), self.kind),
            ("at", _("Time"), self.at),
            ("direction", _("Direction"), self.direction),
            ("minutes", _("Minutes"), self.minutes),
            ("contact", _("Person"), self.contact),
            ("deal", _("Deal"), self.deal),
            (_FACTS, _("What else is told"), self.facts),
        ):
            self.add_field(name, title, field)
        self.facts.show_told(told_input(touch))
        self._ask_facts()
        self.kind.currentIndexChanged.connect(self._ask_facts)
        self.facts.changed.connect(self.facts.clear_wrong)
        self._before, self._told_before = self._entered(), self.facts.told

    @override
    def value(self) -> TouchEdit:
        now, before = self._entered(), self._before
        changed = {name: value for name, value in now.items() if value != before[name]}
        if "minutes" in changed:
            changed["minutes"] = _number(str(changed["minutes"]))
        return TouchEdit(**changed, facts=self._told() or None)  # type: ignore[arg-type]  # each by its own name

    @override
    def show_error(self, error: CrmError) -> None:
        key = error.field or ""
        super().show_error(ValidationError(error.message, field=_FACTS) if key in self.facts.fields else error)
        self.facts.show_wrong(key)

    def _told(self) -> dict[str, str]:
        """The facts that are told otherwise now, emptied ones among them."""
        now, before = self.facts.told, self._told_before
        return {key: now.get(key, "") for key in self.facts.fields if now.get(key, "") != before.get(key, "")}

    def _ask_facts(self) -> None:
        kind = str(self.kind.currentData())
        self.facts.show_kind(kind, self._classes.get(kind, ""))
        self.show_field(_FACTS, shown=bool(self.facts.fields))

    def _entered(self) -> dict[str, object]:
        return {
            "kind": self.kind.currentData(),
            "at": self.at.text().strip(),
            "direction": Direction(self.direction.currentData()),
            "minutes": self.minutes.text().strip(),
            "contact": self.contact.currentData(),
            "deal": self.deal.currentData(),
        }


def _choice(entries: Sequence[tuple[str, str]], chosen: str) -> QComboBox:
    box = Combo()
    for text, value in entries:
        box.addItem(text[:1].upper() + text[1:], str(value))
    box.setCurrentIndex(max(0, box.findData(str(chosen))))
    return box


def _time_of(touch: Touch) -> str:
    day_only = touch.occurred_at.precision is Precision.DAY
    return touch.occurred_at.local.strftime("%Y-%m-%d" if day_only else "%Y-%m-%d %H:%M")


def _number(text: str) -> int:
    try:
        return int(text or "0")
    except ValueError:
        raise ValidationError(_("“{text}” is not a whole number.").format(text=text), field="minutes") from None
