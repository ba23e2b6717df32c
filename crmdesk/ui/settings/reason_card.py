"""The card on which a loss reason is looked at: what it asks, when to try again, its other words, and its way on."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from crmdesk.domain.listed import ReasonDemands, ReasonEntry, ReasonTarget
from crmdesk.i18n import _
from crmdesk.qt.columns import Column
from crmdesk.qt.widgets.form_field import FormField
from crmdesk.qt.widgets.labels import label
from crmdesk.qt.widgets.record_dialog import DialogWords
from crmdesk.ui import wording
from crmdesk.ui.settings import reason_wording
from crmdesk.ui.settings.add_line import AddLine
from crmdesk.ui.settings.area_choice import AreaChoice
from crmdesk.ui.settings.committed_line import CommittedLine
from crmdesk.ui.settings.detail_card import whole_number
from crmdesk.ui.settings.merge_dialog import MergeDialog
from crmdesk.ui.settings.worded_card import CardTexts, WordedCard
from crmdesk.ui.workbench import Workbench

Change = Callable[[ReasonDemands], ReasonDemands]

_USUAL_WAIT = 90
"""Days proposed once a reason can be won back; most of the default reasons have about as many."""


class ReasonCard(WordedCard[ReasonEntry, ReasonTarget]):
    """``adding`` is the line that adds a sub-reason; whoever shows the card takes what it brings."""

    def __init__(self, bench: Workbench) -> None:
        self._reasons = bench.services.configuration.reasons
        texts = CardTexts(
            _("Choose a reason to see what it asks."),
            _("Imports, filters and the command line find it by these, too."),
            _("The word is removed; what the reason was given for keeps it."),
            _("Merge into another reason…"),
        )
        super().__init__(bench, self._reasons, texts)
        self.win_back = QCheckBox(_("Can be won back"))
        self.win_back_days = CommittedLine(_("no day"))
        self.ask_date = QCheckBox(_("Ask when to try again"))
        self.ask_competitor = QCheckBox(_("Ask which competitor"))
        self.ask_note = QCheckBox(_("Demand a note"))
        self.area = AreaChoice()
        self.adding = AddLine(_("New sub-reason"))
        self._own = label(
            _("This one belongs to the program: it stays as it is, but may have other words."), "small", wrap=True
        )
        self._inherits = label(_("What the reason above asks is asked here as well."), "small", wrap=True)
        self._below = FormField(_("Sub-reasons"), self.adding)
        self._waiting = QWidget()
        self._asked = QWidget()
        self._lay_out()
        self._connect()

    def show_reason(self, reason: ReasonEntry | None, above: ReasonEntry | None, areas: Sequence[str]) -> None:
        """Show a reason that perhaps stands below another, or say that none is chosen; ``areas`` are in use."""
        self.show_entry(reason, lambda each: reason_wording.given(each.given))
        if reason is None:
            return
        demands = reason.demands
        for box, on in self._boxes(demands).items():
            box.setChecked(on)
        self.win_back_days.show_value("" if demands.win_back_days is None else str(demands.win_back_days))
        self.area.show_area(demands.area, known=areas, inherited=above.demands.area if above else None)
        self._asked.setEnabled(not reason.system)
        self._asked.setVisible(not reason.system)
        self._waiting.setVisible(demands.can_be_won_back)
        self._inherits.setVisible(above is not None)
        self._own.setVisible(reason.system)
        self._below.setVisible(above is None and not reason.system)
        self.merge_button.setVisible(not reason.system)

    @override
    def moves(self, entry: ReasonEntry) -> int:
        return entry.given.losses + entry.given.wins

    @override
    def merge_dialog(self, entry: ReasonEntry) -> MergeDialog[ReasonTarget]:
        words = DialogWords(
            _("Merge “{name}” into…").format(name=entry.name),
            _("Whatever was lost or won in spite of the one counts for the other, in charts of the past as well. "
              "It can be undone."),
            _("Merge"),
            _("Find a reason"),
        )  # fmt: skip
        columns: tuple[Column[ReasonTarget], ...] = (
            Column("reason", _("Reason"), lambda target: target.name, width=250),
            Column("above", _("Sub-reason of"), lambda target: target.above, width=200),
            Column("losses", _("Losses"), lambda target: wording.number(target.given.losses), number=True, width=90),
            Column("wins", _("Won deals"), lambda target: wording.number(target.given.wins), number=True, width=90),
        )
        dialog = MergeDialog(
            words,
            columns,
            lambda into: reason_wording.outlook(self._reasons.outlook(entry.uid, into)),
            self.bench.window,
        )
        dialog.states.show_empty("list-tree", _("No other reason"), _("There is nothing this one could go into."))
        return dialog

    def _boxes(self, demands: ReasonDemands) -> dict[QCheckBox, bool]:
        return {
            self.win_back: demands.can_be_won_back,
            self.ask_date: demands.ask_win_back_date,
            self.ask_competitor: demands.ask_competitor,
            self.ask_note: demands.ask_note,
        }

    def _connect(self) -> None:
        changes: dict[QCheckBox, Callable[[ReasonDemands, bool], ReasonDemands]] = {
            self.win_back: _with_win_back,
            self.ask_date: lambda demands, on: replace(demands, ask_win_back_date=on),
            self.ask_competitor: lambda demands, on: replace(demands, ask_competitor=on),
            self.ask_note: lambda demands, on: replace(demands, ask_note=on),
        }
        for box, change in changes.items():
            self._follow(box, change)
        self.win_back_days.committed.connect(self._set_days)
        self.area.chosen.connect(self._set_area)

    def _follow(self, box: QCheckBox, change: Callable[[ReasonDemands, bool], ReasonDemands]) -> None:
        box.clicked.connect(lambda on: self._change(box, lambda demands: change(demands, on)))

    def _set_days(self, text: str) -> None:
        def change(demands: ReasonDemands) -> ReasonDemands:
            return replace(demands, win_back_days=whole_number(text) if text.strip() else None)

        self._change(self.win_back_days, change)

    def _set_area(self, area: str) -> None:
        self._change(self.area, lambda demands: replace(demands, area=area))

    def _change(self, field: QWidget, change: Change) -> None:
        if (reason := self.entry) is not None:
            error = self.bench.operations.perform(
                lambda: self._reasons.set_demands(reason.uid, change(reason.demands)),
                _("What “{name}” asks is changed.").format(name=reason.name),
            )
            self.show_error(field, error)

    def _lay_out(self) -> None:
        days = FormField(_("Propose to try again after"), self.win_back_days, beside=label(_("days"), "muted"))
        area = FormField(_("Remedy area"), self.area, hint=_("Where the company would have to improve."))
        for field in (days, area):
            self.register(field)
        waiting = QVBoxLayout(self._waiting)
        waiting.setContentsMargins(26, 0, 0, 0)
        waiting.setSpacing(10)
        waiting.addWidget(days)
        waiting.addWidget(self.ask_date)
        asked = QVBoxLayout(self._asked)
        asked.setContentsMargins(0, 0, 0, 0)
        asked.setSpacing(10)
        for widget in (self.win_back, self._waiting, self.ask_competitor, self.ask_note, self._inherits, area):
            asked.addWidget(widget)
        row = QHBoxLayout()
        row.addWidget(self.merge_button)
        row.addStretch(1)
        merging = QWidget()
        row.setContentsMargins(0, 0, 0, 0)
        merging.setLayout(row)
        for widget in (self._own, self._asked, self.word_field, self._below, merging):
            self.add(widget)


def _with_win_back(demands: ReasonDemands, on: bool) -> ReasonDemands:  # noqa: FBT001 – it is what a click brings
    if on:
        return replace(demands, win_back_days=_USUAL_WAIT)
    return replace(demands, win_back_days=None, ask_win_back_date=False)
