"""What the commands about looking at a timeline do: go to a day, open a conversation. Writes nothing."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from crmdesk.domain.errors import ValidationError
from crmdesk.i18n import _
from crmdesk.ui.timeline.conversation.chat_dialog import ChatDialog
from crmdesk.ui.timeline.folded_wording import FoldedWording
from crmdesk.ui.timeline.jump_dialog import JumpDialog
from crmdesk.ui.timeline.rows import Folded
from crmdesk.ui.workbench import Workbench

if TYPE_CHECKING:
    from crmdesk.ui.timeline.panel import TimelinePanel


class ReadingActions(QObject):
    """Speaks of what ``panel`` shows."""

    def __init__(self, bench: Workbench, panel: "TimelinePanel", words: FoldedWording) -> None:
        super().__init__(panel)
        self._bench, self._panel, self._words = bench, panel, words

    def jump(self) -> None:
        """Ask for a day, and show what happened nearest to it."""
        shown = self._panel.selected_touch()
        clock = self._bench.services.desk.clock
        day = shown.occurred_at.local_date if shown is not None else clock.now().local_date
        dialog = JumpDialog(clock, day, self._bench.window)
        dialog.submitted.connect(lambda wished: self._jump_to(dialog, wished))
        dialog.open_once()

    def open_conversation(self) -> None:
        """Show the whole chat of the card that is selected."""
        row = self._panel.list.selected_conversation()
        if row is None:
            return
        told = Folded(row.bundle, tells_day=True)
        below = " · ".join(part for part in (self._words.who(told), self._words.time(told)) if part)
        dialog = ChatDialog(
            (self._words.title(told), below),
            row.bundle.touches[::-1],
            self._bench.services.desk.actor,
            self._bench.services.desk.today(),
            self._bench.appearance,
            self._bench.window,
        )
        dialog.touch_chosen.connect(self._panel.show_touch)
        dialog.open_once()

    def _jump_to(self, dialog: JumpDialog, day: date) -> None:
        if self._panel.show_nearest(day):
            dialog.accept()
            self._panel.list.setFocus()
        else:
            dialog.show_error(ValidationError(_("Nothing of what is shown has a day."), field="day"))
