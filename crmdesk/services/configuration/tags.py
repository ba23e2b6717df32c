"""The tags of all groups: a tree in each, and the other words for them."""

from collections.abc import Iterable

from typing_extensions import override

from crmdesk.domain.changes import Changes
from crmdesk.domain.errors import ConflictError
from crmdesk.domain.listed import TagEntry, TagMerge, TagTarget
from crmdesk.domain.tag import MOST_LEVELS
from crmdesk.i18n import _
from crmdesk.services.configuration.tag_merging import check_can_merge, merge_in, merge_outlook
from crmdesk.services.configuration.trees import TreeService
from crmdesk.store.queries.edited_lists import ListedRow, listed_row
from crmdesk.store.queries.entry_words import AliasRow
from crmdesk.store.queries.list_entries import tag_entries, tag_targets
from crmdesk.store.queries.tag_use import aliases_in, aliases_taken_in
from crmdesk.store.repos.edited_lists import EditedList
from crmdesk.store.unit import Unit
from crmdesk.store.workspace import Source


class Tags(TreeService):
    """A name is taken once in a group, be it of a tag or another word for one.

    Merging: days that overlap become one span; in a group of single choice the tag that came last stays. The tags below
    one go below the other.
    """

    edited = EditedList.TAGS
    levels = MOST_LEVELS

    def entries(self, group: str) -> list[TagEntry]:
        """The tags of a group in their order, retired ones included."""
        with self._desk.read() as source:
            return tag_entries(source, listed_row(source, EditedList.GROUPS, group).id)

    def add(self, name: str, group: str) -> tuple[str, Changes]:
        """Add a tag to a group; returns its uid.

        Raises ValidationError when the name is empty or taken.
        """
        with self._desk.read() as source:
            home = listed_row(source, EditedList.GROUPS, group)
        return self._add(name, {"group_id": home.id}, group=home)

    def targets(self, uid: str) -> list[TagTarget]:
        """The tags that one can be merged into, those of its own group first."""
        with self._desk.read() as source:
            return tag_targets(source, listed_row(source, self.edited, uid))

    def outlook(self, uid: str, into: str) -> TagMerge:
        """What ``merge`` would do.

        Raises ConflictError as it does.
        """
        with self._desk.read() as source:
            return merge_outlook(source, *self._pair(source, uid, into))

    @override
    def _merge_in(self, unit: Unit, row: ListedRow, target: ListedRow) -> None:
        merge_in(unit, row, target)

    @override
    def _check_can_merge(self, source: Source, row: ListedRow, target: ListedRow) -> None:
        check_can_merge(source, row, target)

    @override
    def _check_fits_below(self, unit: Unit, row: ListedRow, parent: ListedRow) -> None:
        if parent.group != row.group:
            raise ConflictError(_("A tag stands below tags of its own group only."))
        super()._check_fits_below(unit, row, parent)

    @override
    def _words_near(self, unit: Unit, row: ListedRow) -> Iterable[AliasRow]:
        group = row.group or 0
        return (*aliases_taken_in(unit, group), *aliases_in(unit, group))

    @override
    @staticmethod
    def _are_namesakes(one: ListedRow, other: ListedRow) -> bool:
        return one.group == other.group
