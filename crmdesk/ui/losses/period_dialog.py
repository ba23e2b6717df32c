"""Asks between which two days losses are to be looked at, in plain words. Saves nothing."""

from datetime import date, datetime

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from crmdesk.domain.errors import ValidationError
from crmdesk.domain.plain_time import read_time
from crmdesk.i18n import _
from crmdesk.qt.widgets.fields import TextLine
from crmdesk.qt.widgets.form_dialog import FormDialog


class PeriodDialog(FormDialog):
    """Offers a pair of days, both included, each of which may be left open."""

    def __init__(self, since: date | None, until: date | None, now: datetime, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Losses between two days"),
            _("Write a day as you would say it: 1 March, last Monday, 30 days ago. Either may be left open."),
            _("Show"),
            parent,
        )
        self._now = now
        self.since, self.until = TextLine(_("from the beginning")), TextLine(_("until today"))
        self.since.setText(since.isoformat() if since else "")
        self.until.setText(until.isoformat() if until else "")
        self.add_field("since", _("From"), self.since)
        self.add_field("until", _("To"), self.until)

    @override
    def value(self) -> tuple[date | None, date | None]:
        since, until = self._day("since", self.since), self._day("until", self.until)
        if since is not None and until is not None and until < since:
            raise ValidationError(_("The last day lies before the first."), field="until")
        return since, until

    def _day(self, name: str, field: TextLine) -> date | None:
        text = field.text().strip()
        if not text:
            return None
        try:
            return read_time(text, self._now, past=True).value.date()
        except ValidationError as error:
            raise ValidationError(error.message, field=name) from error
