"""The card on which a tag is looked at: who has it, the other words for it, and its way into another."""

from crmdesk.domain.changes import Changes
from crmdesk.domain.defaults import AppliesTo
from crmdesk.domain.errors import CrmError
from crmdesk.domain.listed import TagEntry, TagTarget
from crmdesk.i18n import _
from crmdesk.qt.widgets.buttons import IconButton
from crmdesk.qt.widgets.form_field import FormField
from crmdesk.ui.operations import Offer
from crmdesk.ui.settings import tag_wording
from crmdesk.ui.settings.alias_editor import AliasEditor
from crmdesk.ui.settings.detail_card import DetailCard
from crmdesk.ui.settings.merge_dialog import MergeDialog
from crmdesk.ui.workbench import Workbench

SLOT = "merge"
"""The runner's slot for large merges: one at a time."""

# So many assignments move before anybody would notice a pause.
_AT_ONCE = 200


class TagCard(DetailCard):
    """Every change is one operation."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__(_("Choose a tag to see what else it is called."))
        self._bench, self._tags = bench, bench.services.configuration.tags
        self._tag: TagEntry | None = None
        self.words = AliasEditor(bench.appearance)
        self.merge_button = IconButton("merge", _("Merge into another tag…"))
        self.add(FormField(_("Also called"), self.words, hint=_("Imports and filters find it by these, too.")))
        self.add(self.merge_button)
        self.words.line.submitted.connect(self._add_word)
        self.words.removed.connect(self._remove_word)
        self.merge_button.clicked.connect(self.merge)

    def show_tag(self, tag: TagEntry | None, kind: AppliesTo) -> None:
        """Show a tag of a group that is for something, or say that none is chosen."""
        if (tag.uid if tag else "") != (self._tag.uid if self._tag else ""):
            self.words.line.clear()
        self._tag = tag
        if tag is None:
            self.show_nothing()
            return
        has = _("{holders} now.").format(holders=tag_wording.holders(kind, tag.holders))
        self.show_head(tag.name, has if tag.holders else _("Nobody has it now."), of=tag.uid)
        self.words.show_words(tag.aliases)

    def merge(self) -> None:
        """Ask which tag this one goes into, and let it go there."""
        if (tag := self._tag) is None or self._bench.runner.busy(SLOT):
            return
        dialog = MergeDialog(tag.name, lambda into: self._tags.outlook(tag.uid, into), self._bench.window)
        if targets := self._tags.targets(tag.uid):
            dialog.show_records(targets)

        dialog.record_chosen.connect(lambda target: self._merge(tag, target, dialog))
        dialog.open_once()

    def _merge(self, tag: TagEntry, target: TagTarget, dialog: MergeDialog) -> None:
        """A few assignments at once, many beside the window."""
        told = _("“{name}” went into “{into}”.").format(name=tag.name, into=target.name)
        if tag.holders > _AT_ONCE:
            dialog.accept()
            self._merge_beside(tag, target, told)
            return
        error = self._bench.operations.perform(lambda: self._tags.merge(tag.uid, target.uid), told)
        if error is None:
            dialog.accept()
        else:
            dialog.show_error(error.message)

    def _merge_beside(self, tag: TagEntry, target: TagTarget, told: str) -> None:
        bench = self._bench

        def done(changes: Changes) -> None:
            bench.strip.end()
            bench.operations.offer(Offer(told, _("Undo")))
            bench.bus.publish(changes)

        def failed(error: CrmError) -> None:
            bench.strip.end()
            bench.notice.tell(error.message)

        bench.strip.begin(_("Merging “{name}”…").format(name=tag.name), can_be_cancelled=False)
        bench.runner.start(SLOT, lambda _watch: self._tags.merge(tag.uid, target.uid), done=done, failed=failed)

    def _add_word(self, word: str) -> None:
        if (tag := self._tag) is None:
            return

        def add() -> Changes:
            return self._tags.add_alias(tag.uid, word)[1]

        told = _("“{name}” is called “{word}” too.").format(name=tag.name, word=word.strip())
        self.words.line.finish(self._bench.operations.perform(add, told))

    def _remove_word(self, uid: str) -> None:
        told = _("The word is removed; what has the tag keeps it.")
        self._bench.operations.attempt(lambda: self._tags.remove_alias(uid), told)
