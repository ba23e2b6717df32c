"""The tags of all groups: a tree in each, and the other words for them."""

from collections.abc import Mapping

from typing_extensions import override

from crmdesk.domain.changes import Changes
from crmdesk.domain.customer import checked_name
from crmdesk.domain.errors import ConflictError, NotFoundError, ValidationError
from crmdesk.domain.listed import TagEntry, TagMerge, TagTarget
from crmdesk.domain.tag import MOST_LEVELS
from crmdesk.i18n import _
from crmdesk.services.configuration.listed import ListService
from crmdesk.services.configuration.tag_merging import check_can_merge, merge_in, merge_outlook
from crmdesk.store.queries.edited_lists import ListedRow, all_rows, listed_row, siblings
from crmdesk.store.queries.list_entries import tag_entries, tag_targets
from crmdesk.store.queries.tag_use import alias_called, aliases_in, aliases_taken_in
from crmdesk.store.repos import tag_edits
from crmdesk.store.repos.edited_lists import EditedList, order_entries
from crmdesk.store.text.folding import fold
from crmdesk.store.unit import Unit
from crmdesk.store.workspace import Source


class Tags(ListService):
    """A name is taken once in a group, be it of a tag or another word for one."""

    edited = EditedList.TAGS

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

    def put_below(self, uid: str, above: str | None, before: str | None = None) -> Changes:
        """Put a tag with all below it below another of its group, or at the top; before a tag there, or last.

        Raises ConflictError below itself, in another group, or where there would be too many levels.
        """
        with self._entry(uid) as (unit, row):
            unit.describe(_("Move “{name}”").format(name=row.name))
            parent = listed_row(unit, self.edited, above) if above is not None else None
            if parent is not None:
                self._check_fits_below(unit, row, parent)
            tag_edits.put_below(unit, [row.id], parent.id if parent else None)
            moved = listed_row(unit, self.edited, uid)
            others = [other for other in siblings(unit, self.edited, moved) if other.id != row.id]
            place = next((place for place, other in enumerate(others) if other.uid == before), len(others))
            order_entries(unit, self.edited, [each.id for each in (*others[:place], moved, *others[place:])])
        return unit.changes

    def add_alias(self, uid: str, word: str) -> tuple[str, Changes]:
        """Let a tag be found by another word; returns the uid of the word.

        Raises ValidationError when the word is empty or taken in its group.
        """
        with self._entry(uid) as (unit, row):
            unit.describe(_("Let “{name}” be called “{word}” too").format(name=row.name, word=word.strip()))
            alias = tag_edits.add_alias(unit, row.id, row.group or 0, self._free_alias(unit, word, row))
        return alias, unit.changes

    def remove_alias(self, uid: str) -> Changes:
        """Let a tag no longer be found by a word; what was merged into it stays there.

        Raises NotFoundError when somebody has removed it.
        """
        with self._desk.change() as unit:
            alias = alias_called(unit, uid)
            if alias is None:
                raise NotFoundError(_("This entry is no longer there; somebody has deleted it."))
            unit.describe(_("Remove the word “{word}”").format(word=alias.name))
            tag_edits.remove_aliases(unit, [alias.id])
        return unit.changes

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

    def merge(self, uid: str, into: str) -> Changes:
        """Let a tag go into another: whoever has or had it has the other, whose other word its name becomes.

        Days that overlap become one span. In a group of single choice the tag that came last stays. The tags below it
        go below the other. Raises ConflictError for tags that cannot be merged.
        """
        with self._desk.change() as unit:
            tag, target = self._pair(unit, uid, into)
            unit.describe(_("Merge “{name}” into “{into}”").format(name=tag.name, into=target.name))
            merge_in(unit, tag, target)
        return unit.changes

    def _pair(self, source: Source, uid: str, into: str) -> tuple[ListedRow, ListedRow]:
        tag, target = listed_row(source, self.edited, uid), listed_row(source, self.edited, into)
        check_can_merge(source, tag, target)
        return tag, target

    def _check_fits_below(self, unit: Unit, row: ListedRow, parent: ListedRow) -> None:
        moving = self._with_those_below(unit, row)
        if parent.id in moving:
            raise ConflictError(_("“{name}” cannot stand below itself.").format(name=row.name))
        if parent.group != row.group:
            raise ConflictError(_("A tag stands below tags of its own group only."))
        above = {other.id: other.above for other in all_rows(unit, self.edited)}
        level = len(self._those_above(unit, parent)) + 1
        if level + max(_depth(tag, row.id, above) for tag in moving) > MOST_LEVELS:
            raise ConflictError(
                _("Tags stand on at most {most} levels; there is no room for “{name}” here.").format(
                    most=MOST_LEVELS, name=row.name
                )
            )

    def _free_alias(self, unit: Unit, word: str, row: ListedRow) -> str:
        trimmed = checked_name(word)
        for other in all_rows(unit, self.edited):
            if other.group == row.group and fold(other.name) == fold(trimmed):
                raise ValidationError(
                    _("“{name}” is a tag of its own; merge it into this one instead.").format(name=other.name)
                    if other.id != row.id
                    else _("“{name}” is what it is called already.").format(name=other.name),
                    field="alias",
                )
        self._check_no_alias(unit, trimmed, row, "alias")
        return trimmed

    @override
    def _free_name(self, unit: Unit, name: str, row: ListedRow) -> str:
        trimmed = super()._free_name(unit, name, row)
        self._check_no_alias(unit, trimmed, row, "name")
        return trimmed

    def _check_no_alias(self, unit: Unit, word: str, row: ListedRow, field: str) -> None:
        group = row.group or 0
        for alias in (*aliases_taken_in(unit, group), *aliases_in(unit, group)):
            if fold(alias.name) == fold(word):
                names = {other.id: other.name for other in all_rows(unit, self.edited)}
                raise ValidationError(
                    _("“{word}” is another word for “{name}” already.").format(
                        word=alias.name, name=names[alias.target_id]
                    ),
                    field=field,
                )

    @override
    @staticmethod
    def _are_namesakes(one: ListedRow, other: ListedRow) -> bool:
        return one.group == other.group

    @override
    def _forget(self, unit: Unit, row: ListedRow) -> None:
        """Words for a tag go with it."""
        words = [alias.id for alias in aliases_in(unit, row.group or 0) if alias.target_id == row.id]
        tag_edits.remove_aliases(unit, words)


def _depth(tag: int, top: int, above: Mapping[int, int | None]) -> int:
    """On which level below ``top``, which is 1, a tag stands."""
    depth, place = 1, tag
    while place != top:
        place, depth = above[place] or top, depth + 1
    return depth
