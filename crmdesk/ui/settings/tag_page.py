"""The page on which the tag groups and their tags are edited."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout
from typing_extensions import override

from crmdesk.domain.changes import Changes
from crmdesk.domain.defaults import AppliesTo
from crmdesk.domain.listed import GroupEntry, TagEntry
from crmdesk.domain.tag import MOST_LEVELS
from crmdesk.i18n import _
from crmdesk.qt.entry_model import Entry
from crmdesk.qt.widgets.buttons import IconButton
from crmdesk.ui import wording
from crmdesk.ui.settings import tag_wording
from crmdesk.ui.settings.group_card import GroupCard
from crmdesk.ui.settings.list_panel import ListPanel, PanelTexts
from crmdesk.ui.settings.settings_page import SettingsPage
from crmdesk.ui.settings.tag_card import TagCard
from crmdesk.ui.workbench import Workbench


class TagPage(SettingsPage):
    """The groups at the left, the tree of tags of the one chosen beside them, what belongs to both at the right."""

    key = "tags"
    icon = "tags"
    kinds = frozenset({"tag_group", "tag", "tag_assignment"})
    widest = 1160

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench, _("What customers are described by. Tags stand in groups, and below each other."))
        self._groups, self._tags = bench.services.configuration.tag_groups, bench.services.configuration.tags
        self._known: dict[str, GroupEntry] = {}
        self._shown: dict[str, TagEntry] = {}
        groups = PanelTexts(
            _("Groups"), _("New group"), "tags", _("No groups"), _("Tags stand in groups."), _("Groups")
        )
        self.groups = ListPanel(bench, groups, self._groups, self._groups.add)
        tags = PanelTexts(_("Tags"), _("New tag"), "tag", _("No tags"), _("Type the first one below."), _("Tags"))
        self.tags = ListPanel(
            bench, tags, self._tags, self._add_tag, nest=self._tags.put_below, levels=MOST_LEVELS, remains=self._remains
        )
        self.group_card, self.tag_card = GroupCard(bench), TagCard(bench)
        self._merge = IconButton("merge", look="quiet", name=_("Merge into another tag…"))
        self.tags.add_deed(self._merge)
        self._merge.clicked.connect(self.tag_card.merge)
        right = QVBoxLayout()
        right.setSpacing(16)
        right.addWidget(self.group_card, 5)
        right.addWidget(self.tag_card, 5)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.groups, 4)
        row.addWidget(self.tags, 6)
        row.addLayout(right, 5)
        self.body.addLayout(row, 1)
        self.groups.chosen.connect(self._show_group)
        self.tags.chosen.connect(self._show_tag)
        parts = (self.group_card.colour, self.group_card.single, self.group_card.applies_to, self.tag_card.words)
        for name, widget in zip(self.words(), parts, strict=False):
            self.add_setting(name, widget)

    @override
    @staticmethod
    def title() -> str:
        return _("Tags")

    @override
    @staticmethod
    def words() -> tuple[str, ...]:
        return (
            _("Colour"), _("At most one per customer"), _("Tags for"), _("Also called"), _("Tag groups"),
            _("Merge tags"), _("Regions"),
        )  # fmt: skip

    @override
    def read(self) -> None:
        groups = self._groups.entries()
        self._known = {group.uid: group for group in groups}
        self.groups.show_entries([_shown_group(group) for group in groups])
        chosen = self.groups.current()
        self._show_group(chosen.key if chosen else "")

    def _show_group(self, uid: str) -> None:
        group = self._known.get(uid)
        self.group_card.show_group(group)
        self.tags.setVisible(group is not None)
        self.tag_card.setVisible(group is not None)
        self._shown = {tag.uid: tag for tag in self._tags.entries(uid)} if group is not None else {}
        if group is not None:
            self.tags.show_entries([_shown_tag(tag, group.applies_to) for tag in self._shown.values()])
        chosen = self.tags.current()
        self._show_tag(chosen.key if chosen else "")

    def _show_tag(self, uid: str) -> None:
        group = self._known.get(self.group_card.of)
        self._merge.setEnabled(uid in self._shown)
        self.tag_card.show_tag(self._shown.get(uid), group.applies_to if group else AppliesTo.CUSTOMER)

    def _remains(self, uid: str) -> str:
        """Who still has a tag that is retired."""
        tag, group = self._shown[uid], self._known.get(self.group_card.of)
        if not tag.holders or group is None:
            return ""
        return _("Still on {holders}.").format(holders=tag_wording.holders(group.applies_to, tag.holders))

    def _add_tag(self, name: str) -> tuple[str, Changes]:
        return self._tags.add(name, self.group_card.of)


def _shown_group(group: GroupEntry) -> Entry:
    return Entry(
        group.uid,
        group.name,
        detail=wording.number(group.tags),
        retired=group.retired,
        deletable=group.deletable,
        colour=group.colour,
    )


def _shown_tag(tag: TagEntry, kind: AppliesTo) -> Entry:
    return Entry(
        tag.uid,
        tag.name,
        detail=tag_wording.holders(kind, tag.holders) if tag.holders else "",
        above=tag.parent_uid or "",
        retired=tag.retired,
        deletable=tag.deletable,
        note=_("; ").join(word.name for word in tag.aliases),
    )
