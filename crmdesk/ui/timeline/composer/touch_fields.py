"""The fields in which a touch is told, wherever they lie. Knows nothing of what becomes of what is typed into them.

How they lie, and which of them are in sight when, is said by the form they are made for.
"""

from functools import partial
from itertools import pairwise

from PySide6.QtWidgets import QHBoxLayout, QWidget

from crmdesk.domain.errors import CrmError
from crmdesk.i18n import _
from crmdesk.qt.thumbnails import Thumbnails
from crmdesk.qt.widgets.buttons import IconButton
from crmdesk.qt.widgets.fields import TextLine, mark_wrong
from crmdesk.qt.widgets.labels import ShortenedLabel, label
from crmdesk.qt.widgets.shrinking import ShrinkingFrame
from crmdesk.ui.timeline.attachments.file_bytes import read_whole
from crmdesk.ui.timeline.composer.answering_line import AnsweringLine
from crmdesk.ui.timeline.composer.choice_box import ChoiceBox
from crmdesk.ui.timeline.composer.fact_form import FactForm
from crmdesk.ui.timeline.composer.file_chips import FileChips
from crmdesk.ui.timeline.composer.kind_bar import KindBar
from crmdesk.ui.timeline.composer.note_text import NoteText
from crmdesk.ui.timeline.composer.template_bar import TemplateBar
from crmdesk.ui.timeline.composer.template_panel import TemplatePanel
from crmdesk.ui.timeline.composer.time_line import TimeLine
from crmdesk.ui.timeline.composer.time_words import TimeWords
from crmdesk.ui.workbench import Workbench

GAP = 6
"""Pixels between fields of one row, and between rows."""


class TouchFields:
    """The widgets, to be laid out inside ``body``, which lies in ``owner``; ``save`` is the button that ends it."""

    def __init__(
        self, owner: QWidget, bench: Workbench, times: TimeWords, kinds: KindBar, bar: TemplateBar, save: IconButton
    ) -> None:
        today = bench.services.desk.today
        self._owner = owner
        self._order: list[QWidget] = []
        self.kinds, self.bar, self.save = kinds, bar, save
        self.panel = TemplatePanel(bench.files)
        self.title = ShortenedLabel("section")
        self.close = IconButton("x", look="inside", name=_("Close the quick note"))
        self.close.setObjectName("close_template")
        self.text = NoteText(_("What happened"))
        self.at = TimeLine(_("Now, or: yesterday 15:00"), _("When"), times.read_at, today)
        self.minutes = TextLine(_("minutes"), name=_("Length in minutes"))
        self.minutes.setProperty("look", "slim")
        self.minutes.setFixedWidth(78)
        self.deal = ChoiceBox(_("Deal it is about"), _("No deal"))
        self.contact = ChoiceBox(_("Person it was with"), _("No contact"))
        self.next_step = TimeLine(
            _("Next step: tomorrow 15:00 call them"), _("Next step"), times.read_next_step, today, share=(3, 2)
        )
        self.facts = FactForm(times.read_day, today)
        self.files = FileChips(bench.appearance, Thumbnails(bench.runner, partial(read_whole, bench), owner))
        self.answering = AnsweringLine(bench.services)
        self.by_field: dict[str, QWidget] = {
            "next": self.next_step.line,
            "time": self.next_step.line,
            "at": self.at.line,
            "minutes": self.minutes,
            "deal": self.deal,
            "contact": self.contact,
        }
        self.wrong = label("", "error", wrap=True)
        self.wrong.hide()
        self.body = ShrinkingFrame()

    @property
    def stops(self) -> list[QWidget]:
        """Where Tab leads, in this order."""
        raise NotImplementedError

    @property
    def popups(self) -> list[QWidget]:
        """What lies over the window but belongs to these."""
        return [self.at.picker, self.next_step.picker, *self.facts.popups]

    def show_template(self) -> None:
        """Show the quick note that is open, or that there is none."""
        raise NotImplementedError

    def show_all(self, *, shown: bool) -> None:
        """Show everything that can be said of a touch, or only what one begins with, where that is not the same."""

    def enable(self, *, enabled: bool) -> None:
        """Let people write, or say what to do first."""
        self.body.setEnabled(enabled)
        self.text.ask(_("What happened? #tag @who /note") if enabled else _("Choose a customer first."))

    def show_wrong(self, sentence: str) -> None:
        """Say what is wrong."""
        self.wrong.setText(sentence)
        self.wrong.show()

    def clear_wrong(self) -> None:
        """Nothing is wrong any more."""
        if self.wrong.text():
            self.wrong.setText("")
            self.wrong.hide()
            for widget in (self.text, *self.by_field.values()):
                mark_wrong(widget, wrong=False)
            self.facts.clear_wrong()

    def go_to_wrong(self, error: CrmError) -> None:
        """Mark the field that an error is about, and go there."""
        field = error.field or ""
        if self.panel.template is not None and self.panel.show_error(field, error.message):
            return
        if self.facts.show_wrong(field):
            return
        widget = self.by_field.get(field, self.text)
        mark_wrong(widget, wrong=True)
        widget.setFocus()

    def show_minutes(self) -> None:
        """Only calls and meetings have a length."""
        kind = self.kinds.kind
        self.minutes.setVisible(kind.key == "call" or kind.touch_class == "visit")

    def show_facts(self) -> None:
        """Ask what can be told of the kind chosen."""
        if self.facts.show_kind(self.kinds.kind.key, self.kinds.kind.touch_class):
            self.order_tabs()

    def order_tabs(self) -> None:
        """Let Tab lead through all stops, also through what was made later."""
        order = self.stops
        if order != self._order:
            self._order = order
            for before, after in pairwise([self._owner, *order]):
                QWidget.setTabOrder(before, after)

    def settle(self) -> None:
        """Take the new height at once: nothing is to be painted half laid out."""
        if not self._owner.isVisible():
            return
        # Twice, for the questions know their height only at their width.
        for part in (self.panel, self.body, self._owner, self._owner.parentWidget()) * 2:
            layout = part.layout() if part is not None else None
            if layout is not None:
                layout.activate()


def row_in(widget: QWidget) -> QHBoxLayout:
    """A row without edges."""
    row = QHBoxLayout(widget)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(GAP)
    return row
