"""The page of the competitors: how we fare against each, what is known of the one chosen, and the deals behind it."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QVBoxLayout
from typing_extensions import override

from crmdesk.domain.changes import Changes
from crmdesk.domain.competitor import Meeting, Meetings
from crmdesk.domain.errors import CrmError
from crmdesk.domain.listed import CompetitorEntry
from crmdesk.domain.loss_pool import PoolFilter
from crmdesk.i18n import _, ngettext
from crmdesk.qt.record_model import Index
from crmdesk.qt.record_table import RecordTable
from crmdesk.qt.sorted_model import SortedModel
from crmdesk.qt.tasks import was_cancelled
from crmdesk.qt.widgets.state_stack import StateStack
from crmdesk.ui.settings.add_line import AddLine
from crmdesk.ui.settings.competitor_card import CompetitorCard
from crmdesk.ui.settings.competitor_wording import Faced, count_of, faced_columns
from crmdesk.ui.settings.meeting_list import MeetingList
from crmdesk.ui.settings.settings_page import SettingsPage
from crmdesk.ui.workbench import Workbench

if TYPE_CHECKING:
    from crmdesk.insight.outcomes.rivals import Rivals

_SLOT = "competitors"
_ROW = 34
_ADDING = 320
_NUMBERS = {each.value: each for each in Meetings} | {"rate": Meetings.ALL, "seen": Meetings.ALL}
"""Where a click on a number leads, by the key of its column."""


class CompetitorPage(SettingsPage):
    """A click, or Enter, on a number leads to its deals; the numbers are counted beside the window."""

    key = "competitors"
    icon = "swords"
    kinds = frozenset({"competitor", "deal", "deal_competitor", "loss_competitor", "loss_event", "setting"})
    widest = 1240

    def __init__(self, bench: Workbench) -> None:
        explanation = _(
            "Whom we meet, and how it ends. Rates and gaps are said from {n} deals on; the gap is theirs against ours."
        )
        least = bench.services.configuration.company.company().evidence
        super().__init__(bench, explanation.format(n=least))
        self._entries: list[CompetitorEntry] = []
        self._figures: dict[str, Faced] = {}
        columns = faced_columns(bench.services.desk.today())
        self.model: SortedModel[Faced] = SortedModel(columns, lambda faced: faced.entry.uid, self)
        self.table = RecordTable(self.model, columns, _("Competitors"))
        self.table.verticalHeader().setDefaultSectionSize(_ROW)
        self.states = StateStack(self.table)
        self.adding = AddLine(_("New competitor"))
        self.with_retired = QCheckBox()
        self.card = CompetitorCard(bench)
        self.met = MeetingList(bench.services.desk.today())
        self._lay_out()
        self._connect()

    @override
    @staticmethod
    def title() -> str:
        return _("Competitors")

    @override
    @staticmethod
    def words() -> tuple[str, ...]:
        return (_("Good at"), _("Bad at"), _("Also called"), _("Price gap"), _("Merge competitors"))

    @override
    def read(self) -> None:
        self._entries = self.bench.services.configuration.competitors.entries()
        retired = sum(entry.retired for entry in self._entries)
        self.with_retired.setText(
            ngettext("Show {count} retired entry", "Show {count} retired entries", retired).format(count=retired)
        )
        self.with_retired.setVisible(retired > 0)
        self._show()
        figures = self.bench.services.figures
        self.bench.runner.start(
            _SLOT, lambda watch: figures.rivals(PoolFilter(), watch), done=self._show_figures, failed=self._tell
        )

    @property
    def current(self) -> Faced | None:
        """The competitor chosen."""
        return self.model.record(self.table.currentIndex())

    def _show_figures(self, found: "Rivals") -> None:
        rivals = {rival.uid: rival for rival in found.rows}
        is_first = not self._figures
        self._figures = {entry.uid: Faced(entry, rivals.get(entry.uid)) for entry in self._entries}
        self._show()
        if is_first:
            self.table.setCurrentIndex(self.model.index(0, 0))

    def _show(self) -> None:
        shown = [entry for entry in self._entries if not entry.retired or self.with_retired.isChecked()]
        known = self._figures
        faced = [Faced(entry, known[entry.uid].rival if entry.uid in known else None) for entry in shown]
        self.model.refresh(sorted(faced, key=lambda each: -each.met))
        if not shown:
            self.states.show_empty("swords", _("No competitors"), _("They appear here once a deal meets one."))
        else:
            self.states.show_content()
        self._show_current()

    def _show_current(self) -> None:
        faced = self.current
        self.card.show_competitor(faced)
        self.met.setVisible(faced is not None)
        if faced is not None:
            self._show_meetings(self.met.which)

    def _show_meetings(self, which: Meetings) -> None:
        if (faced := self.current) is not None:
            found = self.bench.services.competitors.meetings(faced.entry.uid, which)
            self.met.show_meetings(found, max(count_of(faced, which), len(found)))

    def _follow(self, index: Index) -> None:
        """Show the deals behind the number clicked."""
        if (which := _NUMBERS.get(self.model.columns[index.column()].key)) is not None:
            self.met.choose(which)

    def _open(self, meeting: Meeting | None) -> None:
        if meeting is not None:
            self.deal_opened.emit(meeting.customer_uid, meeting.deal_uid, "")

    def _add(self, name: str) -> None:
        added: list[str] = []

        def work() -> Changes:
            uid, changes = self.bench.services.configuration.competitors.add(name)
            added.append(uid)
            return changes

        told = _("“{name}” is added.").format(name=name.strip())
        self.adding.finish(self.bench.operations.perform(work, told))
        if added and (row := self.model.row_of(added[0])) is not None:
            self.table.setCurrentIndex(self.model.index(row, 0))

    def _tell(self, error: CrmError) -> None:
        if not was_cancelled(error):
            self.bench.notice.tell(error.message)

    def _connect(self) -> None:
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._show_current())
        self.table.clicked.connect(self._follow)
        self.table.activated.connect(self._follow)
        self.met.chosen.connect(self._show_meetings)
        self.met.opened.connect(self._open)
        self.adding.submitted.connect(self._add)
        self.with_retired.toggled.connect(self._show)
        card = self.card
        parts = (card.strengths, card.weaknesses, card.words, self.table, card.merge_button)
        for name, widget in zip(self.words(), parts, strict=True):
            self.add_setting(name, widget)

    def _lay_out(self) -> None:
        above = QFrame()
        above.setProperty("look", "card")
        inside = QVBoxLayout(above)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.states)
        self.adding.setFixedWidth(_ADDING)
        self.put_beside_title(self.with_retired)
        self.put_beside_title(self.adding)
        below = QHBoxLayout()
        below.setSpacing(16)
        below.addWidget(self.card, 4)
        below.addWidget(self.met, 6)
        self.body.addWidget(above, 5)
        self.body.addSpacing(6)
        self.body.addLayout(below, 6)
