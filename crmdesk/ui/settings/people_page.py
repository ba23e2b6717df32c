"""The page on which colleagues are added, renamed and retired."""

from typing_extensions import override

from crmdesk.domain.listed import PersonEntry
from crmdesk.i18n import _, ngettext
from crmdesk.qt.entry_model import Entry
from crmdesk.ui import wording
from crmdesk.ui.settings.list_panel import ListPanel, PanelTexts
from crmdesk.ui.settings.settings_page import SettingsPage
from crmdesk.ui.workbench import Workbench


class PeoplePage(SettingsPage):
    """Who owns customers and deals, and who is at this machine."""

    key = "people"
    icon = "users"
    kinds = frozenset({"member", "customer"})

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench, _("Colleagues who own customers and deals. Whoever is retired is no longer offered."))
        self._people = bench.services.configuration.people
        texts = PanelTexts(
            _("Colleagues"),
            _("Name of a colleague"),
            "users",
            _("Nobody yet"),
            _("You appear here with your first touch."),
        )
        self.panel = ListPanel(bench, texts, self._people, self._people.add, movable=False)
        self.panel.setMaximumWidth(560)
        self.body.addWidget(self.panel, 1)

    @override
    @staticmethod
    def title() -> str:
        return _("Colleagues")

    @override
    @staticmethod
    def words() -> tuple[str, ...]:
        return (_("Owners"),)

    @override
    def read(self) -> None:
        self.panel.show_entries([_shown(person) for person in self._people.entries()])


def _shown(person: PersonEntry) -> Entry:
    customers = ngettext("{count} customer", "{count} customers", person.customers)
    return Entry(
        person.uid,
        person.name,
        detail=customers.format(count=wording.number(person.customers)) if person.customers else "",
        badge=_("You") if person.is_me else "",
        retired=person.retired,
        deletable=person.deletable and not person.is_me,
        fixed=person.is_me,
    )
