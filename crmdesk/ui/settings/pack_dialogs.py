"""Asks which tag groups go into a file, and shows what a file would bring. They write and change nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget
from typing_extensions import override

from crmdesk.domain.errors import ValidationError
from crmdesk.domain.listed import GroupEntry
from crmdesk.domain.tag_pack import PackLine, TagPack
from crmdesk.i18n import _, ngettext
from crmdesk.qt.columns import Column
from crmdesk.qt.record_model import Index, RecordModel
from crmdesk.qt.record_table import RecordTable
from crmdesk.qt.widgets.fields import TextLine
from crmdesk.qt.widgets.form_dialog import FormDialog
from crmdesk.ui import wording

_LIST_HEIGHT = 300
_TABLE_SIZE = (620, 320)
_WIDE = 720


@dataclass(frozen=True, slots=True)
class PackWish:
    """What a pack is called, and the uids of the groups that go into it."""

    name: str
    groups: tuple[str, ...]


class GroupPicks(RecordModel[GroupEntry]):
    """Groups that are picked or not; at first all in use are."""

    def __init__(self, groups: Sequence[GroupEntry], parent: QWidget) -> None:
        column: Column[GroupEntry] = Column("group", _("Group"), _named)
        super().__init__((column,), lambda group: group.uid, parent)
        self.picked = {group.uid for group in groups}
        self.refresh(groups)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        group = self.record(index)
        if group is not None and role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if group.uid in self.picked else Qt.CheckState.Unchecked
        return super().data(index, role)

    @override
    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        group = self.record(index)
        if group is None or role != Qt.ItemDataRole.CheckStateRole:
            return False
        self.picked ^= {group.uid}
        self.dataChanged.emit(index, index)
        return True


class SavePackDialog(FormDialog):
    """Offers a ``PackWish``. The space bar picks."""

    def __init__(self, name: str, groups: Sequence[GroupEntry], parent: QWidget | None = None) -> None:
        super().__init__(
            _("Save tag groups as a file"),
            _("With all their tags, trees, other words and colours, but without any customer."),
            _("Choose the file…"),
            parent,
        )
        self.name = TextLine()
        self.name.setText(name)
        self.picks = GroupPicks(groups, self)
        self.list = QListView()
        self.list.setProperty("look", "picker")
        self.list.setModel(self.picks)
        self.list.setMinimumHeight(_LIST_HEIGHT)
        self.list.setSpacing(2)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        if groups:
            self.list.setCurrentIndex(self.picks.index(0, 0))
        self.add_field("name", _("Name of the pack"), self.name)
        self.add_field("groups", _("Groups"), self.list)

    @override
    def value(self) -> PackWish:
        if not self.name.text().strip():
            raise ValidationError(_("A name is needed."), field="name")
        picked = tuple(group.uid for group in self.picks.records if group.uid in self.picks.picked)
        if not picked:
            raise ValidationError(_("Choose at least one group."), field="groups")
        return PackWish(self.name.text().strip(), picked)


class PackPreview(FormDialog):
    """Shows what taking a pack in would do, group by group; it offers nothing but the going ahead."""

    def __init__(self, pack: TagPack, lines: Sequence[PackLine], parent: QWidget | None = None) -> None:
        super().__init__(
            _("Take in “{name}”").format(name=pack.name),
            _("Nothing is deleted or renamed, and it can be undone."),
            _("Take in"),
            parent,
        )
        columns: tuple[Column[PackLine], ...] = (
            Column("group", _("Group"), lambda line: line.group, width=200),
            Column("what", _("What happens"), told, width=340),
        )
        model: RecordModel[PackLine] = RecordModel(columns, lambda line: line.group, self)
        self.table = RecordTable(model, columns, _("What happens"))
        self.table.setSortingEnabled(False)
        self.table.setMinimumSize(*_TABLE_SIZE)
        self.setMinimumWidth(_WIDE)
        model.refresh(lines)
        self.put_beside("lines", self.table)
        if not any(line.is_new or line.is_changed or line.new or line.changed for line in lines):
            self.accept_button.setEnabled(False)
            self.explain_keys(_("All of it is here already."))

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
