"""The editor of one quick note: what it asks, what it writes, what it brings about; and beside it a live try of it."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from crmdesk.domain.listed import NoteEntry
from crmdesk.domain.template_effect_edit import Place
from crmdesk.i18n import _
from crmdesk.qt.widgets.labels import label
from crmdesk.qt.widgets.section_tabs import SectionTabs
from crmdesk.qt.widgets.state_stack import StateStack
from crmdesk.ui.settings.note_deeds import NoteDeeds
from crmdesk.ui.settings.note_editing import NoteEditing
from crmdesk.ui.settings.note_questions import NoteQuestions
from crmdesk.ui.settings.note_sayings import NoteSayings
from crmdesk.ui.settings.note_trial import NoteTrial
from crmdesk.ui.workbench import Workbench


class NoteCard(QFrame):
    """One quick note, or a sentence while none is chosen."""

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self._editing = NoteEditing(bench)
        self.name = label("", "heading", wrap=True)
        self.questions = NoteQuestions(self._editing)
        self.sayings = NoteSayings(self._editing)
        self.deeds = NoteDeeds(self._editing)
        self.tabs = SectionTabs(_("Parts of the quick note"))
        self.tabs.add("asks", _("Asks"), self.questions)
        self.tabs.add("says", _("Writes"), self.sayings)
        self.tabs.add("does", _("Does"), self.deeds)
        self.trial = NoteTrial(self._editing)
        content = QWidget()
        self._states = StateStack(content)
        self._lay_out(content)
        self.questions.effect_wanted.connect(self._ask_effect)
        self.show_note(None)

    def show_note(self, note: NoteEntry | None) -> None:
        """Show a quick note, or that none is chosen."""
        before, self._editing.note = self._editing.note, note
        if note is None:
            sentence = _("Choose a quick note to see what it asks and says.")
            self.trial.hide()
            self._states.show_empty("sticky-note", _("No quick note is chosen"), sentence)
            return
        self._states.show_content()
        if note == before:
            return
        self.name.setText(note.name)
        for part in (self.questions, self.sayings, self.deeds):
            part.show_note()
        self.trial.show_note(anew=before is None or before.uid != note.uid)

    def _ask_effect(self, place: Place) -> None:
        self.tabs.choose("does")
        self.deeds.ask(place)

    def _lay_out(self, content: QWidget) -> None:
        column = QVBoxLayout(content)
        column.setContentsMargins(14, 14, 14, 14)
        column.setSpacing(10)
        column.addWidget(self.name)
        column.addWidget(self.tabs, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(self._states)
