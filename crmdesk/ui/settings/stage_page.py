"""The page on which the stages of the pipeline are edited."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout
from typing_extensions import override

from crmdesk.domain.changes import Changes
from crmdesk.domain.listed import StageEntry
from crmdesk.i18n import _, ngettext
from crmdesk.qt.entry_model import Entry
from crmdesk.qt.widgets.form_field import FormField
from crmdesk.qt.widgets.labels import label
from crmdesk.ui import wording
from crmdesk.ui.settings.committed_line import CommittedLine
from crmdesk.ui.settings.detail_card import DetailCard, whole_number
from crmdesk.ui.settings.list_panel import ListPanel, PanelTexts
from crmdesk.ui.settings.settings_page import SettingsPage
from crmdesk.ui.workbench import Workbench


class StagePage(SettingsPage):
    """The stages at the left, the one chosen at the right."""

    key = "stages"
    icon = "milestone"
    kinds = frozenset({"stage", "deal"})

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench, _("The steps a deal goes through, from first to last."))
        self._stages = bench.services.configuration.stages
        self._known: dict[str, StageEntry] = {}
        texts = PanelTexts(
            _("Stages"), _("New stage"), "milestone", _("No stages"), _("A deal needs a stage to stand in.")
        )
        self.panel = ListPanel(bench, texts, self._stages, self._stages.add, remains=self._remains)
        self.card = DetailCard(_("Choose a stage to see what belongs to it."))
        self.probability = CommittedLine()
        self.rot_days = CommittedLine(_("never"))
        self.exit_criteria = CommittedLine(_("such as: they have agreed to a meeting"))
        self.card.add(FormField(_("Probability"), self.probability, beside=label("%", "muted")))
        self.card.add(
            FormField(
                _("Neglected after"),
                self.rot_days,
                beside=label(_("days"), "muted"),
                hint=_("without a touch or a planned next step"),
            )
        )
        self.card.add(FormField(_("A deal leaves this stage when"), self.exit_criteria))
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.panel, 5)
        row.addWidget(self.card, 4)
        self.body.addLayout(row, 1)
        self.panel.chosen.connect(self._show_stage)
        self.probability.committed.connect(self._set_probability)
        self.rot_days.committed.connect(self._set_rot_days)
        self.exit_criteria.committed.connect(self._set_exit_criteria)
        for name, widget in zip(self.words(), (self.probability, self.rot_days, self.exit_criteria), strict=False):
            self.add_setting(name, widget)

    @override
    @staticmethod
    def title() -> str:
        return _("Stages")

    @override
    @staticmethod
    def words() -> tuple[str, ...]:
        return (_("Probability"), _("Neglected after"), _("A deal leaves this stage when"), _("Pipeline"))

    @override
    def read(self) -> None:
        stages = self._stages.entries()
        self._known = {stage.uid: stage for stage in stages}
        self.panel.show_entries([_shown(stage) for stage in stages])
        chosen = self.panel.current()
        self._show_stage(chosen.key if chosen else "")

    def _remains(self, uid: str) -> str:
        """Where the deals are whose stage is retired."""
        count = self._known[uid].deals
        if not count:
            return ""
        told = ngettext("{count} deal still stands there.", "{count} deals still stand there.", count)
        return told.format(count=wording.number(count))

    def _show_stage(self, uid: str) -> None:
        stage = self._known.get(uid)
        if stage is None:
            self.card.show_nothing()
            return
        deals = ngettext("{count} deal stands here.", "{count} deals stand here.", stage.deals)
        self.card.show_head(stage.name, deals.format(count=wording.number(stage.deals)), of=uid)
        self.probability.show_value(str(stage.probability))
        self.rot_days.show_value("" if stage.rot_days is None else str(stage.rot_days))
        self.exit_criteria.show_value(stage.exit_criteria)

    def _set_probability(self, text: str) -> None:
        self._change(
            self.probability,
            lambda uid: self._stages.set_probability(uid, whole_number(text.rstrip(" %％"))),
            _("The probability of “{name}” is changed."),
        )

    def _set_rot_days(self, text: str) -> None:
        self._change(
            self.rot_days,
            lambda uid: self._stages.set_rot_days(uid, whole_number(text) if text.strip() else None),
            _("When “{name}” is neglected is changed."),
        )

    def _set_exit_criteria(self, text: str) -> None:
        self._change(
            self.exit_criteria,
            lambda uid: self._stages.set_exit_criteria(uid, text),
            _("When a deal leaves “{name}” is changed."),
        )

    def _change(self, field: CommittedLine, work: Callable[[str], Changes], told: str) -> None:
        stage = self._known.get(self.card.of)
        if stage is not None:
            error = self.bench.operations.perform(lambda: work(stage.uid), told.format(name=stage.name))
            self.card.show_error(field, error)


def _shown(stage: StageEntry) -> Entry:
    return Entry(
        stage.uid,
        stage.name,
        detail=wording.percent(stage.probability / 100),
        retired=stage.retired,
        deletable=stage.deletable,
    )
