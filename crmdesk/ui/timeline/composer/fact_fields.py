"""The fields of a small form: a line, a few chips, a day in plain words, another entry. Each knows only its own text.

A text is what ``services.fact_words`` shows and reads; what it means is not known here.
"""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget
from typing_extensions import override

from crmdesk.domain.template_field import Chip, FieldType, TemplateField
from crmdesk.i18n import _
from crmdesk.qt.widgets.fields import mark_wrong
from crmdesk.qt.widgets.flow_layout import GAP
from crmdesk.qt.widgets.labels import label
from crmdesk.qt.widgets.suggestions import Suggestions
from crmdesk.qt.widgets.titled_line import TitledLine
from crmdesk.services import type_ahead
from crmdesk.ui.timeline.composer.chip_group import ChipGroup
from crmdesk.ui.timeline.composer.time_line import TimeLine
from crmdesk.ui.timeline.composer.time_words import Meaning
from crmdesk.ui.timeline.latest_entries import NamedEntry

_CHIP_GAP = 6
_SHORT, _LONG = 88, 120
_MOST_OFFERED = 8


class FactField(QWidget):
    """Emits ``changed`` when a person types or chooses; ``stops`` are its places in the order of Tab."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_CHIP_GAP)

    @property
    def text(self) -> str:
        """What was said; empty for nothing."""
        raise NotImplementedError

    @property
    def stops(self) -> Sequence[QWidget]:
        """What can have the keyboard."""
        raise NotImplementedError

    def show_text(self, text: str) -> None:
        """Show what was said."""
        raise NotImplementedError

    def show_wrong(self, *, wrong: bool) -> None:
        """Mark it as what must be corrected."""
        for stop in self.stops:
            mark_wrong(stop, wrong=wrong)

    def enter(self) -> None:
        """Go there."""
        self.stops[0].setFocus()


class LineFact(FactField):
    """A few words, a number or an amount; ``room`` is how many pixels of it are in sight at least.

    A short one takes no more room than it needs.
    """

    def __init__(self, title: str, *, room: int = _LONG, is_short: bool = False) -> None:
        super().__init__()
        self.line = TitledLine(title, room=_SHORT if is_short else room)
        self.line.textChanged.connect(self.changed)
        self._row.addWidget(self.line)
        grows = QSizePolicy.Policy.Fixed if is_short else QSizePolicy.Policy.Expanding
        self.setSizePolicy(grows, QSizePolicy.Policy.Fixed)

    @property
    @override
    def text(self) -> str:
        return self.line.text().strip()

    @property
    @override
    def stops(self) -> Sequence[QWidget]:
        return (self.line,)

    @override
    def show_text(self, text: str) -> None:
        if text != self.text:
            self.line.setText(text)
            self.line.setCursorPosition(0)


class ChoiceFact(FactField):
    """One of a few keys with their names, at one tap; a second tap takes it back."""

    def __init__(self, title: str, choices: Sequence[tuple[str, str]], *, is_titled: bool = True) -> None:
        super().__init__()
        chips = tuple(Chip(key, words) for key, words in choices)
        self.group = ChipGroup(TemplateField("", title, FieldType.ONE, chips))
        self.group.changed.connect(self.changed)
        self.group.setProperty("look", "segments")
        self.group.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        for chip in self.group.chips:
            chip.setProperty("look", "segment")
        # All in one line: alone the chips would stand below each other.
        widths = [chip.sizeHint().width() for chip in self.group.chips]
        self.group.setFixedWidth(sum(widths) + GAP * (len(widths) - 1))
        if is_titled:
            self._row.addWidget(_heading(title, self.group))
        self._row.addWidget(self.group)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    @override
    def text(self) -> str:
        return self.group.text

    @property
    @override
    def stops(self) -> Sequence[QWidget]:
        return self.group.stops

    @override
    def show_text(self, text: str) -> None:
        self.group.show_text(text)

    @override
    def enter(self) -> None:
        self.group.enter()


class DayFact(FactField):
    """A day in plain words, with the day they mean beside it."""

    def __init__(self, title: str, read: Callable[[str], Meaning], today: Callable[[], date]) -> None:
        super().__init__()
        self.time = TimeLine(_("Friday, in 3 days"), title, read, today, with_hours=False)
        self.time.changed.connect(self.changed)
        self._row.addWidget(_heading(title, self.time.line))
        self._row.addWidget(self.time, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    @override
    def text(self) -> str:
        return self.time.line.text().strip()

    @property
    @override
    def stops(self) -> Sequence[QWidget]:
        return (self.time.line, self.time.pick)

    @override
    def show_text(self, text: str) -> None:
        self.time.show_text(text)

    @override
    def show_wrong(self, *, wrong: bool) -> None:
        mark_wrong(self.time.line, wrong=wrong)


class EntryFact(FactField):
    """Another entry of the same timeline, found by any part of how it is told. Its text is the entry's uid.

    ``entries`` is asked when somebody comes to it, not before.
    """

    def __init__(self, title: str, entries: Callable[[], Sequence[NamedEntry]]) -> None:
        super().__init__()
        self._entries = entries
        self._known: dict[str, str] = {}
        self.line = TitledLine(title, _("type a word of it"), room=_LONG)
        self.suggestions = Suggestions(self.line, self._offer)
        self.line.textChanged.connect(self.changed)
        self._row.addWidget(self.line)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    @override
    def text(self) -> str:
        typed = self.line.text().strip()
        # What is no entry is told to the service, which says so.
        return self._known.get(typed, typed)

    @property
    @override
    def stops(self) -> Sequence[QWidget]:
        return (self.line,)

    @override
    def show_text(self, text: str) -> None:
        if text != self.text:
            if text:
                self._learn()
            self.line.setText(next((words for words, uid in self._known.items() if uid == text), text))
            self.line.setCursorPosition(0)

    def _offer(self, typed: str) -> Sequence[str]:
        if len(typed) <= 1:
            # Somebody begins: there may be others now.
            self._learn()
        return type_ahead.suggestions(typed, list(self._known), _MOST_OFFERED)

    def _learn(self) -> None:
        self._known = {entry.words: entry.uid for entry in self._entries()}


def _heading(title: str, field: QWidget) -> QLabel:
    heading = label(title, "small")
    heading.setBuddy(field)
    return heading
