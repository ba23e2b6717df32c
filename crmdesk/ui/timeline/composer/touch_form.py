"""A form in which a touch is written down, with or without a quick note, and saved.

It learns by itself what the customer has to choose from; nothing typed is lost by an error, by a change made elsewhere,
or by the end of the program. Knows neither how its fields lie nor the screen around it.
"""

from collections.abc import Callable
from dataclasses import replace
from time import monotonic

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from crmdesk.domain.attachment import KeptFile
from crmdesk.domain.changes import Changes
from crmdesk.domain.errors import CrmError, ValidationError
from crmdesk.domain.touch import Touch
from crmdesk.i18n import _
from crmdesk.qt.incoming_files import IncomingFiles
from crmdesk.qt.widgets.shrinking import ShrinkingFrame
from crmdesk.ui.timeline.attachments.attaching import Attaching, choose_files
from crmdesk.ui.timeline.composer.choices import Choices
from crmdesk.ui.timeline.composer.draft import Draft, blank_after
from crmdesk.ui.timeline.composer.draft_form import DraftForm
from crmdesk.ui.timeline.composer.stopwatch import LoggingTimes, Stopwatch
from crmdesk.ui.timeline.composer.time_words import TimeWords
from crmdesk.ui.timeline.composer.touch_fields import TouchFields
from crmdesk.ui.workbench import Workbench

_KEEP_AFTER = 250
"""What is typed is kept at most so long after it was typed, in milliseconds; the disk has it half a second later."""


