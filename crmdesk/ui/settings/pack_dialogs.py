"""Asks which tag groups go into a file, and shows what a file would bring. They write and change nothing."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from crmdesk.domain.listed import GroupEntry
from crmdesk.domain.tag_pack import PackLine, TagPack
from crmdesk.i18n import _, ngettext
from crmdesk.ui import wording
from crmdesk.ui.settings.pick_dialog import PickDialog, PickTexts
from crmdesk.ui.settings.set_preview import SetPreview, ShownLine


class SavePackDialog(PickDialog[GroupEntry]):
    """Offers the name of a pack, and the groups that go into it."""

    def __init__(self, name: str, groups: Sequence[GroupEntry], parent: QWidget | None = None) -> None:
        texts = PickTexts(
            _("Save tag groups as a file"),
            _("With all their tags, trees, other words and colours, but without any customer."),
            _("Name of the pack"),
            _("Groups"),
            _("Choose at least one group."),
        )
        super().__init__(texts, name, groups, _named, parent)


class PackPreview(SetPreview):
    """Shows what taking a pack in would do, group by group; it offers nothing but the going ahead."""

    def __init__(self, pack: TagPack, lines: Sequence[PackLine], parent: QWidget | None = None) -> None:
        super().__init__(pack.name, _("Group"), parent)
        self.fill()
        happens = any(line.is_new or line.is_changed or line.new or line.changed for line in lines)
        self.show_lines([ShownLine(line.group, told(line)) for line in lines], happens=happens)

    @override
    def value(self) -> None:
        return None


def told(line: PackLine) -> str:
    """What becomes of a group."""
    parts = []
    if line.is_new:
        parts.append(_("new"))
    if line.new:
        parts.append(ngettext("{n} new tag", "{n} new tags", line.new).format(n=wording.number(line.new)))
    if line.changed:
        changed = ngettext("{n} tag changed", "{n} tags changed", line.changed)
        parts.append(changed.format(n=wording.number(line.changed)))
    if line.is_changed:
        parts.append(_("settings of the group changed"))
    return " · ".join(parts) or _("as it is here")


def _named(group: GroupEntry) -> str:
    tags = ngettext("{count} tag", "{count} tags", group.tags).format(count=wording.number(group.tags))
    return _("{group} ({tags})").format(group=group.name, tags=tags)
