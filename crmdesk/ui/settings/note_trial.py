"""The quick note as whoever writes it will see it: its chips can be tapped, and nothing is saved."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from crmdesk.domain.template_example import example_fills
from crmdesk.i18n import _
from crmdesk.qt.widgets.labels import label
from crmdesk.ui.settings.note_editing import NoteEditing
from crmdesk.ui.timeline.composer.template_panel import TemplatePanel

# What stands above and below the questions, in logical pixels.
_REST = 520


class NoteTrial(QFrame):
    """What is tapped stays while the note is edited."""

    def __init__(self, editing: NoteEditing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self._editing = editing
        self.panel = TemplatePanel(editing.bench.files, _REST)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 14, 12, 14)
        column.setSpacing(8)
        column.addWidget(label(_("Try it"), "heading"))
        column.addWidget(label(_("Tap and type: below stands what it writes and does."), "muted", wrap=True))
        column.addWidget(self.panel)
        column.addStretch(1)
        self.panel.changed.connect(self._preview)

    def show_note(self, *, anew: bool) -> None:
        """Show the note that is edited, ``anew`` with an example of each answer."""
        template = self._editing.template
        if template is not None:
            kept = {} if anew else self.panel.fills
            shown = set() if anew else self.panel.questions.keys()
            examples = {key: text for key, text in example_fills(template).items() if key not in shown}
            self.panel.open(template, examples | kept, ())
            self._preview()
        self.setVisible(template is not None)

    def _preview(self) -> None:
        template = self._editing.template
        if template is not None:
            self.panel.show_preview(self._editing.notes.try_out(template, self.panel.fills))
