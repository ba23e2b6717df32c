"""What the commands do about what a touch tells: a promise kept, an enquiry answered; each can be taken back."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from crmdesk.domain import touch_verbs as verbs
from crmdesk.domain.changes import Changes
from crmdesk.domain.touch import Touch
from crmdesk.qt.widgets.form_dialog import FormDialog
from crmdesk.ui.timeline.answer_dialog import AnswerDialog
from crmdesk.ui.timeline.latest_entries import latest_entries
from crmdesk.ui.timeline.verb_wording import told_words
from crmdesk.ui.timeline.why_dialog import WhyDialog
from crmdesk.ui.workbench import Workbench

if TYPE_CHECKING:
    from crmdesk.ui.timeline.panel import TimelinePanel


class VerbActions(QObject):
    """Speaks of the touch that is selected in ``panel``; ``reply_requested`` carries the enquiry to be answered."""

    reply_requested = Signal(object)

    def __init__(self, bench: Workbench, panel: "TimelinePanel") -> None:
        super().__init__(panel)
        self._bench, self._panel = bench, panel
        states = bench.services.touch_states
        self._deeds: Mapping[str, Callable[[str], Changes]] = {
            verbs.KEPT: states.keep_promise,
            verbs.BROKEN: states.break_promise,
            verbs.OPEN_AGAIN: states.reopen_promise,
            verbs.UNANSWER: states.unanswer_enquiry,
            verbs.PASSED_ON: states.pass_on_feedback,
            verbs.FEEDBACK_ANSWERED: states.answer_feedback,
            verbs.EASED: states.ease_objection,
            verbs.TOLD: states.raise_pain,
            **{verb: partial(states.advance_document, state=state) for verb, state in verbs.STATES.items()},
        }

    def follow(self, verb: str) -> None:
        """Do what a verb says, or ask what it needs."""
        if (touch := self._panel.selected_touch()) is None:
            return
        if verb == verbs.REPLY:
            self.reply_requested.emit(touch)
        elif verb == verbs.ANSWER:
            self._ask_for_answer(touch)
        elif verb == verbs.EXPLAIN:
            self._ask_why(touch)
        elif verb == verbs.SHOW_ANSWER:
            self._panel.show_touch(str(touch.detail.get("answered_by", "")))
        else:
            self._bench.operations.attempt(lambda: self._deeds[verb](touch.uid), told_words(verb))
            self._panel.list.setFocus()

    def _ask_why(self, change: Touch) -> None:
        dialog = WhyDialog(change.title, self._bench.window)
        explain = self._bench.services.touch_states.explain_change
        self._open(dialog, lambda why: explain(change.uid, str(why)), verbs.EXPLAIN)

    def _open(self, dialog: FormDialog, work: Callable[[object], Changes], verb: str) -> None:
        dialog.submitted.connect(
            lambda value: dialog.finish(self._bench.operations.perform(lambda: work(value), told_words(verb)))
        )
        dialog.finished.connect(lambda _result: self._panel.list.setFocus())
        dialog.open_once()

    def _ask_for_answer(self, enquiry: Touch) -> None:
        entries = latest_entries(self._bench.services, enquiry.customer_uid, after=enquiry)
        dialog = AnswerDialog(enquiry, entries, self._bench.window)
        answer = self._bench.services.touch_states.answer_enquiry
        self._open(dialog, lambda uid: answer(enquiry.uid, str(uid)), verbs.ANSWER)