class TouchForm(ShrinkingFrame):
    """Emits ``logged`` with the customer's uid once a touch is on the timeline."""

    logged = Signal(str)

    def __init__(
        self,
        bench: Workbench,
        make_fields: Callable[[QWidget, Workbench, TimeWords], TouchFields],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bench = bench
        self._customer = ""
        self._kind_by_hand = self._filling = False
        self._times = TimeWords(bench.services.desk, bench.services.touches)
        self.fields = make_fields(self, bench, self._times)
        self._choices = Choices(self.fields, bench)
        self._form = DraftForm(self.fields, self._choices)
        self._watch = Stopwatch(LoggingTimes(bench.view_state, bench.person.name), monotonic)
        self._attaching = Attaching(bench, self)
        self._later = QTimer(self, singleShot=True, interval=_KEEP_AFTER)
        self._later.timeout.connect(self.keep)
        self._connect()
        bench.bus.changed.connect(self._refresh)
        self._choices.show_lists(in_place=False)

    @property
    def error(self) -> str:
        """The sentence that says what is wrong; empty when nothing is."""
        return self.fields.wrong.text()

    @property
    def has_draft(self) -> bool:
        """Whether anything is written that is not saved."""
        return self.draft().is_worth_keeping

    def draft(self) -> Draft:
        """Everything as it stands."""
        return self._form.read(self._customer)

    def choose_deal(self, uid: str) -> None:
        """Write about this deal, which is selected elsewhere, unless one was chosen here or somebody writes."""
        before = self.fields.deal.value
        self._choices.select_deal(uid)
        if self.fields.deal.value != before:
            self._preview()

    def start(self) -> None:
        """Go to the text."""
        self.fields.text.setFocus()

    def go_to_ways(self) -> None:
        """Go to the ways of talking, where digits choose."""
        self.fields.show_all(shown=True)
        self.fields.kinds.enter()

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

    def answer(self, enquiry: Touch) -> None:
        """Go to the text of what answers an enquiry, beside whatever is typed; saving it closes the enquiry too."""
        if self.has_draft:
            draft = self.draft()
        else:
            reply = self._bench.services.quick_notes.reply(enquiry)
            draft = Draft(self._customer, reply.kind, reply.direction, deal=reply.deal, contact=reply.contact)
            self._watch.begin()
        self._show(replace(draft, answers=enquiry.uid))
        self.keep()
        self.start()

    def open_numbered(self, number: int) -> None:
        """Open the quick note with this number in the row, the first being 1."""
        if number <= len(self.fields.bar.templates):
            self.open_template(self.fields.bar.templates[number - 1].key)

    def open_templates(self) -> None:
        """Show all quick notes to choose from."""
        self._leave_template()
        self.fields.bar.open_menu()

    def open_kinds(self) -> None:
        """Show all kinds to choose from."""
        self.fields.show_all(shown=True)
        self.fields.kinds.more.setFocus()
        self.fields.kinds.more.showMenu()

    def go_to_next_step(self) -> None:
        """Go to the line of the next step."""
        self.fields.show_all(shown=True)
        self.fields.next_step.line.setFocus()

    def attach(self, incoming: IncomingFiles) -> None:
        """Attach files to what is written, as soon as their bytes are safe."""
        customer = self._customer
        self._attaching.bring(incoming, lambda kept: self._take_files(customer, kept))

    def choose_files(self) -> None:
        """Let the person choose files to attach."""
        choose_files(self._bench, self.attach)

    def keep(self) -> None:
        """Keep what is written until it is saved."""
        raise NotImplementedError

    def submit(self) -> None:
        """Save the touch; what is wrong is said, and everything stays as it was typed."""
        uid, draft = self._customer, self.draft()
        if not uid:
            return
        self.fields.clear_wrong()
        if self._attaching.is_busy:
            self.show_error(ValidationError(_("The files are still coming in; save again in a moment.")))
            return
        try:
            words = self._form.words(draft)
        except ValidationError as unreadable:
            self.show_error(unreadable)
            return
        error = self._perform(lambda: self._bench.services.touches.log_touch(uid, words)[1], self._told(draft))
        if error is not None:
            self.show_error(error)
            return
        self._watch.stop()
        self._show(blank_after(draft))
        self.keep()
        self.logged.emit(uid)
        self._go_on()

    def show_error(self, error: CrmError) -> None:
        """Say what is wrong, mark the field and go there."""
        self.fields.show_wrong(error.message)
        self._fit()
        self.fields.go_to_wrong(error)

    def _take_files(self, _customer: str, kept: tuple[KeptFile, ...]) -> None:
        """Files came in that were meant for what was written about a customer."""
        self.fields.files.show_files((*self.fields.files.files, *kept))
        self.fields.order_tabs()
        self._changed()

    def _perform(self, work: Callable[[], Changes], told: str) -> CrmError | None:
        """Do it, and say so."""
        return self._bench.operations.perform(work, told)

    def _go_on(self) -> None:
        """A touch is saved: go to where the next one begins."""
        self.start()

    def _fit(self) -> None:
        """What is in sight may have to change."""

    def _show(self, draft: Draft) -> None:
        """Fill everything in from a draft."""
        self._filling = True
        self._kind_by_hand = self._choices.is_writing = False
        self._form.show(draft)
        self._filling = False
        self._changed()
        self.fields.show_template()
        self._later.stop()
        self._watch.leave(has_draft=draft.is_worth_keeping)

    def _changed(self) -> None:
        """Something was typed or chosen."""
        if self._filling:
            return
        self._choices.is_writing = self.has_draft
        if self._choices.is_writing:
            self._watch.begin()
        self.fields.clear_wrong()
        self.fields.show_minutes()
        self.fields.show_facts()
        self.fields.save.show_text(_("Plan") if self._is_planned() else _("Log"))
        self._preview()
        self._fit()
        # Not begun anew with each letter: whoever types on and on is safe too.
        if not self._later.isActive():
            self._later.start()

    def _preview(self) -> None:
        if self._customer:
            self._form.preview(self._customer, self._bench.services.quick_notes)

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

    def _told(self, draft: Draft) -> str:
        """What is said once it is saved."""
        if draft.answers:
            return _("Logged on the timeline; the enquiry is answered.")
        return _("Planned on the timeline.") if self._is_planned() else _("Logged on the timeline.")

    def _is_planned(self) -> bool:
        return self._times.is_planned(self.fields.at.understood())

    def _connect(self) -> None:
        fields = self.fields
        fields.bar.chosen.connect(self.open_template)
        fields.panel.left.connect(self._leave_template)
        fields.close.clicked.connect(self._leave_template)
        fields.kinds.changed.connect(self._choose_kind)
        fields.kinds.numbered.connect(self.start)
        fields.kinds.more.chosen.connect(lambda _kind: self.start())
        fields.deal.changed.connect(self._choose_deal)
        fields.text.template_chosen.connect(self.open_template)
        fields.text.person_chosen.connect(fields.contact.choose)
        fields.text.person_chosen.connect(lambda _uid: self._changed())
        for part in (fields.panel, fields.facts, fields.files, fields.at, fields.next_step, fields.contact):
            part.changed.connect(self._changed)
        fields.text.textChanged.connect(self._changed)
        fields.answering.changed.connect(self._changed)
        fields.text.files_pasted.connect(self.attach)
        fields.minutes.textChanged.connect(self._changed)

    def _choose_kind(self) -> None:
        self._kind_by_hand = True
        self._changed()

    def _choose_deal(self) -> None:
        self._choices.deal_by_hand = True
        self._changed()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self.keep()
        super().hideEvent(event)
