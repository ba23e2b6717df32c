"""A line for a time in plain words, with what it means beside it and a calendar to choose from.

What the words mean is asked of a function that is handed in; this knows no rules.
"""

from collections.abc import Callable
from datetime import date, time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crmdesk.domain.errors import CrmError
from crmdesk.i18n import _
from crmdesk.qt.widgets.buttons import IconButton
from crmdesk.qt.widgets.fields import TextLine, mark_wrong
from crmdesk.qt.widgets.labels import ShortenedLabel
from crmdesk.ui.timeline.composer.time_picker import TimePicker
from crmdesk.ui.timeline.composer.time_words import Meaning

# Room for a day and a time in words.
_LEAST = 160


class TimeLine(QWidget):
    """Emits ``changed`` while it is typed into; ``share`` divides the room between the words and their meaning.

    Without hours its calendar offers days alone.
    """

    changed = Signal()

    def __init__(
        self, placeholder: str, name: str, read: Callable[[str], Meaning], today: Callable[[], date],
        share: tuple[int, int] = (1, 1), *, with_hours: bool = True, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._read, self._today = read, today
        self.line = TextLine(placeholder, name=name)
        self.line.setProperty("look", "slim")
        self.line.setMinimumWidth(_LEAST)
        self.pick = IconButton("calendar-clock", look="compact", name=_("Choose from the calendar: {field}").format(
            field=name))  # fmt: skip
        self._meaning = ShortenedLabel("small")
        self.picker = TimePicker(self, with_hours=with_hours)
        self.picker.picked.connect(self._take)
        self.pick.clicked.connect(self._open_picker)
        self.line.textChanged.connect(self._follow)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.line, share[0])
        layout.addWidget(self.pick)
        layout.addWidget(self._meaning, share[1])
        self._meaning.hide()

    @property
    def meaning(self) -> str:
        """What the words mean, as it is shown; empty while there are none."""
        return self._meaning.accessibleName()

    def show_text(self, text: str) -> None:
        """Show another text."""
        if text != self.line.text():
            self.line.setText(text)

    def show_wrong(self, *, wrong: bool) -> None:
        """Mark it as what must be corrected, and go there."""
        mark_wrong(self.line, wrong=wrong)
        if wrong:
            self.line.setFocus()

    def understood(self) -> Meaning | None:
        """What the words mean; None when they mean no time."""
        try:
            return self._read(self.line.text()) if self.line.text().strip() else None
        except CrmError:
            return None

    def _follow(self) -> None:
        text = self.line.text().strip()
        understood = self.understood()
        self._meaning.setVisible(bool(text))
        self._meaning.show_text("" if not text else understood.shown if understood else _("no time said yet"))
        self.changed.emit()

    def _open_picker(self) -> None:
        understood = self.understood()
        local = understood.moment.local if understood else None
        self.picker.open_at(local.date() if local else self._today(), local.time() if local else None, self.pick)

    def _take(self, day: date, at: time | None) -> None:
        understood = self.understood()
        when = f"{day.isoformat()} {at:%H:%M}" if at is not None else day.isoformat()
        rest = understood.rest if understood else self.line.text().strip()
        self.line.setText(" ".join(part for part in (when, rest) if part))
        self.line.setFocus()
