"""What is told of an entry that a quick note adds, by its kind: a row of chips or a line for each fact."""

from collections.abc import Mapping

from PySide6.QtWidgets import QVBoxLayout, QWidget

from crmdesk.domain.touch_detail import FactType, facts_of
from crmdesk.services.fact_words import choice_name, fact_label
from crmdesk.ui.timeline.composer.fact_fields import ChoiceFact, FactField, LineFact

_ASKED = (FactType.CHOICE, FactType.TEXT)


class EntryFacts(QWidget):
    """Nothing until it is told of which kind. What else a note keeps with the entry stays as it is."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, FactField] = {}
        self.is_due = False
        self._beside: dict[str, str] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)

    @property
    def detail(self) -> dict[str, str]:
        """The facts told, by their keys in ``domain.touch_detail``."""
        return {**self._beside, **{key: field.text for key, field in self.fields.items() if field.text}}

    def ask(self, kind: str) -> None:
        """Ask for the facts of a kind; ``is_due`` tells whether it is due on a day."""
        for gone in self.fields.values():
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        asked = facts_of(kind, "")
        self.is_due = any(fact.key == "due" for fact in asked)
        self.fields, self._beside = {}, {}
        for fact in asked:
            if fact.type in _ASKED:
                choices = [(key, choice_name(key)) for key in fact.choices]
                title = fact_label(fact.key)
                field: FactField = ChoiceFact(title, choices) if choices else LineFact(title)
                self.fields[fact.key] = field
                self._column.addWidget(field)

    def show_detail(self, detail: Mapping[str, str]) -> None:
        """Show what is told of the kind asked for."""
        for key, field in self.fields.items():
            field.show_text(detail.get(key, ""))
        self._beside = {key: value for key, value in detail.items() if key not in self.fields}
