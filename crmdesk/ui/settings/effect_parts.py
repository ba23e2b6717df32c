"""The small forms that ask for one effect of a quick note, one for each sort. They check nothing."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from crmdesk.domain.errors import ValidationError
from crmdesk.domain.template_effect import (
    EngagementEffect,
    FirstTouchEffect,
    RelationEffect,
    ReopenEffect,
    StageEffect,
    TagEffect,
)
from crmdesk.domain.template_fixed import FixedEffect, FixedEntry, FixedStep, FixedVoice, FixedWinBack
from crmdesk.i18n import _
from crmdesk.qt.widgets.combo import Combo
from crmdesk.qt.widgets.fields import TextLine
from crmdesk.qt.widgets.labels import label
from crmdesk.services.configuration.note_effects import Choice, EffectChoices
from crmdesk.ui.settings.entry_facts import EntryFacts

_NARROW = 92


class EffectPart(QWidget):
    """Asks for one sort of effect."""

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(8)

    def value(self) -> FixedEffect:
        """The effect asked for.

        Raises ValidationError for what cannot be read.
        """
        raise NotImplementedError

    def show_effect(self, effect: FixedEffect) -> bool:
        """Show an effect; False when it is of another sort."""
        raise NotImplementedError

    def row(self, *widgets: QWidget) -> None:
        """Add widgets side by side, the last one as wide as there is room."""
        line = QHBoxLayout()
        line.setSpacing(8)
        for widget in widgets:
            line.addWidget(widget, 1 if widget is widgets[-1] else 0)
        self.column.addLayout(line)


class ListPart(EffectPart):
    """One of a list; ``make`` turns the choice into the effect and ``read`` an effect into the place of its choice."""

    def __init__(
        self,
        name: str,
        choices: Sequence[Choice],
        make: Callable[[Choice], FixedEffect],
    ) -> None:
        super().__init__()
        self._effects = [make(choice) for choice in choices]
        self.choice = Combo(name)
        for choice in choices:
            self.choice.addItem(choice.name)
        self.setFocusProxy(self.choice)
        self.row(self.choice)

    @override
    def value(self) -> FixedEffect:
        if not self._effects:
            raise ValidationError(_("There is nothing to choose from yet; make some in the settings."), field="effect")
        return self._effects[self.choice.currentIndex()]

    @override
    def show_effect(self, effect: FixedEffect) -> bool:
        if effect in self._effects:
            self.choice.setCurrentIndex(self._effects.index(effect))
            return True
        return False


class EntryPart(EffectPart):
    """An entry of its own: its kind, what is told of that kind, and its text."""

    def __init__(self, kinds: Sequence[Choice]) -> None:
        super().__init__()
        self.kind = Combo(_("Kind of entry"))
        for kind in kinds:
            self.kind.addItem(kind.name, kind.key)
        self.text = TextLine(_("what it says; nothing is what was answered"), name=_("Text of the entry"))
        self.days = _days_line()
        self._due = QWidget()
        due = QHBoxLayout(self._due)
        due.setContentsMargins(0, 0, 0, 0)
        for widget in (label(_("Due in"), "small"), self.days, label(_("days"), "small")):
            due.addWidget(widget)
        due.addStretch(1)
        self.facts = EntryFacts()
        self.setFocusProxy(self.kind)
        self.row(self.kind)
        self.column.addWidget(self.facts)
        self.row(self._due)
        self.row(self.text)
        self.kind.currentIndexChanged.connect(lambda _row: self._ask_facts())
        self._ask_facts()

    @override
    def value(self) -> FixedEffect:
        days = _days(self.days) if not self._due.isHidden() and self.days.text().strip() else None
        return FixedEntry(self.kind.currentData(), self.text.text().strip(), self.facts.detail, days)

    @override
    def show_effect(self, effect: FixedEffect) -> bool:
        if not isinstance(effect, FixedEntry):
            return False
        self.kind.setCurrentIndex(self.kind.findData(effect.kind))
        self.facts.show_detail(effect.detail)
        self.text.setText(effect.text)
        self.days.setText("" if effect.days is None else str(effect.days))
        return True

    def _ask_facts(self) -> None:
        self.facts.ask(self.kind.currentData() or "")
        self._due.setVisible(self.facts.is_due)


class StepPart(EffectPart):
    """A next step in so many days."""

    def __init__(self) -> None:
        super().__init__()
        self.days = _days_line()
        self.days.setText("3")
        self.text = TextLine(_("what is to be done"), name=_("Next step"))
        self.setFocusProxy(self.days)
        self.row(label(_("In"), "small"), self.days, label(_("days"), "small"), self.text)

    @override
    def value(self) -> FixedEffect:
        return FixedStep(_days(self.days), self.text.text().strip())

    @override
    def show_effect(self, effect: FixedEffect) -> bool:
        if not isinstance(effect, FixedStep):
            return False
        self.days.setText(str(effect.days))
        self.text.setText(effect.text)
        return True


class WinBackPart(EffectPart):
    """Whether, and in how many days, to try again."""

    def __init__(self) -> None:
        super().__init__()
        self.verdict = Combo(_("Win-back"))
        for key, name in (("open", _("possible now")), ("after", _("later")), ("closed", _("never"))):
            self.verdict.addItem(name, key)
        self.days = _days_line()
        self.setFocusProxy(self.verdict)
        self.row(self.verdict, label(_("In"), "small"), self.days, label(_("days"), "small"))

    @override
    def value(self) -> FixedEffect:
        days = _days(self.days) if self.days.text().strip() else None
        return FixedWinBack(self.verdict.currentData(), days)

    @override
    def show_effect(self, effect: FixedEffect) -> bool:
        if not isinstance(effect, FixedWinBack):
            return False
        self.verdict.setCurrentIndex(self.verdict.findData(effect.verdict))
        self.days.setText("" if effect.days is None else str(effect.days))
        return True


def effect_parts(choices: EffectChoices) -> list[tuple[str, EffectPart]]:
    """Every sort of effect, by what it is called, in the order people want them."""
    relations = (Choice("closer", _("closer")), Choice("same", _("as before")))
    return [
        (_("Give the customer a tag"), ListPart(_("Tag"), choices.tags, lambda tag: TagEffect(tag.group, tag.key))),
        (_("Add an entry of its own"), EntryPart(choices.kinds)),
        (_("Plan the next step"), StepPart()),
        (_("Move the deal to a stage"), ListPart(_("Stage"), choices.stages, lambda one: StageEffect(one.key))),
        (
            _("Keep the first touchpoint"),
            ListPart(_("Channel"), choices.channels, lambda one: FirstTouchEffect(one.key)),
        ),
        (_("Lift the engagement"), ListPart(_("Level"), choices.levels, lambda one: EngagementEffect(int(one.key)))),
        (
            _("Keep the customer's reason for the loss"),
            ListPart(_("Reason"), choices.reasons, lambda one: FixedVoice(one.key)),
        ),
        (_("Keep whether to try to win back"), WinBackPart()),
        (
            _("Reopen the lost deal"),
            ListPart(_("Deal"), (Choice("", _("the customer's latest lost deal")),), lambda _one: ReopenEffect()),
        ),
        (_("Keep how the relation is"), ListPart(_("Relation"), relations, lambda one: RelationEffect(one.key))),
    ]


def _days_line() -> TextLine:
    line = TextLine(_("days"), name=_("Days"))
    line.setMaximumWidth(_NARROW)
    return line


def _days(line: TextLine) -> int:
    try:
        return int(line.text())
    except ValueError:
        raise ValidationError(_("“{text}” is not a number of days.").format(text=line.text()), field="effect") from None
