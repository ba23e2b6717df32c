"""The page on which the loss reasons and their sub-reasons are edited."""

from PySide6.QtWidgets import QHBoxLayout
from typing_extensions import override

from crmdesk.domain.listed import ReasonEntry
from crmdesk.i18n import _
from crmdesk.qt.entry_model import Entry
from crmdesk.qt.widgets.buttons import IconButton
from crmdesk.qt.widgets.labels import label
from crmdesk.ui.settings import reason_wording
from crmdesk.ui.settings.list_panel import ListPanel, PanelTexts
from crmdesk.ui.settings.reason_card import ReasonCard
from crmdesk.ui.settings.reason_set_button import ReasonSetButton
from crmdesk.ui.settings.settings_page import SettingsPage
from crmdesk.ui.workbench import Workbench


class ReasonPage(SettingsPage):
    """The reasons as a tree at the left, the one chosen at the right."""

    key = "reasons"
    icon = "list-tree"
    kinds = frozenset({"loss_reason", "loss_reason_link", "win_reason_link", "template"})
    widest = 1040

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench, _("Why deals are lost, on two levels. A reason can ask for more when it is given."))
        self._reasons = bench.services.configuration.reasons
        self._known: dict[str, ReasonEntry] = {}
        texts = PanelTexts(
            _("Loss reasons"), _("New reason"), "list-tree", _("No reasons"), _("A deal is lost for a reason.")
        )
        reasons = self._reasons
        self.panel = ListPanel(bench, texts, reasons, reasons.add, nest=reasons.put_below, levels=reasons.levels)
        self.card = ReasonCard(bench)
        self._merge = IconButton("merge", look="quiet", name=_("Merge into another reason…"))
        self.panel.add_deed(self._merge)
        self.sets = ReasonSetButton(bench)
        self.wrong = label("", "error", wrap=True)
        self.put_beside_title(self.sets)
        self.body.addWidget(self.wrong)
        self.wrong.hide()
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.panel, 6)
        row.addWidget(self.card, 5)
        self.body.addLayout(row, 1)
        self._merge.clicked.connect(self.card.merge)
        self.sets.failed.connect(self._say)
        self.panel.chosen.connect(self._show_reason)
        self.card.adding.submitted.connect(self._add_below)
        card = self.card
        parts = (
            *(card.win_back, card.win_back_days, card.ask_date, card.ask_competitor, card.ask_note),
            *(card.area, card.words, card.adding.field, card.merge_button, self.sets, self.sets),
        )
        for name, widget in zip(self.words(), parts, strict=False):
            self.add_setting(name, widget)

    @override
    @staticmethod
    def title() -> str:
        return _("Loss reasons")

    @override
    @staticmethod
    def words() -> tuple[str, ...]:
        return (
            _("Can be won back"), _("Propose to try again after"), _("Ask when to try again"),
            _("Ask which competitor"), _("Demand a note"), _("Remedy area"), _("Also called"), _("Sub-reasons"),
            _("Merge loss reasons"), _("Save loss reasons as a file…"), _("Take in loss reasons…"),
        )  # fmt: skip

    @override
    def read(self) -> None:
        reasons = self._reasons.entries()
        self._known = {reason.uid: reason for reason in reasons}
        self.panel.show_entries([_shown(reason) for reason in reasons])
        chosen = self.panel.current()
        self._show_reason(chosen.key if chosen else "")

    def _show_reason(self, uid: str) -> None:
        reason = self._known.get(uid)
        self._merge.setEnabled(reason is not None and not reason.system)
        above = self._known.get(reason.parent_uid or "") if reason is not None else None
        self.card.show_reason(reason, above, [each.demands.area for each in self._known.values()])

    def _say(self, sentence: str) -> None:
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))

    def _add_below(self, name: str) -> None:
        uid = self.card.of
        error = self.bench.operations.perform(
            lambda: self._reasons.add(name, uid)[1], _("“{name}” is added.").format(name=name.strip())
        )
        self.panel.tree.expand(self.panel.tree.entries.index_of(uid))
        self.card.adding.finish(error)


def _shown(reason: ReasonEntry) -> Entry:
    return Entry(
        reason.uid,
        reason.name,
        detail=reason_wording.short(reason.given),
        above=reason.parent_uid or "",
        retired=reason.retired,
        deletable=reason.deletable,
        fixed=reason.system,
        note=_("; ").join(word.name for word in reason.aliases),
    )
