"""The next step with a customer: when and what, done with one click, put off with two. Shows a planned touch."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from crmdesk.domain.errors import CrmError
from crmdesk.domain.touch import Touch
from crmdesk.i18n import _
from crmdesk.qt.looks import show_look
from crmdesk.qt.plain_text import caption
from crmdesk.qt.widgets.buttons import IconButton
from crmdesk.qt.widgets.fields import TextLine, mark_wrong
from crmdesk.qt.widgets.labels import ShortenedLabel, label
from crmdesk.ui import wording
from crmdesk.ui.customers.sheet_edits import SheetEdits


class StepPanel(QWidget):
    """``plan_requested`` asks for a next step where there is none."""

    plan_requested = Signal()

    def __init__(self, edits: SheetEdits, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edits = edits
        self._touch = ""
        self._card = QFrame()
        self._card.setProperty("look", "step")
        self._what = label("", "section", wrap=True)
        self._when = ShortenedLabel("")
        self.done = _link(_("Done"))
        self.done.clicked.connect(lambda: edits.complete_step(self._touch))
        self.snooze = _link(_("Snooze"))
        self.snooze.setMenu(self._snooze_menu())
        self.snooze.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.until = TextLine(_("until when? such as: Friday 10:00"), name=_("Put off until"))
        self.until.returnPressed.connect(lambda: self._put_off(self.until.text()))
        self.until.hide()
        self._wrong = label("", "error", wrap=True)
        self._wrong.hide()
        self.plan = IconButton("plus", _("Plan the next step"), look="link")
        self.plan.clicked.connect(self.plan_requested)
        self._lay_out()

    def show_step(self, step: Touch | None, today: date) -> None:
        """Show what is planned first, or that nothing is."""
        self._card.setVisible(step is not None)
        self.plan.setVisible(step is None)
        if step is None:
            self._touch = ""
            return
        if step.uid != self._touch:
            self.close_editors()
        self._touch = step.uid
        overdue = step.occurred_at.local_date < today
        self._what.setText(step.title or step.body or wording.touch_heading(step))
        when = wording.when(step.occurred_at, today)
        self._when.show_text(_("{when} · overdue").format(when=when) if overdue else when)
        show_look(self._when, "negative" if overdue else "muted")

    def close_editors(self) -> None:
        """Forget what is being typed."""
        self.until.empty()
        self.until.hide()
        self._say(None)

    def _snooze_menu(self) -> QMenu:
        menu = QMenu(self)
        # The words are also what is read as a time, in every language.
        for title, words in (
            (_("In an hour"), "in 1 hour"),
            (_("Tomorrow"), "tomorrow"),
            (_("In three days"), "in 3 days"),
            (_("In a week"), "in 7 days"),
        ):
            menu.addAction(title).triggered.connect(lambda _checked=False, words=words: self._put_off(words))
        menu.addSeparator()
        menu.addAction(_("Another time…")).triggered.connect(self._ask)
        return menu

    def _ask(self) -> None:
        self.until.show()
        self.until.setFocus()

    def _put_off(self, words: str) -> None:
        error = self._edits.put_off_step(self._touch, words)
        if error is None:
            self.close_editors()
        else:
            self._say(error)

    def _say(self, error: CrmError | None) -> None:
        self._wrong.setText(error.message if error else "")
        self._wrong.setVisible(error is not None)
        mark_wrong(self.until, wrong=error is not None)

    def _lay_out(self) -> None:
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addWidget(self._when, 1)
        below.addWidget(self.done)
        below.addWidget(self.snooze)
        inside = QVBoxLayout(self._card)
        inside.setContentsMargins(12, 9, 8, 7)
        inside.setSpacing(3)
        inside.addWidget(self._what)
        inside.addLayout(below)
        inside.addWidget(self.until)
        inside.addWidget(self._wrong)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._card)
        row = QHBoxLayout()
        row.addWidget(self.plan)
        row.addStretch(1)
        layout.addLayout(row)


def _link(text: str) -> QToolButton:
    button = QToolButton()
    button.setProperty("look", "link")
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.setText(caption(text))
    return button
