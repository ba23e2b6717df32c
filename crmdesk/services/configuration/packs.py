"""Industry packs: those the program brings, switched on and off, and those that come and go as files."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from crmdesk.domain.changes import Changes
from crmdesk.domain.defaults import load_defaults
from crmdesk.domain.errors import ValidationError
from crmdesk.domain.tag_pack import PackLine, TagPack
from crmdesk.exchange.packs import read_pack, write_pack
from crmdesk.i18n import _
from crmdesk.services.configuration.pack_intake import take_in
from crmdesk.services.desk import Desk
from crmdesk.store.queries.edited_lists import all_rows
from crmdesk.store.queries.list_entries import group_entries
from crmdesk.store.queries.tag_packs import packed_groups
from crmdesk.store.repos.edited_lists import EditedList, change_entries


@dataclass(frozen=True, slots=True)
class IndustryPack:
    """A pack the program brings; of its groups so many are in use."""

    key: str
    name: str
    groups: tuple[str, ...]
    in_use: int

    @property
    def is_on(self) -> bool:
        """Whether any of it is in use."""
        return self.in_use > 0


class Packs:
    """Taking a pack in adds and changes, and never deletes."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def industries(self) -> list[IndustryPack]:
        """The packs the program brings, with the names their groups have here."""
        with self._desk.read() as source:
            groups = group_entries(source)
        found = []
        for pack in load_defaults(self._desk.language).packs:
            own = [group for group in groups if group.pack == pack.key]
            used = sum(not group.retired for group in own)
            found.append(IndustryPack(pack.key, pack.name, tuple(group.name for group in own), used))
        return [pack for pack in found if pack.groups]

    def switch(self, pack: IndustryPack, *, on: bool) -> Changes:
        """Offer all groups of a pack, or none of them; who has their tags keeps them."""
        label = _("Switch on “{name}”") if on else _("Switch off “{name}”")
        with self._desk.change(label.format(name=pack.name)) as unit:
            uids = {group.uid for group in group_entries(unit) if group.pack == pack.key}
            ids = [row.id for row in all_rows(unit, EditedList.GROUPS) if row.uid in uids]
            change_entries(unit, EditedList.GROUPS, ids, {"retired": not on})
        return unit.changes

    def pack(self, name: str, groups: Collection[str]) -> TagPack:
        """The groups with these uids, with all their tags in use, under a name.

        Raises ValidationError when there is none.
        """
        with self._desk.read() as source:
            packed = packed_groups(source, groups)
        if not packed:
            raise ValidationError(_("Choose at least one group."))
        return TagPack(name, self._desk.language, packed)

    def write(self, name: str, groups: Collection[str], path: Path) -> TagPack:
        """Write groups to a file.

        Raises ValidationError when there is none, UnwritableError when the file cannot be written.
        """
        pack = self.pack(name, groups)
        write_pack(pack, path)
        return pack

    def read(self, path: Path) -> TagPack:
        """The pack in a file.

        Raises ImportRejectedError for a file that is none.
        """
        return read_pack(path)

    def outlook(self, pack: TagPack) -> tuple[PackLine, ...]:
        """What ``take_in`` would do; nothing is kept.

        Raises ConflictError as it does.
        """
        with self._desk.change(keep=False) as unit:
            return take_in(unit, pack)

    def take_in(self, pack: TagPack) -> tuple[tuple[PackLine, ...], Changes]:
        """Add what is new of a pack, and make what is there like it; nothing is deleted and nothing renamed.

        Groups and tags are the same when their keys or their names are. Raises ConflictError where a group is for
        something else and in use.
        """
        with self._desk.change(_("Take in the tags of “{name}”").format(name=pack.name)) as unit:
            lines = take_in(unit, pack)
        return lines, unit.changes
