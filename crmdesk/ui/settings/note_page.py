"""The page on which quick notes are made and changed."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout
from typing_extensions import override

from crmdesk.domain.listed import NoteEntry
from crmdesk.i18n import _
from crmdesk.qt.entry_model import Entry
from crmdesk.qt.widgets.labels import label
from crmdesk.ui.settings.list_panel import ListPanel, PanelTexts
from crmdesk.ui.settings.note_card import NoteCard
from crmdesk.ui.settings.settings_page import SettingsPage
from crmdesk.ui.workbench import Workbench


class NotePage(SettingsPage):
    """The quick notes at the left, the one chosen at the right."""

    key = "notes"
    icon = "sticky-note"
    kinds = frozenset({"template"})

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench, _("Notes that are written by tapping: chips, a sentence, a next step."))
        self._notes = bench.services.configuration.quick_notes
        self._known: dict[str, NoteEntry] = {}
        texts = PanelTexts(
            _("Quick notes"), _("New quick note"), "sticky-note", _("No quick notes"), _("Type the name of one below.")
        )
        self.panel = ListPanel(bench, texts, self._notes, self._notes.add)
        self.card = NoteCard(bench)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.panel, 2)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.card, 1)
        right.addWidget(label(_("How it will look"), "section"))
        right.addWidget(self.card.preview)
        row.addLayout(right, 3)
        self.body.addLayout(row, 1)
        self.panel.chosen.connect(self._show_note)
        for name, widget in zip(self.words(), (self.card.kind, self.card.sentence), strict=False):
            self.add_setting(name, widget)

    @override
    @staticmethod
    def title() -> str:
        return _("Quick notes")

    @override
    @staticmethod
    def words() -> tuple[str, ...]:
        return (_("Logged as"), _("The sentence it writes"), _("Questions and chips"), _("Templates"))

    @override
    def read(self) -> None:
        notes = self._notes.entries()
        self._known = {note.uid: note for note in notes}
        self.panel.show_entries([_shown(note) for note in notes])
        chosen = self.panel.current()
        self._show_note(chosen.key if chosen else "")

    def _show_note(self, uid: str) -> None:
        self.card.show_note(self._known.get(uid))


def _shown(note: NoteEntry) -> Entry:
    return Entry(note.uid, note.name, retired=note.retired, deletable=note.deletable)
