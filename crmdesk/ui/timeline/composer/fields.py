"""The fields of the composer and how they lie. Knows nothing of what becomes of what is typed into them.

From the bottom: what happened, with the quick notes above it, both always there; above them, shown only to who writes,
what else can be said. So nothing that is in sight moves when the rest appears.
"""

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.domain.errors import CrmError
from crmdesk.i18n import _
from crmdesk.qt.widgets.buttons import CommandButton, IconButton
from crmdesk.qt.widgets.fields import TextLine, mark_wrong
from crmdesk.qt.widgets.labels import ShortenedLabel, label
from crmdesk.qt.widgets.shrinking import ShrinkingFrame
from crmdesk.ui.timeline.composer.choice_box import ChoiceBox
from crmdesk.ui.timeline.composer.kind_bar import KindBar
from crmdesk.ui.timeline.composer.note_text import NoteText
from crmdesk.ui.timeline.composer.template_bar import TemplateBar
from crmdesk.ui.timeline.composer.template_panel import TemplatePanel
from crmdesk.ui.timeline.composer.time_line import TimeLine
from crmdesk.ui.timeline.composer.time_words import TimeWords
from crmdesk.ui.workbench import Workbench

_GAP = 6
_SAVE_WIDTH = 84
_SIDE, _TOP = 20, 7
# The composer's width from which on words have room beside arrows, beside all icons; and two rows beside each other.
_ROOMY, _WIDE = 700, 900


class ComposerFields:
    """The widgets, laid out in ``owner``."""

    def __init__(self, owner: QWidget, bench: Workbench, times: TimeWords) -> None:
        today = bench.services.desk.today
        self._owner = owner
        self._order: list[QWidget] = []
        self.bar = TemplateBar()
        self.panel = TemplatePanel(bench.files)
        self.kinds = KindBar()
        self.title = ShortenedLabel("section")
        self.close = IconButton("x", look="inside", name=_("Close the quick note"))
        self.close.setObjectName("close_template")
        self.text = NoteText(_("What happened"))
        self.save = CommandButton(
            bench.actions["touch.save"], "check", look="primary", text=_("Log"), ink=QPalette.ColorRole.HighlightedText
        )
        # Wide enough for either of its words, so that nothing moves when it changes.
        self.save.setMinimumWidth(_SAVE_WIDTH)
        for button in (self.kinds.more, self.save):
            button.setFixedHeight(self.text.sizeHint().height())
        self.at = TimeLine(_("Now, or: yesterday 15:00"), _("When"), times.read_at, today)
        self.minutes = TextLine(_("minutes"), name=_("Length in minutes"))
        self.minutes.setProperty("look", "slim")
        self.minutes.setFixedWidth(78)
        self.deal = ChoiceBox(_("Deal it is about"), _("No deal"))
        self.contact = ChoiceBox(_("Person it was with"), _("No contact"))
        self.next_step = TimeLine(
            _("Next step: tomorrow 15:00 call them"), _("Next step"), times.read_next_step, today, share=(3, 2)
        )
        self.wrong = label("", "error", wrap=True)
        self.wrong.hide()
        self.body = ShrinkingFrame()
        self._head, self._facts = QWidget(), QWidget()
        self._side_by_side = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._lay_out()

    def enable(self, *, enabled: bool) -> None:
        """Let people write, or say what to do first."""
        self.body.setEnabled(enabled)
        self.text.setPlaceholderText(
            _("What happened?  # tag  @ person  / note") if enabled else _("Choose a customer first.")
        )

    def show_wrong(self, sentence: str) -> None:
        """Say what is wrong."""
        self.wrong.setText(sentence)
        self.wrong.show()

    def clear_wrong(self) -> None:
        """Nothing is wrong any more."""
        if self.wrong.text():
            self.wrong.setText("")
            self.wrong.hide()
            for widget in (self.text, self.at.line, self.next_step.line, self.minutes, self.deal, self.contact):
                mark_wrong(widget, wrong=False)

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

    def show_all(self, *, shown: bool) -> None:
        """Show everything that can be said of a touch, or only what one begins with."""
        if shown == self._head.isHidden():
            self._head.setVisible(shown)
            self._facts.setVisible(shown)
            self.settle()

    def show_template(self) -> None:
        """Show the quick note that is open in the place of those to choose from, or these again."""
        template = self.panel.template
        self.title.show_text(template.name if template is not None else "")
        for of_template in (self.title, self.close):
            of_template.setVisible(template is not None)
        for instead in (self.kinds, self.bar):
            instead.setVisible(template is None)
        self.order_tabs()
        self.settle()

    def fit(self, width: int) -> None:
        """Say and show what there is room for in so many pixels."""
        self.kinds.show_words(shown=width >= _WIDE)
        self.kinds.switch.show_words(shown=width >= _ROOMY)
        wide = width >= _WIDE
        self._side_by_side.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    def order_tabs(self) -> None:
        """Let Tab lead through everything from the top to the bottom, also through what was made later."""
        order = [
            *self.kinds.buttons.values(),
            *(self.kinds.switch.out_button, self.kinds.switch.in_button, self.deal, self.contact, self.close),
            *self.panel.stops,
            *(self.at.line, self.at.pick, self.minutes, self.next_step.line, self.next_step.pick),
            *(*self.bar.chips, self.bar.more, self.kinds.more, self.text, self.save),
        ]
        if order != self._order:
            self._order = order
            for before, after in pairwise([self._owner, *order]):
                QWidget.setTabOrder(before, after)

    def settle(self) -> None:
        """Take the new height at once: nothing is to be painted half laid out."""
        if not self._owner.isVisible():
            return
        # Twice, for the questions know their height only at their width.
        for part in (self.panel, self.body, self._owner, self._owner.parentWidget()) * 2:
            layout = part.layout() if part is not None else None
            if layout is not None:
                layout.activate()

    def _lay_out(self) -> None:
        head = _row(self._head)
        head.addWidget(self.kinds, 1)
        head.addWidget(self.title, 1)
        for widget in (self.kinds.switch, self.deal, self.contact, self.close):
            head.addWidget(widget)
        when = QHBoxLayout()
        when.setSpacing(_GAP)
        when.addWidget(self.at, 1)
        when.addWidget(self.minutes)
        facts = _row(self._facts)
        facts.addLayout(self._side_by_side, 1)
        self._side_by_side.setSpacing(_GAP)
        self._side_by_side.addLayout(when, 1)
        self._side_by_side.addWidget(self.next_step, 1)
        writing = QHBoxLayout()
        writing.setSpacing(8)
        # At the bottom, so that they stay where they are while the text grows.
        writing.addWidget(self.kinds.more, 0, Qt.AlignmentFlag.AlignBottom)
        writing.addWidget(self.text, 1)
        writing.addWidget(self.save, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        for part in (self._head, self.panel, self._facts, self.bar, self.wrong):
            column.addWidget(part)
        column.addLayout(writing)
        outer = QVBoxLayout(self._owner)
        outer.setContentsMargins(_SIDE, _TOP, _SIDE, _TOP)
        outer.addWidget(self.body)
        for part in (self._head, self._facts, self.title, self.close):
            part.hide()


def _row(widget: QWidget) -> QHBoxLayout:
    row = QHBoxLayout(widget)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(_GAP)
    return row
