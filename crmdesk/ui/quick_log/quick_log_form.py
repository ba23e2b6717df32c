"""The form of the window for logging: one touch after another, with whomever. What is begun is kept until it is saved.

Knows nothing of the window around it.
"""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from crmdesk.domain.changes import Changes
from crmdesk.domain.errors import CrmError, ValidationError
from crmdesk.i18n import _
from crmdesk.qt.view_state import kept_for
from crmdesk.ui.quick_log.quick_log_fields import QuickLogFields
from crmdesk.ui.timeline.composer.draft import Draft, draft_from_text, draft_to_text
from crmdesk.ui.timeline.composer.touch_form import TouchForm
from crmdesk.ui.workbench import Workbench

_TEXT_KEYS = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


class QuickLogForm(TouchForm):
    """What is typed stays when another customer is chosen; ``recent`` tells the uids of those looked at lately."""

    fields: QuickLogFields

    def __init__(self, bench: Workbench, recent: Callable[[], Sequence[str]], parent: QWidget | None = None) -> None:
        super().__init__(bench, partial(QuickLogFields, recent=recent), parent)
        self._key = f"quick_log.draft.{kept_for(bench.services.desk.workspace.path)}"
        self._saved = Draft()
        fields = self.fields
        fields.customer.changed.connect(self._choose_customer)
        fields.customer.entered.connect(self.start)
        fields.save.clicked.connect(self.submit)
        fields.attach.clicked.connect(self.choose_files)
        fields.said.undo_requested.connect(self.take_back)
        kept = draft_from_text(bench.view_state.text(self._key)) or Draft()
        self.write_about(kept.customer)
        self._show(kept)

    @property
    def has_customer(self) -> bool:
        """Whether it is about somebody."""
        return bool(self._customer)

    def write_about(self, uid: str) -> None:
        """Begin with this customer; with nobody if there is none such."""
        found = self._bench.services.finding.customers([uid] if uid else [])
        self.fields.customer.show_customer(found[0].customer if found else None)
        self._choose_customer()

    def restore(self, draft: Draft) -> None:
        """Show a draft in the place of what is written."""
        self.write_about(draft.customer)
        self._show(draft)
        self.keep()

    def begin(self) -> None:
        """Somebody is about to write: go to the ways, or first to the customer where there is none."""
        if not self.has_draft:
            self._watch.leave(has_draft=False)
        self._watch.begin()
        if self._customer:
            self.go_to_ways()
        else:
            self.fields.customer.enter()

    def take_back(self) -> None:
        """Undo what was just logged, and have it here again to correct it."""
        if self.fields.said.can_undo:
            self._bench.operations.undo()
            if not self.has_draft:
                self.restore(self._saved)
            self.start()

    @override
    def open_template(self, key: str) -> None:
        if self._knows_customer():
            super().open_template(key)

    @override
    def submit(self) -> None:
        if self._knows_customer():
            self._saved = self.draft()
            super().submit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter where there is nothing to type into begins the name of a customer."""
        focused, text = QApplication.focusWidget(), event.text()
        is_letter = text.isprintable() and text.strip() != "" and not event.modifiers() & ~_TEXT_KEYS
        if is_letter and focused is not None and self.fields.kinds.isAncestorOf(focused):
            self.fields.customer.setFocus()
            self.fields.customer.selectAll()
            QApplication.sendEvent(self.fields.customer, event)
        else:
            super().keyPressEvent(event)

    @override
    def _perform(self, work: Callable[[], Changes], told: str) -> CrmError | None:
        error = self._bench.operations.perform_silently(work)
        if error is None and (customer := self.fields.customer.customer) is not None:
            sentence = _("Planned with {name}.") if self._is_planned() else _("Logged with {name}.")
            self.fields.said.show_done(sentence.format(name=customer.name))
        return error

    @override
    def _fit(self) -> None:
        # A sentence about what is wrong needs room of its own.
        self.fields.settle()

    @override
    def _go_on(self) -> None:
        self.go_to_ways()

    @override
    def keep(self) -> None:
        self._later.stop()
        draft = self.draft()
        self._bench.view_state.put(self._key, draft_to_text(draft) if draft.is_worth_keeping else "")

    @override
    def _refresh(self, changes: Changes) -> None:
        # What Undo would take back now is something else.
        self.fields.said.show_keys()
        if self._customer and (changes.everything or self._customer in changes.uids.get("customer", ())):
            # Called otherwise now, or deleted; what is written stays.
            self.write_about(self._customer)
        super()._refresh(changes)

    @override
    def _changed(self) -> None:
        super()._changed()
        if self.has_draft and not self._filling:
            self.fields.said.show_keys()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        # Half a name is no draft.
        self.fields.customer.show_customer(self.fields.customer.customer)
        super().hideEvent(event)

    def _knows_customer(self) -> bool:
        """Whether it is known whom it was with; if not, that is asked for."""
        if self.fields.customer.settle():
            return True
        typed = self.fields.customer.text().strip()
        sentence = _("Nobody is called “{name}”.").format(name=typed) if typed else _("Choose a customer first.")
        self.show_error(ValidationError(sentence, field="customer"))
        return False

    def _choose_customer(self) -> None:
        customer = self.fields.customer.customer
        uid = customer.uid if customer is not None else ""
        if uid != self._customer:
            self._customer = uid
            self._choices.is_writing = self._choices.deal_by_hand = False
            self._choices.select_deal("")
            self.fields.contact.choose("")
            self.fields.answering.show_enquiry("")
        self._choices.show_for(self._customer)
        if not self._filling:
            self._changed()
