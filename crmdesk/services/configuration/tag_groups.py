"""The tag groups."""

from typing_extensions import override

from crmdesk.domain.changes import Changes
from crmdesk.domain.defaults import AppliesTo
from crmdesk.domain.errors import ConflictError
from crmdesk.domain.listed import GroupEntry
from crmdesk.i18n import _
from crmdesk.services.configuration.listed import ListService
from crmdesk.services.wording import holders_word
from crmdesk.store.queries.edited_lists import ListedRow
from crmdesk.store.queries.list_entries import group_entries
from crmdesk.store.queries.tag_use import aliases_taken_in, kinds_of_holders
from crmdesk.store.repos.edited_lists import EditedList, change_entries
from crmdesk.store.repos.nested_lists import remove_aliases
from crmdesk.store.unit import Unit


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

    def set_applies_to(self, uid: str, applies_to: AppliesTo) -> Changes:
        """What the tags of the group are put on.

        Raises ConflictError while anything else has one of them.
        """
        with self._entry(uid) as (unit, row):
            unit.describe(_("Change “{name}”").format(name=row.name))
            others = kinds_of_holders(unit, row.id) - {applies_to}
            if others:
                raise ConflictError(
                    _("Tags of “{name}” are on {holders} now; take them off first.").format(
                        name=row.name, holders=_("; ").join(sorted(map(holders_word, others)))
                    ),
                    field="applies_to",
                )
            change_entries(unit, self.edited, [row.id], {"applies_to": applies_to.value})
        return unit.changes

    @override
    def _forget(self, unit: Unit, row: ListedRow) -> None:
        """Tags of the group that were merged into those of others are no longer found by their old names."""
        remove_aliases(unit, EditedList.TAGS, [alias.id for alias in aliases_taken_in(unit, row.id)])
