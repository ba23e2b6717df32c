"""Asks what a new workspace is like. Makes nothing."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QComboBox, QWidget
from typing_extensions import override

from crmdesk.domain.defaults import load_defaults
from crmdesk.i18n import _, language
from crmdesk.qt.widgets.form_dialog import FormDialog

_CURRENCIES = ("CNY", "USD", "EUR", "TWD", "HKD", "JPY", "GBP")


@dataclass(frozen=True, slots=True)
class NewWorkspace:
    """A workspace as a person wants it."""

    path: Path
    currency: str
    packs: tuple[str, ...]


class WorkspaceDialog(FormDialog):
    """Offers a ``NewWorkspace`` for a file already chosen."""

    def __init__(self, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(
            _("New workspace"), _("It will be kept in {path}.").format(path=path), _("Make workspace"), parent
        )
        self._path = path
        self.currency = QComboBox()
        self.currency.setEditable(True)
        self.currency.addItems(_CURRENCIES)
        self.currency.setCurrentText(_usual_currency())
        self.industry = QComboBox()
        self.industry.addItem(_("None in particular"), None)
        for pack in load_defaults(language()).packs:
            self.industry.addItem(pack.name, pack.key)
        self.add_field("currency", _("Currency"), self.currency)
        self.add_field("industry", _("Industry"), self.industry)

    @override
    def value(self) -> NewWorkspace:
        pack: str | None = self.industry.currentData()
        return NewWorkspace(self._path, self.currency.currentText(), (pack,) if pack else ())


def _usual_currency() -> str:
    """That of the interface's language where it has one, else that of the machine's country."""
    known = {"zh_CN": "CNY", "zh_TW": "TWD"}
    local = QLocale.system().currencySymbol(QLocale.CurrencySymbolFormat.CurrencyIsoCode)
    return known.get(language()) or local or "USD"
