"""The card on which a tag is looked at: who has it, the other words for it, and its way into another."""

from typing_extensions import override

from crmdesk.domain.defaults import AppliesTo
from crmdesk.domain.listed import TagEntry, TagTarget
from crmdesk.i18n import _
from crmdesk.qt.columns import Column
from crmdesk.qt.widgets.record_dialog import DialogWords
from crmdesk.ui import wording
from crmdesk.ui.settings import tag_wording
from crmdesk.ui.settings.merge_dialog import MergeDialog
from crmdesk.ui.settings.worded_card import CardTexts, WordedCard
from crmdesk.ui.workbench import Workbench


class TagCard(WordedCard[TagEntry, TagTarget]):
    """Says besides who has the tag."""

    def __init__(self, bench: Workbench) -> None:
        self._tags = bench.services.configuration.tags
        texts = CardTexts(
            _("Choose a tag to see what else it is called."),
            _("Imports and filters find it by these, too."),
            _("The word is removed; what has the tag keeps it."),
            _("Merge into another tag…"),
        )
        super().__init__(bench, self._tags, texts)
        self.add(self.word_field)
        self.add(self.merge_button)

    def show_tag(self, tag: TagEntry | None, kind: AppliesTo) -> None:
        """Show a tag of a group that is for something, or say that none is chosen."""

        def has(tag: TagEntry) -> str:
            if not tag.holders:
                return _("Nobody has it now.")
            return _("{holders} now.").format(holders=tag_wording.holders(kind, tag.holders))

        self.show_entry(tag, has)

    @override
    def moves(self, entry: TagEntry) -> int:
        return entry.holders

    @override
    def merge_dialog(self, entry: TagEntry) -> MergeDialog[TagTarget]:
        words = DialogWords(
            _("Merge “{name}” into…").format(name=entry.name),
            _("Whoever has or had the one will have the other, on the same days. It can be undone."),
            _("Merge"),
            _("Find a tag"),
        )
        columns: tuple[Column[TagTarget], ...] = (
            Column("tag", _("Tag"), lambda target: target.name, width=220),
            Column("group", _("Group"), lambda target: target.group, width=180),
            Column("holders", _("In use"), lambda target: wording.number(target.holders), number=True, width=80),
        )
        dialog = MergeDialog(
            words, columns, lambda into: tag_wording.outlook(self._tags.outlook(entry.uid, into)), self.bench.window
        )
        dialog.states.show_empty("tag", _("No other tag"), _("There is nothing this one could go into."))
        return dialog
