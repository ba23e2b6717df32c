"""The deals in which a competitor was met: all of them, or those behind one of its numbers. Reads nothing."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.domain.competitor import Meeting, Meetings
from crmdesk.i18n import _
from crmdesk.qt.columns import Column
from crmdesk.qt.record_table import RecordTable
from crmdesk.qt.sorted_model import SortedModel
from crmdesk.qt.widgets.choice_strip import ChoiceStrip
from crmdesk.qt.widgets.labels import label
from crmdesk.qt.widgets.state_stack import StateStack
from crmdesk.ui import wording
from crmdesk.ui.settings.competitor_wording import UNKNOWN, deals

_ROW = 32


class MeetingList(QFrame):
    """``chosen`` asks for other deals, by ``Meetings``; ``opened`` brings one to go to."""

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.which = Meetings.ALL
        words = (
            (Meetings.ALL, _("All")),
            (Meetings.LOST, _("Lost to")),
            (Meetings.WON, _("Won against")),
            (Meetings.OPEN, _("Still open")),
            (Meetings.PRICED, _("With a price")),
        )
        self.strip = ChoiceStrip(_("Deals"), words)
        self.strip.show_key(self.which)
        self.strip.chosen.connect(lambda key: self.choose(Meetings(key or Meetings.ALL)))
        columns: tuple[Column[Meeting], ...] = (
            Column("deal", _("Customer · deal"), lambda each: f"{each.customer} · {each.deal}", width=96),
            Column("status", _("Status"), lambda each: wording.deal_status(each.status), width=64),
            Column("ours", _("Our amount"), lambda each: wording.amount(each.amount) or UNKNOWN, _ours, number=True),
            Column("price", _("Their price"), lambda each: wording.amount(each.price) or UNKNOWN, _theirs, number=True),
            Column(
                "seen", _("Seen"), lambda each: wording.day(each.seen_on, today), lambda each: each.seen_on, width=72
            ),
        )
        self.model: SortedModel[Meeting] = SortedModel(columns, lambda each: each.deal_uid, self)
        self.table = RecordTable(self.model, columns, _("Deals in which it was met"))
        self.table.verticalHeader().setDefaultSectionSize(_ROW)
        self.table.activated.connect(lambda index: self.opened.emit(self.model.record(index)))
        self.states = StateStack(self.table)
        self._count = label("", "small")
        head = QHBoxLayout()
        head.setContentsMargins(12, 10, 12, 2)
        head.addWidget(self.strip)
        head.addStretch(1)
        head.addWidget(self._count)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self.states, 1)

    def choose(self, which: Meetings) -> None:
        """Ask for the deals behind a number."""
        self.which = which
        self.strip.show_key(which)
        self.chosen.emit(which)

    def show_meetings(self, meetings: Sequence[Meeting], count: int) -> None:
        """Show these of so many deals."""
        self.model.refresh(meetings)
        shown = wording.number(len(meetings))
        self._count.setText(
            deals(count) if count <= len(meetings) else _("the latest {n} of {all}").format(n=shown, all=deals(count))
        )
        if meetings:
            self.states.show_content()
        else:
            self.states.show_empty("swords", _("No such deal"), _("Say whom you met in a deal, or when it ends."))


def _ours(meeting: Meeting) -> int | None:
    return meeting.amount.minor if meeting.amount is not None else None


def _theirs(meeting: Meeting) -> int | None:
    return meeting.price.minor if meeting.price is not None else None
