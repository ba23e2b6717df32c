"""Finding the entry of the timeline that bears a reason out: a line to search in above the entries. Saves nothing."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QListView, QVBoxLayout, QWidget
from typing_extensions import override

from crmdesk.domain.loss_voices import Evidence
from crmdesk.i18n import _
from crmdesk.qt.columns import Column
from crmdesk.qt.record_model import RecordModel
from crmdesk.qt.widgets.fields import SearchField
from crmdesk.ui.voice_card import evidence_words

_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class EvidencePicker(QFrame):
    """``chosen`` brings the entry that is selected, or None."""

    chosen = Signal(object)

    def __init__(self, entries: Sequence[Evidence], today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self._entries = {entry.touch_uid: entry for entry in entries}
        self._words = {entry.touch_uid: evidence_words(entry, today) for entry in entries}
        self._entry: Evidence | None = None
        self.search = _EvidenceSearch(_("Search the timeline"), name=_("Search the timeline"))
        self.found = RecordModel[Evidence](
            (Column("entry", _("Entry"), lambda entry: self._words[entry.touch_uid]),),
            lambda entry: entry.touch_uid,
            self,
        )
        self.view = QListView()
        self.view.setProperty("look", "entries")
        self.view.setAccessibleName(_("Entries of the timeline"))
        self.view.setModel(self.found)
        # Qt would measure the entries before they are dressed.
        self.view.ensurePolished()
        self.view.setUniformItemSizes(True)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.view.selectionModel().currentChanged.connect(self._take)
        self.search.textChanged.connect(self._filter)
        self.search.moved.connect(lambda event: QApplication.sendEvent(self.view, event))
        self.setFocusProxy(self.search)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(6)
        layout.addWidget(self.search)
        layout.addWidget(self.view, 1)
        self._filter("")

    @property
    def entry(self) -> Evidence | None:
        """What is chosen."""
        return self._entry

    def choose(self, uid: str) -> None:
        """Choose an entry; an unknown or empty uid chooses none."""
        self.search.empty()
        row = self.found.row_of(uid)
        self.view.setCurrentIndex(QModelIndex() if row is None else self.found.index(row, 0))
        self._show(self._entries.get(uid))

    def _take(self, current: QModelIndex) -> None:
        # What is searched for hides the entry chosen, and does not give it up.
        if (entry := self.found.record(current)) is not None:
            self._show(entry)

    def _show(self, entry: Evidence | None) -> None:
        self._entry = entry
        self.chosen.emit(entry)

    def _filter(self, typed: str) -> None:
        words = typed.casefold().split()
        self.found.refresh([entry for entry in self._entries.values() if self._fits(entry, words)])

    def _fits(self, entry: Evidence, words: Sequence[str]) -> bool:
        text = f"{self._words[entry.touch_uid]} {entry.text}".casefold()
        return all(word in text for word in words)


class _EvidenceSearch(SearchField):
    """Leads through the list below without leaving the line."""

    moved = Signal(object)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _MOVES:
            self.moved.emit(event)
        else:
            super().keyPressEvent(event)
