"""The card on which a competitor is looked at: its name, what it is good and bad at, its other words, its way on."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from crmdesk.domain.changes import Changes
from crmdesk.domain.listed import CompetitorEntry, CompetitorTarget
from crmdesk.i18n import _
from crmdesk.qt.columns import Column
from crmdesk.qt.widgets.buttons import IconButton
from crmdesk.qt.widgets.committed_text import CommittedText
from crmdesk.qt.widgets.form_field import FormField
from crmdesk.qt.widgets.record_dialog import DialogWords
from crmdesk.ui import wording
from crmdesk.ui.settings import competitor_wording
from crmdesk.ui.settings.committed_line import CommittedLine
from crmdesk.ui.settings.competitor_wording import Faced
from crmdesk.ui.settings.merge_dialog import MergeDialog
from crmdesk.ui.settings.worded_card import CardTexts, WordedCard
from crmdesk.ui.workbench import Workbench


class CompetitorCard(WordedCard[CompetitorEntry, CompetitorTarget]):
    """Every change counts at once."""

    def __init__(self, bench: Workbench) -> None:
        self._competitors = bench.services.configuration.competitors
        texts = CardTexts(
            _("Choose a competitor to see what is known of it."),
            _("Imports, filters and the command line find it by these, too."),
            _("The word is removed; the deals keep the competitor."),
            _("Merge into another competitor…"),
        )
        super().__init__(bench, self._competitors, texts)
        self._met = 0
        self.name = CommittedLine()
        self.strengths = CommittedText("", name=_("Good at"))
        self.weaknesses = CommittedText("", name=_("Bad at"))
        self.retire = IconButton("archive", look="quiet", name=_("Retire"))
        self.bring_back = IconButton("archive-restore", look="quiet", name=_("Bring back"))
        self.delete = IconButton("trash-2", look="quiet", name=_("Delete"))
        self._lay_out()
        self._connect()

    def show_competitor(self, faced: Faced | None) -> None:
        """Show a competitor, or say that none is chosen."""
        entry = faced.entry if faced is not None else None
        self._met = faced.met if faced is not None else 0
        self.show_entry(entry, lambda each: _("Retired: it is no longer offered.") if each.retired else "")
        if entry is None:
            return
        self.name.show_value(entry.name)
        self.strengths.show_value(entry.strengths)
        self.weaknesses.show_value(entry.weaknesses)
        self.retire.setVisible(not entry.retired and not entry.deletable)
        self.bring_back.setVisible(entry.retired)
        self.delete.setVisible(entry.deletable)

    @override
    def moves(self, entry: CompetitorEntry) -> int:
        return self._met

    @override
    def merge_dialog(self, entry: CompetitorEntry) -> MergeDialog[CompetitorTarget]:
        words = DialogWords(
            _("Merge “{name}” into…").format(name=entry.name),
            _("Deals, losses, prices and what is said of the one go to the other. It can be undone."),
            _("Merge"),
            _("Find a competitor"),
        )
        columns: tuple[Column[CompetitorTarget], ...] = (
            Column("competitor", _("Competitor"), lambda target: target.name, width=260),
            Column("deals", _("Met"), lambda target: wording.number(target.deals), number=True, width=80),
        )
        competitors = self._competitors
        dialog = MergeDialog(
            words, columns, lambda into: competitor_wording.outlook(competitors.outlook(entry.uid, into)),
            self.bench.window,
        )  # fmt: skip
        dialog.states.show_empty("swords", _("No other competitor"), _("There is nothing this one could go into."))
        return dialog

    def _connect(self) -> None:
        edited = self._competitors
        self.name.committed.connect(self._rename)
        self.strengths.committed.connect(self._describe)
        self.weaknesses.committed.connect(self._describe)
        self.retire.clicked.connect(lambda: self._do(edited.retire, _("“{name}” is retired; the past keeps it.")))
        self.bring_back.clicked.connect(lambda: self._do(edited.bring_back, _("“{name}” is back.")))
        self.delete.clicked.connect(lambda: self._do(edited.delete, _("“{name}” is deleted.")))

    def _rename(self, name: str) -> None:
        if (entry := self.entry) is not None:
            told = _("“{name}” is its name now.").format(name=name.strip())
            error = self.bench.operations.perform(lambda: self._competitors.rename(entry.uid, name), told)
            self.show_error(self.name, error)

    def _describe(self, _text: str) -> None:
        if (entry := self.entry) is not None:
            service, good, bad = self.bench.services.competitors, self.strengths, self.weaknesses
            self.bench.operations.attempt(
                lambda: service.describe(entry.uid, strengths=good.toPlainText(), weaknesses=bad.toPlainText()),
                _("What is known of “{name}” is changed.").format(name=entry.name),
            )

    def _do(self, work: Callable[[str], Changes], told: str) -> None:
        if (entry := self.entry) is not None:
            self.bench.operations.attempt(lambda: work(entry.uid), told.format(name=entry.name))

    def _lay_out(self) -> None:
        deeds = QWidget()
        row = QHBoxLayout(deeds)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.merge_button)
        row.addStretch(1)
        for button in (self.retire, self.bring_back, self.delete):
            row.addWidget(button)
        for widget in (
            FormField(_("Name"), self.name),
            FormField(_("Good at"), self.strengths),
            FormField(_("Bad at"), self.weaknesses),
            self.word_field,
            deeds,
        ):
            self.add(widget)
