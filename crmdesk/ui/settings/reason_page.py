"""The page on which the loss reasons and their sub-reasons are edited."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QHBoxLayout
from typing_extensions import override

from crmdesk.domain.listed import ReasonDemands, ReasonEntry
from crmdesk.i18n import _, ngettext
from crmdesk.qt.entry_model import Entry
from crmdesk.qt.widgets.form_field import FormField
from crmdesk.qt.widgets.labels import label
from crmdesk.ui import wording
from crmdesk.ui.settings.add_line import AddLine
from crmdesk.ui.settings.committed_line import CommittedLine
from crmdesk.ui.settings.detail_card import DetailCard, whole_number
from crmdesk.ui.settings.list_panel import ListPanel, PanelTexts
from crmdesk.ui.settings.settings_page import SettingsPage
from crmdesk.ui.workbench import Workbench


class ReasonPage(SettingsPage):
    """The reasons as a tree at the left, the one chosen at the right."""

    key = "reasons"
    icon = "list-tree"
    kinds = frozenset({"loss_reason", "loss_reason_link"})

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench, _("Why deals are lost, on two levels. A reason can ask for more when it is given."))
        self._reasons = bench.services.configuration.reasons
        self._known: dict[str, ReasonEntry] = {}
        self._losses: dict[str, int] = {}
        texts = PanelTexts(
            _("Loss reasons"), _("New reason"), "list-tree", _("No reasons"), _("A deal is lost for a reason.")
        )
        self.panel = ListPanel(bench, texts, self._reasons, self._reasons.add, deep=True)
        self.card = DetailCard(_("Choose a reason to see what it asks."))
        self.ask_competitor = QCheckBox(_("Ask which competitor"))
        self.ask_note = QCheckBox(_("Demand a note"))
        self.ask_date = QCheckBox(_("Ask when to try again"))
        self.win_back_days = CommittedLine(_("no day"))
        self.adding = AddLine(_("New sub-reason"))
        self._below = FormField(_("Sub-reasons"), self.adding)
        self._own = label(_("This one belongs to the program: it stays as it is."), "small", wrap=True)
        self._fill_card()
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.panel, 5)
        row.addWidget(self.card, 4)
        self.body.addLayout(row, 1)
        self.panel.chosen.connect(self._show_reason)

    @override
    @staticmethod
    def title() -> str:
        return _("Loss reasons")

    @override
    @staticmethod
    def words() -> tuple[str, ...]:
        return (
            _("Ask which competitor"), _("Demand a note"), _("Ask when to try again"), _("Propose to try again after"),
            _("Sub-reasons"),
        )  # fmt: skip

    @override
    def read(self) -> None:
        reasons = self._reasons.entries()
        self._known = {reason.uid: reason for reason in reasons}
        self._losses = _with_those_below(reasons)
        self.panel.show_entries([_shown(reason, self._losses[reason.uid]) for reason in reasons])
        chosen = self.panel.current()
        self._show_reason(chosen.key if chosen else "")

    def _fill_card(self) -> None:
        changes: dict[QCheckBox, Callable[[ReasonDemands, bool], ReasonDemands]] = {
            self.ask_competitor: lambda demands, on: replace(demands, ask_competitor=on),
            self.ask_note: lambda demands, on: replace(demands, ask_note=on),
            self.ask_date: lambda demands, on: replace(demands, ask_win_back_date=on),
        }
        for name, box in zip(self.words(), changes, strict=False):
            self.card.add(box)
            self.add_setting(name, box)
            box.clicked.connect(lambda on, box=box: self._change(lambda demands: changes[box](demands, on)))
        self.card.add(FormField(_("Propose to try again after"), self.win_back_days, beside=label(_("days"), "muted")))
        self.card.add(self._own)
        self.card.add(self._below)
        self.add_setting(_("Propose to try again after"), self.win_back_days)
        self.add_setting(_("Sub-reasons"), self.adding.field)
        self.win_back_days.committed.connect(self._set_days)
        self.adding.submitted.connect(self._add_below)

    def _show_reason(self, uid: str) -> None:
        reason = self._known.get(uid)
        if reason is None:
            self.card.show_nothing()
            return
        count = self._losses[uid]
        losses = ngettext("Given for {count} loss.", "Given for {count} losses.", count)
        self.card.show_head(reason.name, losses.format(count=wording.number(count)), of=uid)
        demands = reason.demands
        self.ask_competitor.setChecked(demands.ask_competitor)
        self.ask_note.setChecked(demands.ask_note)
        self.ask_date.setChecked(demands.ask_win_back_date)
        self.win_back_days.show_value("" if demands.win_back_days is None else str(demands.win_back_days))
        for field in (self.ask_competitor, self.ask_note, self.ask_date, self.win_back_days):
            field.setEnabled(not reason.system)
        self._own.setVisible(reason.system)
        self._below.setVisible(reason.parent_uid is None and not reason.system)

    def _set_days(self, text: str) -> None:
        self._change(lambda demands: replace(demands, win_back_days=whole_number(text) if text.strip() else None))

    def _change(self, change: Callable[[ReasonDemands], ReasonDemands]) -> None:
        reason = self._known.get(self.card.of)
        if reason is not None:
            error = self.bench.operations.perform(
                lambda: self._reasons.set_demands(reason.uid, change(reason.demands)),
                _("What “{name}” asks is changed.").format(name=reason.name),
            )
            self.card.show_error(self.win_back_days, error)

    def _add_below(self, name: str) -> None:
        uid = self.card.of
        error = self.bench.operations.perform(
            lambda: self._reasons.add(name, uid)[1], _("“{name}” is added.").format(name=name.strip())
        )
        self.panel.tree.expand(self.panel.tree.entries.index_of(uid))
        self.adding.finish(error)


def _with_those_below(reasons: Sequence[ReasonEntry]) -> dict[str, int]:
    """The losses of each reason and of its sub-reasons together."""
    losses = {reason.uid: reason.losses for reason in reasons}
    for reason in reasons:
        if reason.parent_uid is not None:
            losses[reason.parent_uid] += reason.losses
    return losses


def _shown(reason: ReasonEntry, losses: int) -> Entry:
    return Entry(
        reason.uid,
        reason.name,
        detail=wording.number(losses) if losses else "",
        above=reason.parent_uid or "",
        retired=reason.retired,
        deletable=reason.deletable,
        fixed=reason.system,
    )
