"""The page about the company and its workspace file."""

from datetime import timedelta

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout
from typing_extensions import override

from crmdesk.domain.changes import Changes
from crmdesk.domain.errors import CrmError
from crmdesk.domain.money import COMMON_CURRENCIES
from crmdesk.i18n import _
from crmdesk.qt.system_opener import open_with_system
from crmdesk.qt.widgets.form_field import FormField
from crmdesk.qt.widgets.labels import ShortenedLabel, label
from crmdesk.qt.widgets.suggestion_box import SuggestionBox
from crmdesk.ui.settings.committed_line import CommittedLine
from crmdesk.ui.settings.settings_page import SettingsPage
from crmdesk.ui.workbench import Workbench


class CompanyPage(SettingsPage):
    """The company's name, its currency, its rules for portraits and conversations, and where the workspace is kept."""

    key = "company"
    icon = "building-2"
    kinds = frozenset({"setting"})

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench, _("What belongs to everybody who works with this workspace."))
        self._company = bench.services.configuration.company
        self.name = CommittedLine(_("as it stands on reports"))
        self.currency = SuggestionBox(COMMON_CURRENCIES)
        self._name_field = FormField(_("Company"), self.name)
        self._currency_field = FormField(
            _("Currency of new deals"), self.currency, hint=_("Amounts that are here already keep theirs.")
        )
        self.evidence = CommittedLine(_("such as 5"))
        self._evidence_field = FormField(
            _("Customers that are enough to go by"),
            self.evidence,
            hint=_("The portrait is grey where fewer have a tag."),
        )
        self.gap = CommittedLine(_("such as 120"))
        self._gap_field = FormField(
            _("Minutes of silence between two conversations"),
            self.gap,
            hint=_("Messages that follow each other sooner stand on one card."),
        )
        self.gap.committed.connect(self._set_gap)
        self.evidence.committed.connect(self._set_evidence)
        self.name.committed.connect(self._set_name)
        self.currency.committed.connect(self._set_currency)
        self._lay_out()
        for name, widget in zip(self.words(), (self.name, self.currency, self.evidence, self.gap), strict=False):
            self.add_setting(name, widget)

    @override
    @staticmethod
    def title() -> str:
        return _("Company")

    @override
    @staticmethod
    def words() -> tuple[str, ...]:
        return (
            _("Company"), _("Currency of new deals"), _("Customers that are enough to go by"),
            _("Minutes of silence between two conversations"), _("Workspace file"),
        )  # fmt: skip

    @override
    def read(self) -> None:
        company = self._company.company()
        self.name.show_value(company.name)
        self.currency.setCurrentText(company.currency)
        self.evidence.show_value(str(company.evidence))
        self.gap.show_value(str(company.gap // timedelta(minutes=1)))

    def _set_name(self, name: str) -> None:
        self._show(
            self._name_field,
            self.bench.operations.perform(lambda: self._company.set_name(name), _("The company's name is changed.")),
        )

    def _set_currency(self, text: str) -> None:
        if text.strip().upper() == self._company.company().currency:
            self._show(self._currency_field, None)
            return

        def change() -> Changes:
            return self._company.set_currency(text)

        self._show(self._currency_field, self.bench.operations.perform(change, _("The currency is changed.")))

    def _set_evidence(self, text: str) -> None:
        told = _("Tags of fewer customers are grey in the portrait from now on.")
        self._show(
            self._evidence_field, self.bench.operations.perform(lambda: self._company.set_evidence(_whole(text)), told)
        )

    def _set_gap(self, text: str) -> None:
        told = _("Conversations are told apart anew.")
        self._show(self._gap_field, self.bench.operations.perform(lambda: self._company.set_gap(_whole(text)), told))

    @staticmethod
    def _show(field: FormField, error: CrmError | None) -> None:
        field.show_error(error.message if error is not None else "")

    def _lay_out(self) -> None:
        card = QFrame()
        card.setProperty("look", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(20, 18, 20, 18)
        inside.setSpacing(16)
        for field in (self._name_field, self._currency_field, self._evidence_field, self._gap_field):
            field.setMaximumWidth(420)
            inside.addWidget(field)
        inside.addWidget(label(_("Workspace file"), "section"))
        inside.addLayout(self._file_row())
        self.body.addWidget(card)
        self.body.addStretch(1)

    def _file_row(self) -> QHBoxLayout:
        path = self.bench.services.desk.workspace.path
        shown = ShortenedLabel("muted")
        shown.show_text(str(path))
        folder = QPushButton(_("Show in folder"))
        folder.clicked.connect(lambda: open_with_system(path.parent))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(shown, 1)
        row.addWidget(folder)
        return row


def _whole(text: str) -> int:
    """The number written; what is none is no number of customers or minutes either."""
    return int(text) if text.strip().isdecimal() and len(text) < 10 else 0
