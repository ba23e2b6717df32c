"""The card below a timeline where a touch is written down, with or without a quick note, and saved.

Two rows while nobody writes; everything that can be said of a touch once somebody does. It learns by itself what the
customer has to choose from; nothing typed is lost by an error, by showing another customer, by a change made elsewhere,
or by the end of the program. Knows nothing of the screen around it.
"""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from crmdesk.domain.changes import Changes
from crmdesk.domain.errors import CrmError, ValidationError
from crmdesk.i18n import _
from crmdesk.qt.widgets.shrinking import ShrinkingFrame
from crmdesk.ui.timeline.composer.choices import Choices
from crmdesk.ui.timeline.composer.draft import Draft, blank_after
from crmdesk.ui.timeline.composer.draft_book import DraftBook
from crmdesk.ui.timeline.composer.draft_form import DraftForm
from crmdesk.ui.timeline.composer.fields import ComposerFields
from crmdesk.ui.timeline.composer.focus_watch import FocusWatch
from crmdesk.ui.timeline.composer.time_words import TimeWords
from crmdesk.ui.workbench import Workbench

# What is typed is kept at most so long after it was typed, in milliseconds.
_KEEP_AFTER = 1000


class Composer(ShrinkingFrame):
    """Emits ``logged`` with the customer's uid once a touch is on the timeline."""

    logged = Signal(str)

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "foot")
        self._bench = bench
        self._book = DraftBook(bench.view_state)
        self._customer = ""
        self._kind_by_hand = self._filling = False
        self._times = TimeWords(bench.services.desk, bench.services.touches)
        self.fields = ComposerFields(self, bench, self._times)
        self._choices = Choices(self.fields, bench)
        self._form = DraftForm(self.fields, self._choices)
        self._focus = FocusWatch([self, self.fields.at.picker, self.fields.next_step.picker])
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_KEEP_AFTER)
        self._later.timeout.connect(self._keep)
        self._connect()
        bench.bus.changed.connect(self._refresh)
        self._choices.show_lists(in_place=False)
        self.show_customer("")

    @property
    def error(self) -> str:
        """The sentence that says what is wrong; empty when nothing is."""
        return self.fields.wrong.text()

    @property
    def has_draft(self) -> bool:
        """Whether anything is written that is not saved."""
        return self.draft().is_worth_keeping

    def show_customer(self, uid: str) -> None:
        """Write about this customer from now on; what was begun for another is kept for it."""
        if uid and uid == self._customer:
            return
        self._keep()
        self._customer = uid
        self._choices.is_writing = False
        self.fields.clear_wrong()
        self.fields.enable(enabled=bool(uid))
        if uid:
            self._choices.show_lists(in_place=self.isVisible())
        self._choices.select_deal("")
        self._choices.show_for(uid)
        self._show(self._book.of(uid))

    def choose_deal(self, uid: str) -> None:
        """Write about this deal, which is selected elsewhere, unless one was chosen here or somebody writes."""
        before = self.fields.deal.value
        self._choices.select_deal(uid)
        if self.fields.deal.value != before:
            self._preview()

    def start(self) -> None:
        """Go to the text."""
        self.fields.text.setFocus()

    def start_call(self) -> None:
        """Go to the text of a call."""
        self.fields.kinds.choose("call")
        self._choose_kind()
        self.start()

    def draft(self) -> Draft:
        """Everything as it stands."""
        return self._form.read(self._customer)

    def restore(self, draft: Draft) -> None:
        """Show a draft if its customer is shown; else keep it until then."""
        if draft.customer == self._customer:
            self._show(draft)
        self._book.keep(draft)

    def open_template(self, key: str) -> None:
        """Open a quick note, beside whatever is typed."""
        template = self._choices.template(key)
        if template is None or not self._customer:
            return
        panel = self.fields.panel
        if panel.template != template:
            if not self._kind_by_hand:
                self.fields.kinds.choose(template.kind)
            self._form.open_template(template)
            self._changed()
            self.fields.show_template()
        panel.enter()

    def open_numbered(self, number: int) -> None:
        """Open the quick note with this number in the row, the first being 1."""
        if number <= len(self.fields.bar.templates):
            self.open_template(self.fields.bar.templates[number - 1].key)

    def open_templates(self) -> None:
        """Show all quick notes to choose from."""
        self._leave_template()
        self.fields.bar.open_menu()

    def go_to_next_step(self) -> None:
        """Go to the line of the next step."""
        self.fields.show_all(shown=True)
        self.fields.next_step.line.setFocus()

    def submit(self) -> None:
        """Save the touch; what is wrong is said, and everything stays as it was typed."""
        uid, draft = self._customer, self.draft()
        if not uid:
            return
        self.fields.clear_wrong()
        planned = self._is_planned()
        try:
            words = self._form.words(draft)
        except ValidationError as unreadable:
            self.show_error(unreadable)
            return
        error = self._bench.operations.perform(
            lambda: self._bench.services.touches.log_touch(uid, words)[1],
            _("Planned on the timeline.") if planned else _("Logged on the timeline."),
        )
        if error is not None:
            self.show_error(error)
            return
        self._show(blank_after(draft))
        self._keep()
        self.fields.text.setFocus()
        self.logged.emit(uid)

    def show_error(self, error: CrmError) -> None:
        """Say what is wrong, mark the field and go there."""
        self.fields.show_wrong(error.message)
        self._fit()
        self.fields.go_to_wrong(error)

    def _show(self, draft: Draft) -> None:
        """Fill everything in from a draft."""
        self._filling = True
        self._kind_by_hand = self._choices.is_writing = False
        self._form.show(draft)
        self._filling = False
        self._changed()
        self.fields.show_template()
        self._later.stop()

    def _changed(self) -> None:
        """Something was typed or chosen."""
        if self._filling:
            return
        self._choices.is_writing = self.has_draft
        self.fields.clear_wrong()
        self.fields.show_minutes()
        self.fields.save.show_text(_("Plan") if self._is_planned() else _("Log"))
        self._preview()
        self._fit()
        # Not begun anew with each letter: whoever types on and on is safe too.
        if not self._later.isActive():
            self._later.start()

    def _preview(self) -> None:
        if self._customer:
            self._form.preview(self._customer, self._bench.services.quick_notes)

    def _keep(self) -> None:
        self._later.stop()
        if self._customer:
            self._book.keep(self.draft())

    def _leave_template(self) -> None:
        """Close the quick note; what is typed stays."""
        self._form.close_template()
        self.fields.show_template()
        self.fields.text.setFocus()
        self._changed()

    def _refresh(self, changes: Changes) -> None:
        """Something changed somewhere: offer what there is now, and touch nothing that is typed."""
        if self._customer and changes:
            self._choices.show_lists(in_place=self.isVisible())
            self._choices.show_for(self._customer)
            self._preview()

    def _fit(self) -> None:
        """Two rows, or everything for whoever writes."""
        self.fields.show_all(shown=self._focus.is_inside or self.has_draft or bool(self.error))

    def _is_planned(self) -> bool:
        return self._times.is_planned(self.fields.at.understood())

    def _connect(self) -> None:
        fields = self.fields
        fields.bar.chosen.connect(self.open_template)
        fields.panel.left.connect(self._leave_template)
        fields.close.clicked.connect(self._leave_template)
        self._focus.moved.connect(self._fit)
        fields.kinds.changed.connect(self._choose_kind)
        fields.deal.changed.connect(self._choose_deal)
        fields.text.template_chosen.connect(self.open_template)
        fields.text.person_chosen.connect(fields.contact.choose)
        fields.text.person_chosen.connect(lambda _uid: self._changed())
        for part in (fields.panel, fields.at, fields.next_step, fields.contact):
            part.changed.connect(self._changed)
        fields.text.textChanged.connect(self._changed)
        fields.minutes.textChanged.connect(self._changed)

    def _choose_kind(self) -> None:
        self._kind_by_hand = True
        self._changed()

    def _choose_deal(self) -> None:
        self._choices.deal_by_hand = True
        self._changed()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fields.fit(self.width())

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self._keep()
        super().hideEvent(event)
