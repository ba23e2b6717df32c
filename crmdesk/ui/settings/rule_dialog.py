"""Asks for one rule of a quick note: which questions it reads, and what comes of their answers. It changes nothing."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from crmdesk.domain.template import Template
from crmdesk.domain.template_rule import (
    AnswerRule,
    EntryRule,
    LossVoiceRule,
    NextStepRule,
    Rule,
    ScoreRule,
    WinBackRule,
)
from crmdesk.domain.template_rule_edit import fitting
from crmdesk.i18n import _
from crmdesk.qt.widgets.combo import Combo
from crmdesk.qt.widgets.form_dialog import FormDialog
from crmdesk.services.configuration.note_effects import Choice, EffectChoices
from crmdesk.ui.settings.rule_inputs import Days, Facts, OneOf, RuleInput, SomeOf, Words

_WIDE = 660
# The fields of the form are those of the rule, by the same names and in the order people think of them.
_PARTS: Mapping[type[Rule], tuple[str, ...]] = {
    EntryRule: ("kind", "fields", "detail", "due"),
    NextStepRule: ("when", "days", "text", "usual"),
    LossVoiceRule: ("reasons", "own_words", "competitors"),
    WinBackRule: ("verdict", "when"),
    ScoreRule: ("field",),
    AnswerRule: ("question", "fields"),
}


class RuleDialog(FormDialog):
    """Offers a ``Rule``."""

    def __init__(
        self, template: Template, choices: EffectChoices, rule: Rule | None = None, parent: QWidget | None = None
    ) -> None:
        title = _("Add an effect of several answers") if rule is None else _("Change the effect")
        told = _("It happens when what it reads is answered. An entry that reads no question is always added.")
        super().__init__(title, told, _("Keep"), parent)
        self.setMinimumWidth(_WIDE)
        self._template = template
        self.inputs: dict[str, RuleInput] = {}
        self.sort = Combo()
        self.sort.addItems(_sorts())
        self.add_field("sort", _("What happens"), self.sort)
        self.kind, self.facts = OneOf(choices.kinds), Facts()
        self._ask_entry()
        self._ask_others()
        self.sort.currentIndexChanged.connect(self._show_sort)
        self.kind.combo.currentIndexChanged.connect(self._show_kind)
        if rule is not None:
            self.sort.setCurrentIndex(list(_PARTS).index(type(rule)))
            for name in self.parts:
                self.inputs[name].show_part(getattr(rule, name))
        self._show_sort()

    @property
    def parts(self) -> tuple[str, ...]:
        """What the rule in sight is made of, by the names in the rule."""
        return _PARTS[self._class]

    @property
    def _class(self) -> type[Rule]:
        return list(_PARTS)[self.sort.currentIndex()]

    @override
    def value(self) -> Rule:
        return self._class(**{name: self.inputs[name].part() for name in self.parts})

    def _ask_entry(self) -> None:
        self._ask("kind", _("Kind of entry"), self.kind)
        self._ask("question", _("Interview question"), Words(_("the name it is kept under")))
        self._ask("fields", _("Answers to"), SomeOf(_("Answers to"), self._template.fields))
        self._ask("detail", _("What is told"), self.facts)
        self._ask("due", _("Due on"), self._one("due", _("no day")))

    def _ask_others(self) -> None:
        self._ask("verdict", _("Verdict"), self._one("verdict", _("later, if there is a day")))
        self._ask("when", _("On the day"), self._one("when"))
        self._ask("days", _("Without a day"), Days(_("in so many days; nothing is never")))
        self._ask("text", _("What is to be done"), self._one("text"))
        self._ask("usual", _("Without an answer"), Words(_("what is to be done")))
        self._ask("reasons", _("Reasons"), self._one("reasons"))
        self._ask("own_words", _("In their own words"), self._one("own_words"))
        self._ask("competitors", _("Competitors"), self._one("competitors"))
        self._ask("field", _("Score"), self._one("field"))

    def _ask(self, name: str, title: str, asked: RuleInput) -> None:
        self.inputs[name] = asked
        self.add_field(name, title, asked)
        if (stop := asked.focusProxy()) is not None and not isinstance(asked, SomeOf):
            stop.setAccessibleName(title)

    def _one(self, part: str, none: str = "") -> OneOf:
        return OneOf([Choice(asked.key, asked.label) for asked in fitting(self._template, part)], none)

    def _show_sort(self) -> None:
        for name in self.inputs:
            self.show_field(name, shown=name in self.parts)
        self._show_kind()

    def _show_kind(self) -> None:
        kind = self.kind.part()
        if kind != self.facts.kind:
            self.facts.ask(kind)
        self.show_field("detail", shown="detail" in self.parts and self.facts.is_told)
        self.adjustSize()
        self.grow()


def _sorts() -> tuple[str, ...]:
    """What rules do, in the order of ``_PARTS``."""
    return (
        _("Add an entry of its own"),
        _("Plan the next step"),
        _("Keep the customer's reason for the loss"),
        _("Keep whether to try to win back"),
        _("Keep the score"),
        _("Keep the answer to an interview question"),
    )
