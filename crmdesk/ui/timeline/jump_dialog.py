"""The dialog that asks for a day to go to: in plain words, or from a small calendar. Goes nowhere itself."""

from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from crmdesk.domain.clock import Clock, today
from crmdesk.domain.errors import ValidationError
from crmdesk.domain.plain_time import read_time
from crmdesk.i18n import _
from crmdesk.qt.widgets.fields import TextLine
from crmdesk.qt.widgets.form_dialog import FormDialog
from crmdesk.qt.widgets.labels import label
from crmdesk.qt.widgets.month_calendar import MonthCalendar
from crmdesk.ui import wording


class JumpDialog(FormDialog):
    """Submits a day."""

    def __init__(self, clock: Clock, day: date, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Go to a day"), _("What happened nearest to it is shown; the filter stays as it is."), _("Go"), parent
        )
        self._clock = clock
        self.day = TextLine(_("Such as: 12 March, last Friday, 2025-11-03"), name=_("Day"))
        self._meaning = label(" ", "small")
        month = MonthCalendar()
        self.calendar = month.calendar
        self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        field = QWidget()
        column = QVBoxLayout(field)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (self.day, self._meaning, month):
            column.addWidget(part)
        field.setFocusProxy(self.day)
        self.add_field("day", _("Day"), field)
        self.day.textChanged.connect(self._tell)
        for picked in (self.calendar.clicked, self.calendar.activated):
            picked.connect(self._pick)

    @override
    def value(self) -> date:
        if not self.day.text().strip():
            return self._shown()
        return self._read(self.day.text())

    def _shown(self) -> date:
        chosen = self.calendar.selectedDate()
        return date(chosen.year(), chosen.month(), chosen.day())

    def _pick(self) -> None:
        self.submitted.emit(self._shown())

    def _read(self, text: str) -> date:
        try:
            return read_time(text, self._clock.now().local, past=True).value.date()
        except ValidationError as error:
            raise ValidationError(error.message, field="day") from error

    def _tell(self, text: str) -> None:
        try:
            day = self._read(text)
        except ValidationError:
            self._meaning.setText(" ")
            return
        self._meaning.setText(wording.long_day(day, today(self._clock)))
        self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
