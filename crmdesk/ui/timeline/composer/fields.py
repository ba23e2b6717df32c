"""The fields of the composer and how they lie. Knows nothing of what becomes of what is typed into them."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.domain.errors import CrmError
from crmdesk.i18n import _
from crmdesk.qt.widgets.buttons import CommandButton
from crmdesk.qt.widgets.fields import TextLine, mark_wrong
from crmdesk.qt.widgets.labels import label
from crmdesk.qt.widgets.shrinking import ShrinkingFrame
from crmdesk.ui.timeline.composer.choice_box import ChoiceBox
from crmdesk.ui.timeline.composer.kind_bar import KindBar
from crmdesk.ui.timeline.composer.note_text import NoteText
from crmdesk.ui.timeline.composer.template_bar import TemplateBar
from crmdesk.ui.timeline.composer.template_panel import TemplatePanel
from crmdesk.ui.timeline.composer.time_line import Meaning, TimeLine
from crmdesk.ui.workbench import Workbench

Reader = Callable[[str], Meaning]
_GAP = 6
_SAVE_WIDTH = 84
_SIDE, _TOP = 20, 7


class ComposerFields:
    """The widgets, laid out in ``owner``."""

    def __init__(self, owner: QWidget, bench: Workbench, read_at: Reader, read_next_step: Reader) -> None:
        self.bar = TemplateBar()
        self.panel = TemplatePanel(bench.files)
        self.kinds = KindBar()
        self.text = NoteText(_("What happened"))
        self.save = CommandButton(
            bench.actions["touch.save"], "check", look="primary", text=_("Log"), ink=QPalette.ColorRole.HighlightedText
        )
        # Wide enough for either of its words, so that nothing moves when it changes.
        self.save.setMinimumWidth(_SAVE_WIDTH)
        self.at = TimeLine(_("now"), _("When"), read_at, bench.services.desk.today)
        self.minutes = TextLine(_("min"), name=_("Length in minutes"))
        self.minutes.setProperty("look", "slim")
        self.minutes.setFixedWidth(60)
        self.deal = ChoiceBox(_("Deal it is about"), _("No deal"))
        self.contact = ChoiceBox(_("Person it was with"), _("No contact"))
        self.next_step = TimeLine(
            _("Next step: tomorrow 15:00 call them"), _("Next step"), read_next_step,
            bench.services.desk.today, share=(3, 2),
        )  # fmt: skip
        self.wrong = label("", "error", wrap=True)
        self.wrong.hide()
        self.lower = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self.body = ShrinkingFrame()
        self._lay_out(owner)

    @property
    def markable(self) -> tuple[QWidget, ...]:
        """The fields that can be marked as wrong."""
        return (self.text, self.at.line, self.next_step.line, self.minutes, self.deal, self.contact)

    def go_to_wrong(self, error: CrmError) -> None:
        """Mark the field that an error is about, and go there."""
        field = error.field or ""
        if self.panel.template is not None and self.panel.show_error(field, error.message):
            return
        widget = {
            "next": self.next_step.line,
            "time": self.next_step.line,
            "at": self.at.line,
            "minutes": self.minutes,
            "deal": self.deal,
            "contact": self.contact,
        }.get(field, self.text)
        mark_wrong(widget, wrong=True)
        widget.setFocus()

    def show_minutes(self) -> None:
        """Only calls and meetings have a length."""
        kind = self.kinds.kind
        self.minutes.setVisible(kind.key == "call" or kind.touch_class == "visit")

    def _lay_out(self, owner: QWidget) -> None:
        writing = QHBoxLayout()
        writing.setSpacing(8)
        writing.addWidget(self.text, 1)
        writing.addWidget(self.save, 0, Qt.AlignmentFlag.AlignTop)
        facts = QHBoxLayout()
        facts.setSpacing(_GAP)
        facts.addWidget(self.at, 1)
        for widget in (self.minutes, self.deal, self.contact):
            facts.addWidget(widget)
        self.lower.setSpacing(_GAP)
        self.lower.addLayout(facts, 1)
        self.lower.addWidget(self.next_step, 1)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        column.addWidget(self.bar)
        column.addWidget(self.panel)
        column.addWidget(self.kinds)
        column.addLayout(writing)
        column.addLayout(self.lower)
        column.addWidget(self.wrong)
        outer = QVBoxLayout(owner)
        outer.setContentsMargins(_SIDE, _TOP, _SIDE, _TOP)
        outer.addWidget(self.body)
