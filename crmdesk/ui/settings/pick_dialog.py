"""Asks which entries of a list go into a file, and what that is called. It writes and changes nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget
from typing_extensions import override

from crmdesk.domain.errors import ValidationError
from crmdesk.i18n import _
from crmdesk.qt.columns import Column
from crmdesk.qt.record_model import Index, RecordModel
from crmdesk.qt.widgets.combo import Combo
from crmdesk.qt.widgets.fields import TextLine
from crmdesk.qt.widgets.form_dialog import FormDialog

_LIST_HEIGHT = 300
_WIDE = 800


class Picked(Protocol):
    """What can be picked."""

    @property
    def uid(self) -> str:
        """What it is known by."""
        ...


Entry = TypeVar("Entry", bound=Picked)


@dataclass(frozen=True, slots=True)
class PickWish:
    """What the file is called, and the uids of what goes into it."""

    name: str
    picked: tuple[str, ...]


DOCUMENT, SHEET = ".json", ".xlsx"
"""What a file can end in: a document for another workspace, or a sheet."""


@dataclass(frozen=True, slots=True)
class PickTexts:
    """The words of one such dialog; ``none`` is said when nothing is picked, ``explanation`` stands in one line."""

    title: str
    explanation: str
    name: str
    entries: str
    none: str


class Picks(RecordModel[Entry], Generic[Entry]):
    """Entries that are picked or not; at first all are."""

    def __init__(self, entries: Sequence[Entry], title: str, named: Callable[[Entry], str], parent: QWidget) -> None:
        column: Column[Entry] = Column("entry", title, named)
        super().__init__((column,), lambda entry: entry.uid, parent)
        self.picked = {entry.uid for entry in entries}
        self.refresh(entries)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self.record(index)
        if entry is not None and role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if entry.uid in self.picked else Qt.CheckState.Unchecked
        return super().data(index, role)

    @override
    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        entry = self.record(index)
        if entry is None or role != Qt.ItemDataRole.CheckStateRole:
            return False
        self.picked ^= {entry.uid}
        self.dataChanged.emit(index, index)
        return True


class PickDialog(FormDialog, Generic[Entry]):
    """Offers a ``PickWish``. The space bar picks. ``as_sheet`` offers a sheet besides the document."""

    def __init__(
        self,
        texts: PickTexts,
        name: str,
        entries: Sequence[Entry],
        named: Callable[[Entry], str],
        parent: QWidget | None = None,
        *,
        as_sheet: bool = False,
    ) -> None:
        super().__init__(texts.title, texts.explanation, _("Choose the file…"), parent)
        self._texts = texts
        self.name = TextLine()
        self.name.setText(name)
        self.picks = Picks(entries, texts.entries, named, self)
        self.list = QListView()
        self.list.setProperty("look", "picker")
        self.list.setModel(self.picks)
        self.list.setMinimumHeight(_LIST_HEIGHT)
        self.list.setSpacing(2)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        if entries:
            self.list.setCurrentIndex(self.picks.index(0, 0))
        self.add_field("name", texts.name, self.name)
        self.add_field("picked", texts.entries, self.list)
        self.format = Combo()
        self.format.addItem(_("file for another workspace (.json)"), DOCUMENT)
        if as_sheet:
            self.format.addItem(_("sheet to look at and change in Excel (.xlsx)"), SHEET)
            self.add_field("format", _("As a"), self.format)
            # Wide enough for the explanation to stand in one line.
            self.setMinimumWidth(_WIDE)

    @property
    def suffix(self) -> str:
        """What the file is to end in."""
        chosen: str = self.format.currentData()
        return chosen

    @override
    def value(self) -> PickWish:
        if not self.name.text().strip():
            raise ValidationError(_("A name is needed."), field="name")
        picked = tuple(entry.uid for entry in self.picks.records if entry.uid in self.picks.picked)
        if not picked:
            raise ValidationError(self._texts.none, field="picked")
        return PickWish(self.name.text().strip(), picked)
