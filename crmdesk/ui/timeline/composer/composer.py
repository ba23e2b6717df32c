"""The card below a timeline where a touch is written down, with or without a quick note, and saved.

Two rows while nobody writes; everything that can be said of a touch once somebody does. What was begun for one customer
is kept while another is shown. Knows nothing of the screen around it.
"""

from dataclasses import replace

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from crmdesk.domain.attachment import KeptFile
from crmdesk.domain.changes import Changes
from crmdesk.ui.timeline.composer.draft import Draft
from crmdesk.ui.timeline.composer.draft_book import DraftBook
from crmdesk.ui.timeline.composer.fields import ComposerFields
from crmdesk.ui.timeline.composer.focus_watch import FocusWatch
from crmdesk.ui.timeline.composer.touch_form import TouchForm
from crmdesk.ui.workbench import Workbench


class Composer(TouchForm):
    """Writes about one customer at a time."""

    fields: ComposerFields

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(bench, ComposerFields, parent)
        self.setProperty("look", "foot")
        self._book = DraftBook(bench.view_state)
        self._focus = FocusWatch(self, lambda: self.fields.popups)
        self._focus.moved.connect(self._fit)
        self._choices.name_commands()
        self.show_customer("")

    def show_customer(self, uid: str) -> None:
        """Write about this customer from now on; what was begun for another is kept for it."""
        if uid and uid == self._customer:
            return
        self.keep()
        self._customer = uid
        self._choices.is_writing = False
        self.fields.clear_wrong()
        self.fields.enable(enabled=bool(uid))
        if uid:
            self._choices.show_lists(in_place=self.isVisible())
            self._choices.name_commands()
        self._choices.select_deal("")
        self._choices.show_for(uid)
        self._show(self._book.of(uid))

    def start_call(self) -> None:
        """Go to the text of a call."""
        self.fields.kinds.choose("call")
        self._choose_kind()
        self.start()

    def restore(self, draft: Draft) -> None:
        """Show a draft if its customer is shown; else keep it until then."""
        if draft.customer == self._customer:
            self._show(draft)
        self._book.keep(draft)

    @override
    def keep(self) -> None:
        self._later.stop()
        if self._customer:
            self._book.keep(self.draft())

    @override
    def _take_files(self, customer: str, kept: tuple[KeptFile, ...]) -> None:
        if customer == self._customer:
            super()._take_files(customer, kept)
        else:
            draft = self._book.of(customer)
            self._book.keep(replace(draft, files=(*draft.files, *kept)))

    @override
    def _refresh(self, changes: Changes) -> None:
        super()._refresh(changes)
        self._choices.name_commands()

    @override
    def _fit(self) -> None:
        """Two rows, or everything for whoever writes."""
        self.fields.show_all(shown=self._focus.is_inside or self.has_draft or bool(self.error))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fields.fit(self.width())
