"""The tag groups and the tags in them."""

from typing_extensions import override

from crmdesk.domain.changes import Changes
from crmdesk.domain.listed import GroupEntry, TagEntry
from crmdesk.services.configuration.listed import ListService
from crmdesk.store.queries.edited_lists import ListedRow, listed_row
from crmdesk.store.queries.list_entries import group_entries, tag_entries
from crmdesk.store.repos.edited_lists import EditedList


class TagGroups(ListService):
    """Families of tags."""

    edited = EditedList.GROUPS

    def entries(self) -> list[GroupEntry]:
        """Every group in its order, retired ones included."""
        with self._desk.read() as source:
            return group_entries(source)

    def add(self, name: str) -> tuple[str, Changes]:
        """Add a group for customers from which several tags may be chosen; returns its uid.

        Raises ValidationError when the name is empty or taken.
        """
        return self._add(name, {})

    def set_single_choice(self, uid: str, *, single: bool) -> Changes:
        """Whether a customer has at most one tag of the group; those that have more keep them."""
        return self._change(uid, {"single_choice": single})

    def set_colour(self, uid: str, colour: int | None) -> Changes:
        """The colour of the group's tags as a place in the palette of data; None for none."""
        return self._change(uid, {"colour": colour})


class Tags(ListService):
    """The tags of all groups; a name is taken once in a group."""

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

    @override
    @staticmethod
    def _are_namesakes(one: ListedRow, other: ListedRow) -> bool:
        return one.group == other.group
