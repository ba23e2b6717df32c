"""The page about the person at this computer: name, time zone, language, looks, a key of the desktop."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from crmdesk.i18n import _
from crmdesk.qt.time_zones import time_zones
from crmdesk.qt.widgets.buttons import CommandButton
from crmdesk.qt.widgets.form_field import FormField
from crmdesk.qt.widgets.labels import label
from crmdesk.qt.widgets.suggestion_box import SuggestionBox
from crmdesk.ui.settings.committed_line import CommittedLine
from crmdesk.ui.settings.desktop_key_row import DesktopKeyRow
from crmdesk.ui.settings.settings_page import SettingsPage
from crmdesk.ui.workbench import Workbench

_LANGUAGES = ("view.language_en", "view.language_zh_CN", "view.language_zh_TW")
_LOOKS = ("view.as_system", "view.light", "view.dark")


class MachinePage(SettingsPage):
    """Language and looks are the same choices as in the View menu, put where people look for them."""

    key = "machine"
    icon = "palette"

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench, _("For you on this computer; the others who use the workspace choose for themselves."))
        self.name = CommittedLine()
        self.zone = SuggestionBox(time_zones())
        self._name_field = FormField(_("Your name"), self.name, hint=_("What is yours stays yours when you change it."))
        zone_field = FormField(_("Time zone"), self.zone, hint=_("In which days begin and times are shown."))
        languages, looks = self._choices(_LANGUAGES), self._choices(_LOOKS)
        card = QFrame()
        card.setProperty("look", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(20, 18, 20, 18)
        inside.setSpacing(10)
        for field in (self._name_field, zone_field):
            field.setMaximumWidth(420)
            inside.addWidget(field)
            inside.addSpacing(6)
        inside.addWidget(label(_("Language"), "section"))
        inside.addWidget(languages)
        inside.addSpacing(6)
        inside.addWidget(label(_("Light or dark"), "section"))
        inside.addWidget(looks)
        inside.addSpacing(6)
        inside.addWidget(label(_("A key for logging from everywhere"), "section"))
        desktop_key = DesktopKeyRow(bench)
        inside.addWidget(desktop_key)
        self.body.addWidget(card)
        self.body.addStretch(1)
        self.name.committed.connect(self._change_name)
        self.zone.committed.connect(self._change_zone)
        for name, widget in zip(self.words(), (self.name, self.zone, languages, looks, desktop_key), strict=False):
            self.add_setting(name, widget)

    @override
    @staticmethod
    def title() -> str:
        return _("You and this computer")

    @override
    @staticmethod
    def words() -> tuple[str, ...]:
        return (_("Your name"), _("Time zone"), _("Language"), _("Light or dark"), _("Global shortcut"), _("Theme"))

    @override
    def read(self) -> None:
        self.name.show_value(self.bench.person.name)
        self.zone.setCurrentText(self.bench.person.time_zone)

    def _change_name(self, name: str) -> None:
        people = self.bench.services.configuration.people
        error = self.bench.operations.perform(lambda: people.call_me(name), _("Your name is changed."))
        self._name_field.show_error(error.message if error is not None else "")
        if error is None:
            self.bench.person.change(name.strip(), self.bench.person.time_zone)

    def _change_zone(self, zone: str) -> None:
        if zone.strip() != self.bench.person.time_zone:
            self.bench.person.change(self.bench.person.name, zone.strip())

    def _choices(self, commands: Sequence[str]) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for command in self.bench.actions.commands:
            if command.id in commands:
                row.addWidget(CommandButton(self.bench.actions[command.id], command.icon or "languages", look="choice"))
        row.addStretch(1)
        return holder
