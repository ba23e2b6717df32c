"""The card on which an entry that has other words is looked at: those words, and its way into another entry."""

from abc import abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from crmdesk.domain.changes import Changes
from crmdesk.domain.errors import CrmError
from crmdesk.domain.listed import Alias
from crmdesk.i18n import _
from crmdesk.qt.widgets.buttons import IconButton
from crmdesk.qt.widgets.form_field import FormField
from crmdesk.ui.operations import Offer
from crmdesk.ui.settings.alias_editor import AliasEditor
from crmdesk.ui.settings.detail_card import DetailCard
from crmdesk.ui.settings.merge_dialog import MergeDialog, MergeTarget, Target
from crmdesk.ui.workbench import Workbench

SLOT = "merge"
"""The runner's slot for large merges: one at a time."""

# So many rows move before anybody would notice a pause.
_AT_ONCE = 200


class WordedEntry(Protocol):
    """An entry that is called by other words as well."""

    @property
    def uid(self) -> str:
        """What it is known by."""
        ...

    @property
    def name(self) -> str:
        """What it is called."""
        ...

    @property
    def aliases(self) -> tuple[Alias, ...]:
        """What else it is called."""
        ...


Offered_co = TypeVar("Offered_co", bound=MergeTarget, covariant=True)


class WordedEdited(Protocol[Offered_co]):
    """What can be done with such entries."""

    def add_alias(self, uid: str, word: str, /) -> tuple[str, Changes]:
        """Let it be found by another word."""
        ...

    def remove_alias(self, uid: str, /) -> Changes:
        """Remove such a word."""
        ...

    def targets(self, uid: str, /) -> Sequence[Offered_co]:
        """What it can be merged into."""
        ...

    def merge(self, uid: str, into: str, /) -> Changes:
        """Let it go into another."""
        ...


Shown = TypeVar("Shown", bound=WordedEntry)


@dataclass(frozen=True, slots=True)
class CardTexts:
    """The words of one such card: while nothing is chosen, below the words, once one is removed, on the button."""

    nothing: str
    found_by: str
    removed: str
    merge: str


class WordedCard(DetailCard, Generic[Shown, Target]):
    """Every change is one operation. Its children say how a merge is asked for."""

    def __init__(self, bench: Workbench, edited: WordedEdited[Target], texts: CardTexts) -> None:
        super().__init__(texts.nothing)
        self.bench, self._edited, self._texts = bench, edited, texts
        self.entry: Shown | None = None
        self.words = AliasEditor(bench.appearance)
        self.merge_button = IconButton("merge", texts.merge)
        self.word_field = FormField(_("Also called"), self.words, hint=texts.found_by)
        self.words.line.submitted.connect(self._add_word)
        self.words.removed.connect(self._remove_word)
        self.merge_button.clicked.connect(self.merge)

    @abstractmethod
    def merge_dialog(self, entry: Shown) -> MergeDialog[Target]:
        """The dialog that asks what an entry goes into."""

    @abstractmethod
    def moves(self, entry: Shown) -> int:
        """About how many rows a merge of an entry moves."""

    def show_entry(self, entry: Shown | None, note: Callable[[Shown], str]) -> None:
        """Show an entry with a sentence about it, or say that none is chosen."""
        if (entry.uid if entry else "") != (self.entry.uid if self.entry else ""):
            self.words.line.clear()
        self.entry = entry
        if entry is None:
            self.show_nothing()
            return
        self.show_head(entry.name, note(entry), of=entry.uid)
        self.words.show_words(entry.aliases)

    def merge(self) -> None:
        """Ask which entry this one goes into, and let it go there."""
        if (entry := self.entry) is None or self.bench.runner.busy(SLOT):
            return
        dialog = self.merge_dialog(entry)
        if targets := self._edited.targets(entry.uid):
            dialog.show_records(targets)
        dialog.record_chosen.connect(lambda target: self._merge(entry, target, dialog))
        dialog.open_once()

    def _merge(self, entry: Shown, target: Target, dialog: MergeDialog[Target]) -> None:
        """A few rows at once, many beside the window."""
        told = _("“{name}” went into “{into}”.").format(name=entry.name, into=target.name)
        if self.moves(entry) > _AT_ONCE:
            dialog.accept()
            self._merge_beside(entry, target, told)
            return
        error = self.bench.operations.perform(lambda: self._edited.merge(entry.uid, target.uid), told)
        if error is None:
            dialog.accept()
        else:
            dialog.show_error(error.message)

    def _merge_beside(self, entry: Shown, target: Target, told: str) -> None:
        bench = self.bench

        def done(changes: Changes) -> None:
            bench.strip.end()
            bench.operations.offer(Offer(told, _("Undo")))
            bench.bus.publish(changes)

        def failed(error: CrmError) -> None:
            bench.strip.end()
            bench.notice.tell(error.message)

        bench.strip.begin(_("Merging “{name}”…").format(name=entry.name), can_be_cancelled=False)
        bench.runner.start(SLOT, lambda _watch: self._edited.merge(entry.uid, target.uid), done=done, failed=failed)

    def _add_word(self, word: str) -> None:
        if (entry := self.entry) is None:
            return

        def add() -> Changes:
            return self._edited.add_alias(entry.uid, word)[1]

        told = _("“{name}” is called “{word}” too.").format(name=entry.name, word=word.strip())
        self.words.line.finish(self.bench.operations.perform(add, told))

    def _remove_word(self, uid: str) -> None:
        self.bench.operations.attempt(lambda: self._edited.remove_alias(uid), self._texts.removed)
