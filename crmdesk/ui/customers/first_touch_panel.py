"""One quiet line on a customer's sheet: how they first came across us, or the question. By itself only ever a line.

The question is put softly once a day for each customer; then only its line is left, until there is an answer.
"""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from crmdesk.domain.first_touch import FirstTouch
from crmdesk.i18n import _
from crmdesk.qt.plain_text import caption
from crmdesk.qt.view_state import ViewState
from crmdesk.qt.widgets.buttons import IconButton
from crmdesk.qt.widgets.labels import label
from crmdesk.services.customer_facts import CustomerSheet
from crmdesk.services.wording import first_touch_words
from crmdesk.ui.customers.first_touch_form import FirstTouchForm
from crmdesk.ui.customers.sheet_edits import SheetEdits

_ASKED = "customers.first_touch_asked"
_MOST_REMEMBERED = 500


class FirstTouchPanel(QWidget):
    """Shows a sheet; what is entered goes to ``SheetEdits``. ``opened`` tells that the form is."""

    opened = Signal()

    def __init__(self, edits: SheetEdits, view_state: ViewState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edits, self._view_state = edits, view_state
        self._told, self._likely, self._uid = FirstTouch(), "", ""
        self._answer = label("", wrap=True)
        self._answer.setAccessibleName(_("First touchpoint"))
        self.ask = _ask_button()
        self.ask.clicked.connect(self.begin)
        self.change = IconButton("pencil", look="inside", name=_("Say how they first came across us"))
        self.change.clicked.connect(self.begin)
        self.form = FirstTouchForm(self)
        self.form.submitted.connect(lambda told: self.form.finish(edits.tell_first_touch(told)))
        self.form.put_off.connect(self._put_off)
        self.form.closed.connect(self._show_line)
        self._is_asking = False
        self._line = QWidget()
        self._lay_out()

    def show_sheet(self, sheet: CustomerSheet, today: date) -> None:
        """Show a customer; the question is put if it was not put today."""
        uid, told = sheet.card.customer.uid, sheet.card.first_touch
        if uid != self._uid or told.is_answered:
            self._is_asking = not told.is_answered and self._may_ask(uid, today)
        self._uid, self._told, self._likely = uid, told, sheet.card.customer.source
        self._show_line()

    def begin(self) -> None:
        """Open the form."""
        self._line.hide()
        self.form.begin(self._told, self._edits.channels(), self._likely)
        self.opened.emit()

    def close_editors(self) -> None:
        """Forget what is being typed."""
        self.form.close_form()

    @property
    def shown(self) -> str:
        """What the line says."""
        return self._answer.text()

    def _put_off(self) -> None:
        self._is_asking = False
        self.form.close_form()

    def _show_line(self) -> None:
        self._line.setVisible(self.form.isHidden())
        known = first_touch_words(self._told)
        self._answer.setText(known or ("" if self._is_asking else "–"))
        self._answer.setVisible(bool(self._answer.text()))
        self.ask.setVisible(self._is_asking)
        self.change.setVisible(not self._is_asking)

    def _may_ask(self, uid: str, today: date) -> bool:
        """Whether this is the first time today that the customer is on the screen; from now on it is not."""
        day, *asked = self._view_state.texts(_ASKED) or ("",)
        if day != today.isoformat():
            asked = []
        if uid in asked:
            return False
        self._view_state.put(_ASKED, (today.isoformat(), *asked[-_MOST_REMEMBERED:], uid))
        return True

    def _lay_out(self) -> None:
        line = QHBoxLayout(self._line)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        title = label(_("First touchpoint"), "muted")
        for part in (title, self._answer):
            # As high as the chip beside them.
            part.setContentsMargins(0, 3, 0, 3)
        line.addWidget(title, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.ask, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._answer, 1)
        line.addStretch(0)
        line.addWidget(self.change, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._line)
        layout.addWidget(self.form)


def _ask_button() -> QToolButton:
    made = QToolButton()
    made.setProperty("look", "chip")
    made.setText(caption(_("ask")))
    made.setAccessibleName(_("Ask how they first came across us"))
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made
