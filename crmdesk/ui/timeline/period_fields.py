"""Two days in plain words, from and to, and the usual stretches before today. Knows nothing of what they are for."""

from datetime import UTC, date, datetime, time, timedelta

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crmdesk.domain.errors import ValidationError
from crmdesk.domain.plain_time import read_time
from crmdesk.i18n import _
from crmdesk.qt.plain_text import caption
from crmdesk.qt.widgets.fields import TextLine, mark_wrong
from crmdesk.qt.widgets.flow_layout import FlowLayout
from crmdesk.qt.widgets.labels import label


class PeriodFields(QWidget):
    """``chosen`` carries the first and the last day, each None where it is open."""

    chosen = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = date.min
        self.since = TextLine(_("from"), name=_("First day"))
        self.until = TextLine(_("to"), name=_("Last day"))
        self.wrong = label("", "error", wrap=True)
        self.wrong.hide()
        presets = QWidget()
        flow = FlowLayout(presets)
        for text, days in ((_("7 days"), 6), (_("30 days"), 29), (_("90 days"), 89), (_("This year"), 0)):
            chip = QPushButton(caption(text))
            chip.setProperty("look", "chip")
            chip.setAutoDefault(False)
            chip.setObjectName(f"last:{days}")
            chip.clicked.connect(lambda _checked=False, days=days: self._choose_last(days))
            flow.addWidget(chip)
        lines = QHBoxLayout()
        lines.setSpacing(8)
        for line in (self.since, self.until):
            lines.addWidget(line)
            line.editingFinished.connect(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(lines)
        column.addWidget(self.wrong)
        column.addWidget(presets)
        self._days: tuple[date | None, date | None] = (None, None)

    def show_days(self, since: date | None, until: date | None, today: date) -> None:
        """Show a period, without saying so; words that mean no day stay until they are corrected."""
        self._today = today
        if (since, until) != self._days or not self.wrong.text():
            self._days = since, until
            self._say("", None)
            for line, day in zip((self.since, self.until), self._days, strict=True):
                with QSignalBlocker(line):
                    line.setText(day.isoformat() if day else "")

    def _choose_last(self, days: int) -> None:
        begin = self._today - timedelta(days=days) if days else self._today.replace(month=1, day=1)
        self.chosen.emit(begin, self._today)

    def _take(self) -> None:
        found: list[date | None] = []
        for line in (self.since, self.until):
            try:
                found.append(self._read(line.text()))
            except ValidationError as error:
                self._say(error.message, line)
                return
        since, until = found
        if since and until and since > until:
            self._say(_("The last day lies before the first."), self.until)
            return
        self._say("", None)
        if (since, until) != self._days:
            self.chosen.emit(since, until)

    def _read(self, text: str) -> date | None:
        if not text.strip():
            return None
        return read_time(text, datetime.combine(self._today, time(12), UTC), past=True).value.date()

    def _say(self, sentence: str, line: TextLine | None) -> None:
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))
        for each in (self.since, self.until):
            mark_wrong(each, wrong=each is line)
