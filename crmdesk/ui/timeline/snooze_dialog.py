"""The dialog that puts off what is planned, in plain words or by one of the usual distances. Saves nothing."""

from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from crmdesk.domain.clock import Clock
from crmdesk.domain.errors import ValidationError
from crmdesk.domain.plain_time import read_time
from crmdesk.domain.touch import Touch
from crmdesk.i18n import _
from crmdesk.qt.plain_text import caption
from crmdesk.qt.widgets.fields import TextLine
from crmdesk.qt.widgets.flow_layout import FlowLayout
from crmdesk.qt.widgets.form_dialog import FormDialog
from crmdesk.qt.widgets.labels import label
from crmdesk.services.wording import touch_text
from crmdesk.ui import wording


class SnoozeDialog(FormDialog):
    """Submits the time as it was worded."""

    def __init__(self, touch: Touch, clock: Clock, parent: QWidget | None = None) -> None:
        what = touch_text(touch).split("\n", 1)[0] or touch.kind_name
        super().__init__(_("Snooze"), what, _("Snooze"), parent)
        self._clock = clock
        self.when = TextLine(_("Such as: tomorrow 15:00, next Tuesday, in 3 days"), name=_("New time"))
        self.meaning = ""
        self._told = label(" ", "small")
        choices = QWidget()
        flow = FlowLayout(choices)
        # The words are read in every language; what they mean is shown.
        for text, words in (
            (_("Tomorrow"), "tomorrow"),
            (_("In 3 days"), "in 3 days"),
            (_("Next week"), "next mon"),
            (_("In a month"), "in 30 days"),
        ):
            choice = QPushButton(caption(text))
            choice.setProperty("look", "chip")
            choice.setAutoDefault(False)
            choice.clicked.connect(lambda _checked=False, words=words: self._choose(words))
            flow.addWidget(choice)
        field = QWidget()
        column = QVBoxLayout(field)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (self.when, choices, self._told):
            column.addWidget(part)
        field.setFocusProxy(self.when)
        field.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.add_field("next", _("New time"), field)
        self.when.textChanged.connect(self._tell)

    @override
    def value(self) -> str:
        return self.when.text()

    def _choose(self, words: str) -> None:
        at = self._clock.localise(read_time(words, self._clock.now().local))
        self.when.setText(at.local_date.isoformat())
        self.when.setFocus()

    def _tell(self, text: str) -> None:
        now = self._clock.now()
        try:
            self.meaning = wording.when(self._clock.localise(read_time(text, now.local)), now.local_date)
        except ValidationError:
            self.meaning = ""
        self._told.setText(self.meaning or " ")
