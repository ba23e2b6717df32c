"""The quick note that is being edited, shared by the parts of its editor: every edit is one operation."""

from collections.abc import Callable

from crmdesk.domain.errors import CrmError
from crmdesk.domain.listed import NoteEntry
from crmdesk.domain.template import Template
from crmdesk.ui.workbench import Workbench


class NoteEditing:
    """``note`` is the one shown; None while none is."""

    def __init__(self, bench: Workbench) -> None:
        self.bench = bench
        self.notes = bench.services.configuration.quick_notes
        self.note: NoteEntry | None = None

    @property
    def template(self) -> Template | None:
        """The template of the note shown."""
        return self.note.template if self.note is not None else None

    def change(self, edit: Callable[[Template], Template], told: str) -> CrmError | None:
        """Change the note and say ``told``, in which ``{name}`` is its name; what stopped it, if anything did."""
        note = self.note
        if note is None:
            return None
        return self.bench.operations.perform(lambda: self.notes.change(note.uid, edit), told.format(name=note.name))
