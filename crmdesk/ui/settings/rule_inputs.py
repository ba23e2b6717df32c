"""The fields of the form of a rule, each of which shows and reads one part of the rule. They check nothing."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from crmdesk.domain.errors import ValidationError
from crmdesk.domain.template_field import Chip, FieldType, TemplateField
from crmdesk.i18n import _
from crmdesk.qt.widgets.combo import Combo
from crmdesk.qt.widgets.fields import TextLine
from crmdesk.services.configuration.note_effects import Choice
from crmdesk.ui.settings.entry_facts import EntryFacts
from crmdesk.ui.timeline.composer.chip_group import ChipGroup


class RuleInput(QWidget):
    """Asks for one part of a rule."""

    def __init__(self, *stops: QWidget) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for stop in stops:
            column.addWidget(stop)
            self.setFocusProxy(stop)

    def part(self) -> Any:
        """What the part is.

        Raises ValidationError for what cannot be read.
        """
        raise NotImplementedError

    def show_part(self, part: Any) -> None:
        """Show what the part is."""
        raise NotImplementedError


class OneOf(RuleInput):
    """One of a list, by its key; ``none`` names the choice of nothing, if there is one."""

    def __init__(self, choices: Sequence[Choice], none: str = "") -> None:
        self.combo = Combo()
        super().__init__(self.combo)
        if none or not choices:
            self.combo.addItem(none or _("no question fits yet"), "")
        for choice in choices:
            self.combo.addItem(choice.name, choice.key)

    @override
    def part(self) -> str:
        return str(self.combo.currentData())

    @override
    def show_part(self, part: str) -> None:
        if self.combo.findData(part) < 0:
            # Such as a kind of entry that only a note of the past knows.
            self.combo.addItem(part, part)
        self.combo.setCurrentIndex(self.combo.findData(part))


class SomeOf(RuleInput):
    """Any of the questions, each a chip to tap."""

    def __init__(self, title: str, questions: Sequence[TemplateField]) -> None:
        chips = tuple(Chip(asked.key, asked.label) for asked in questions)
        self.group = ChipGroup(TemplateField("", title, FieldType.SEVERAL, chips)) if chips else None
        super().__init__(*([self.group] if self.group else []))
        if self.group is not None:
            self.setFocusProxy(self.group.chips[0])

    @override
    def part(self) -> tuple[str, ...]:
        return tuple(self.group.text.split(",")) if self.group is not None and self.group.text else ()

    @override
    def show_part(self, part: Sequence[str]) -> None:
        if self.group is not None:
            self.group.show_text(",".join(part))


class Words(RuleInput):
    """A line of text."""

    def __init__(self, placeholder: str) -> None:
        self.line = TextLine(placeholder)
        super().__init__(self.line)

    @override
    def part(self) -> str:
        return self.line.text().strip()

    @override
    def show_part(self, part: str) -> None:
        self.line.setText(part)


class Days(RuleInput):
    """A number of days, or none."""

    def __init__(self, placeholder: str) -> None:
        self.line = TextLine(placeholder)
        super().__init__(self.line)

    @override
    def part(self) -> int | None:
        text = self.line.text().strip()
        try:
            return int(text) if text else None
        except ValueError:
            message = _("“{text}” is not a number of days.").format(text=text)
            raise ValidationError(message, field="days") from None

    @override
    def show_part(self, part: int | None) -> None:
        self.line.setText("" if part is None else str(part))


class Facts(RuleInput):
    """What is told of the entry, by its ``kind``."""

    def __init__(self) -> None:
        self.kind = ""
        self.facts = EntryFacts()
        super().__init__(self.facts)

    def ask(self, kind: str) -> None:
        """Ask for the facts of a kind."""
        self.kind = kind
        self.facts.ask(kind)

    @property
    def is_told(self) -> bool:
        """Whether anything is told of the kind."""
        return bool(self.facts.fields)

    @override
    def part(self) -> dict[str, str]:
        return self.facts.detail

    @override
    def show_part(self, part: dict[str, str]) -> None:
        self.facts.show_detail(part)
