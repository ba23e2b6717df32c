"""The small form that asks what else is told of a touch by its kind, made from the table of facts.

Nothing in it is needed. Texts are as ``services.fact_reading`` reads them; it saves and checks nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from crmdesk.domain.touch_detail import Fact, FactType, facts_of
from crmdesk.i18n import _
from crmdesk.qt.widgets.flow_layout import FlowLayout
from crmdesk.services.fact_words import choice_name, fact_label
from crmdesk.ui.timeline.composer.fact_fields import ChoiceFact, DayFact, EntryFact, FactField, LineFact
from crmdesk.ui.timeline.composer.time_words import Meaning
from crmdesk.ui.timeline.latest_entries import NamedEntry

_SHARED_LINE, _WHOLE_LINE = 120, 300
_SPEAK_FOR_THEMSELVES = frozenset({"voiced", "state"})
"""Choices whose names need no title beside them."""


class FactForm(QWidget):
    """Emits ``changed`` when a person tells something. What is told of one kind is kept while another is looked at.

    Where there is room, as in a dialog, each line of text has one of its own.
    """

    changed = Signal()

    def __init__(
        self,
        read_day: Callable[[str], Meaning],
        today: Callable[[], date],
        parent: QWidget | None = None,
        *,
        has_room: bool = False,
    ) -> None:
        super().__init__(parent)
        self._read_day, self._today = read_day, today
        self._line_room = _WHOLE_LINE if has_room else _SHARED_LINE
        self._entries: Callable[[], Sequence[NamedEntry]] = tuple
        self._asked: tuple[Fact, ...] = ()
        self._told: dict[str, str] = {}
        self.fields: dict[str, FactField] = {}
        self._flow = FlowLayout(self)
        self.setAccessibleName(_("What else is told of it"))

    @property
    def told(self) -> dict[str, str]:
        """What is told of the kind shown, by key; nothing of what is not."""
        return {key: field.text for key, field in self.fields.items() if field.text}

    @property
    def stops(self) -> list[QWidget]:
        """What can have the keyboard, in its order."""
        return [stop for field in self.fields.values() for stop in field.stops]

    @property
    def popups(self) -> list[QWidget]:
        """What lies over the window but belongs to this."""
        return [field.time.picker for field in self.fields.values() if isinstance(field, DayFact)]

    def offer_entries(self, entries: Callable[[], Sequence[NamedEntry]]) -> None:
        """Ask there for the entries that a fact may name."""
        self._entries = entries

    def show_kind(self, kind: str, touch_class: str) -> bool:
        """Ask what can be told of a kind; says whether that is something else than before."""
        asked = facts_of(kind, touch_class)
        if asked == self._asked:
            return False
        self._keep()
        self._asked = asked
        for field in self.fields.values():
            self._flow.removeWidget(field)
            field.hide()
            field.deleteLater()
        self.fields = {fact.key: self._field(fact) for fact in asked}
        for key, field in self.fields.items():
            self._flow.addWidget(field)
            field.setObjectName(f"fact:{key}")
            field.show_text(self._told.get(key, ""))
            field.changed.connect(self.changed)
            field.show()
        self._take_height()
        return True

    def show_told(self, told: Mapping[str, str]) -> None:
        """Show what is told; nothing else is."""
        self._told = dict(told)
        for key, field in self.fields.items():
            field.show_text(self._told.get(key, ""))

    def clear_wrong(self) -> None:
        """Nothing is wrong any more."""
        for field in self.fields.values():
            field.show_wrong(wrong=False)

    def show_wrong(self, key: str) -> bool:
        """Mark what must be corrected and go there; False when it is not asked here."""
        field = self.fields.get(key)
        if field is None:
            return False
        field.show_wrong(wrong=True)
        field.enter()
        return True

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._take_height()

    def _take_height(self) -> None:
        """Be as high as its lines, which form layouts do not ask for."""
        self.setMinimumHeight(self._flow.heightForWidth(self.width()))
        self.updateGeometry()

    def _keep(self) -> None:
        self._told.update({key: field.text for key, field in self.fields.items()})

    def _entries_now(self) -> Sequence[NamedEntry]:
        return self._entries()

    def _field(self, fact: Fact) -> FactField:
        title = fact_label(fact.key)
        match fact.type:
            case FactType.CHOICE:
                choices = [(key, choice_name(key)) for key in fact.choices]
                return ChoiceFact(title, choices, is_titled=fact.key not in _SPEAK_FOR_THEMSELVES)
            case FactType.DAY:
                return DayFact(title, self._read_day, self._today)
            case FactType.TOUCH:
                return EntryFact(title, self._entries_now)
            case FactType.MONEY | FactType.NUMBER:
                return LineFact(title, is_short=True)
            case FactType.TEXT:
                return LineFact(title, room=self._line_room)
