"""Asks for the reasons of a voice and the entry of the timeline that bears them out. Saves nothing."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from crmdesk.domain.loss_voices import Evidence, SaidReason, VoiceAccount
from crmdesk.i18n import _
from crmdesk.qt.widgets.buttons import IconButton
from crmdesk.qt.widgets.form_dialog import FormDialog
from crmdesk.qt.widgets.labels import ShortenedLabel
from crmdesk.qt.widgets.section_tabs import SectionTabs
from crmdesk.services.loss_accounts import LossChoices, ReasonWords
from crmdesk.ui.deals.evidence_picker import EvidencePicker
from crmdesk.ui.deals.given_reasons import GivenReasons
from crmdesk.ui.deals.reason_picker import ReasonPicker
from crmdesk.ui.voice_card import evidence_words
from crmdesk.ui.workbench import Workbench

_REASON, _EVIDENCE = "reason", "evidence"


class VoiceDialog(FormDialog):
    """What a review and a quotation of the customer have in common."""

    def __init__(
        self,
        titles: tuple[str, str, str],
        choices: LossChoices,
        entries: Sequence[Evidence],
        today: date,
        bench: Workbench,
    ) -> None:
        """The titles are the dialog's, what it is about, and its button's."""
        super().__init__(*titles, bench.window)
        self._today = today
        self.reason = ReasonPicker(choices, bench.appearance)
        self.given = GivenReasons(self.reason, choices)
        self.entries = EvidencePicker(entries, today)
        self._evidence = ShortenedLabel("")
        self._tabs = SectionTabs(_("Reason and evidence"))
        self._tabs.add(_REASON, _("Reason"), self.reason)
        self._tabs.add(_EVIDENCE, _("Evidence"), self.entries)
        self._tabs.shown.connect(self._enter)
        self.entries.chosen.connect(self._show_evidence)
        self._show_evidence(None)
        self.put_beside("reason", self._tabs)
        self.add_field("chosen", _("Reason"), self.given)
        self.explain_keys(_("↑ ↓ or number chooses · + one more · Enter goes on · Ctrl+Enter saves"))

    @property
    def evidence(self) -> str:
        """The uid of the entry chosen; empty while none is."""
        entry = self.entries.entry
        return entry.touch_uid if entry is not None else ""

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.reason.search.setFocus()

    def choose_evidence(self) -> None:
        """Let an entry be found."""
        self._tabs.choose(_EVIDENCE)
        self.entries.search.setFocus()

    def add_evidence(self) -> None:
        """The field that shows which entry it is."""
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        choose = IconButton("quote", _("Choose…"), look="compact", name=_("Choose an entry of the timeline"))
        choose.clicked.connect(self.choose_evidence)
        clear = IconButton("x", look="inside", name=_("No evidence"))
        clear.clicked.connect(lambda: self.entries.choose(""))
        row.addWidget(self._evidence, 1)
        row.addWidget(choose)
        row.addWidget(clear)
        holder.setFocusProxy(choose)
        self.add_field("evidence", _("Evidence"), holder)

    def _enter(self, page: str) -> None:
        (self.reason.search if page == _REASON else self.entries.search).setFocus()

    def _show_evidence(self, entry: Evidence | None) -> None:
        self._evidence.show_text(evidence_words(entry, self._today) if entry is not None else _("none"))


def words_of(account: VoiceAccount | None) -> tuple[ReasonWords, ...]:
    """The reasons a voice gave, to be given again."""
    return words_of_reasons(account.reasons) if account is not None else ()


def words_of_reasons(given: Sequence[SaidReason]) -> tuple[ReasonWords, ...]:
    """Reasons that were given, to be given again."""
    return tuple(ReasonWords(one.reason, one.subreason, one.weight) for one in given)
