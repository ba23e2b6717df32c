"""The page on which the tag groups and their tags are edited."""

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout
from typing_extensions import override

from crmdesk.domain.changes import Changes
from crmdesk.domain.listed import GroupEntry, TagEntry
from crmdesk.i18n import _, ngettext
from crmdesk.qt.entry_model import Entry
from crmdesk.qt.widgets.form_field import FormField
from crmdesk.ui import wording
from crmdesk.ui.settings.colour_row import ColourRow
from crmdesk.ui.settings.detail_card import DetailCard
from crmdesk.ui.settings.list_panel import ListPanel, PanelTexts
from crmdesk.ui.settings.settings_page import SettingsPage
from crmdesk.ui.workbench import Workbench


class TagPage(SettingsPage):
    """The groups at the left, the tags of the one chosen at the right."""

    key = "tags"
    icon = "tags"
    kinds = frozenset({"tag_group", "tag", "tag_assignment"})

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench, _("What customers are described by. Tags stand in groups."))
        self._groups, self._tags = bench.services.configuration.tag_groups, bench.services.configuration.tags
        self._known: dict[str, GroupEntry] = {}
        groups = PanelTexts(
            _("Groups"), _("New group"), "tags", _("No groups"), _("Tags stand in groups."), _("Groups")
        )
        self.groups = ListPanel(bench, groups, self._groups, self._groups.add)
        tags = PanelTexts(_("Tags"), _("New tag"), "tag", _("No tags"), _("Type the first one below."), _("Tags"))
        self.tags = ListPanel(bench, tags, self._tags, self._add_tag, two_levels=True)
        self.card = DetailCard(_("Choose a group to see its tags."))
        self.colour = ColourRow(bench.appearance)
        self.single = QCheckBox(_("A customer has at most one of them"))
        self.card.add(FormField(_("Colour"), self.colour))
        self.card.add(self.single)
        right = QVBoxLayout()
        right.setSpacing(16)
        right.addWidget(self.card)
        right.addWidget(self.tags, 1)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.groups, 4)
        row.addLayout(right, 5)
        self.body.addLayout(row, 1)
        self.groups.chosen.connect(self._show_group)
        self.colour.chosen.connect(self._set_colour)
        self.single.clicked.connect(self._set_single)
        for name, widget in zip(self.words(), (self.colour, self.single), strict=False):
            self.add_setting(name, widget)

    @override
    @staticmethod
    def title() -> str:
        return _("Tags")

    @override
    @staticmethod
    def words() -> tuple[str, ...]:
        return (_("Colour"), _("A customer has at most one of them"), _("Tag groups"))

    @override
    def read(self) -> None:
        groups = self._groups.entries()
        self._known = {group.uid: group for group in groups}
        self.groups.show_entries([_shown_group(group) for group in groups])
        chosen = self.groups.current()
        self._show_group(chosen.key if chosen else "")

    def _show_group(self, uid: str) -> None:
        group = self._known.get(uid)
        self.tags.setVisible(group is not None)
        if group is None:
            self.card.show_nothing()
            return
        self.card.show_head(group.name, "", of=uid)
        self.colour.show_value(group.colour)
        self.single.setChecked(group.single_choice)
        self.tags.show_entries([_shown_tag(tag) for tag in self._tags.entries(uid)])

    def _add_tag(self, name: str) -> tuple[str, Changes]:
        return self._tags.add(name, self.card.of)

    def _set_colour(self, colour: int | None) -> None:
        uid = self.card.of
        told = _("The colour of “{name}” is changed.").format(name=self._known[uid].name)
        self.bench.operations.attempt(lambda: self._groups.set_colour(uid, colour), told)

    def _set_single(self, single: bool) -> None:  # noqa: FBT001  # a Qt signal brings it
        uid = self.card.of
        said = _("Of “{name}” a customer has at most one.") if single else _("Of “{name}” a customer can have several.")
        told = said.format(name=self._known[uid].name)
        self.bench.operations.attempt(lambda: self._groups.set_single_choice(uid, single=single), told)


def _shown_group(group: GroupEntry) -> Entry:
    return Entry(
        group.uid,
        group.name,
        detail=wording.number(group.tags),
        retired=group.retired,
        deletable=group.deletable,
        colour=group.colour,
    )


def _shown_tag(tag: TagEntry) -> Entry:
    customers = ngettext("{count} customer", "{count} customers", tag.holders)
    return Entry(
        tag.uid,
        tag.name,
        detail=customers.format(count=wording.number(tag.holders)) if tag.holders else "",
        above=tag.parent_uid or "",
        retired=tag.retired,
        deletable=tag.deletable,
    )
