"""How the fields of the composer lie below a timeline.

From the bottom: what happened, with the quick notes above it, both always there; above them, shown only to who writes,
what else can be said. So nothing that is in sight moves when the rest appears.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from crmdesk.i18n import _
from crmdesk.qt.widgets.buttons import CommandButton, IconButton
from crmdesk.ui.timeline.composer.kind_bar import KindBar
from crmdesk.ui.timeline.composer.template_bar import TemplateBar
from crmdesk.ui.timeline.composer.time_words import TimeWords
from crmdesk.ui.timeline.composer.touch_fields import GAP, TouchFields, row_in
from crmdesk.ui.workbench import Workbench

_SAVE_WIDTH, _TITLE_WIDTH = 84, 96
_SIDE, _TOP = 20, 7
# The composer's width from which on words have room beside arrows, beside all icons; and two rows beside each other.
_ROOMY, _WIDE = 700, 900


class ComposerFields(TouchFields):
    """The widgets, laid out in ``owner``."""

    def __init__(self, owner: QWidget, bench: Workbench, times: TimeWords) -> None:
        ink = QPalette.ColorRole.HighlightedText
        save = CommandButton(bench.actions["touch.save"], "check", look="primary", text=_("Log"), ink=ink)
        super().__init__(owner, bench, times, KindBar(), TemplateBar(), save)
        # Wide enough for either of its words, so that nothing moves when it changes.
        self.save.setMinimumWidth(_SAVE_WIDTH)
        self.attach = CommandButton(bench.actions["touch.attach"], "paperclip", look="compact", text="")
        for button in (self.kinds.more, self.attach, self.save):
            button.setFixedHeight(self.text.sizeHint().height())
        self.more_facts = IconButton("sliders-horizontal", look="compact", name=_("What else is told of it"))
        self.more_facts.setObjectName("more_facts")
        self.more_facts.setCheckable(True)
        self.more_facts.toggled.connect(self._open_facts)
        self._head, self._when = QWidget(), QWidget()
        self._side_by_side = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._lay_out(owner)

    @property
    @override
    def stops(self) -> list[QWidget]:
        return [
            *self.kinds.buttons.values(),
            *(self.kinds.switch.out_button, self.kinds.switch.in_button, self.deal, self.contact),
            *(self.more_facts, self.close),
            *(*self.panel.stops, *self.facts.stops),
            *(self.at.line, self.at.pick, self.minutes, self.next_step.line, self.next_step.pick),
            *(*self.bar.chips, self.bar.more, self.answering.drop, self.kinds.more, *self.files.chips),
            *(self.text, self.attach, self.save),
        ]

    @override
    def show_all(self, *, shown: bool) -> None:
        if shown == self._head.isHidden():
            self._head.setVisible(shown)
            self._when.setVisible(shown)
            self.show_facts()

    @override
    def show_facts(self) -> None:
        """All that can be told of the kind; beside a quick note only to who asks for it, for it takes the room."""
        super().show_facts()
        can_be_told, beside_note = bool(self.facts.fields), self.panel.template is not None
        self.more_facts.setVisible(can_be_told and beside_note)
        wanted = not beside_note or self.more_facts.isChecked() or bool(self.facts.told)
        self.facts.setVisible(can_be_told and wanted and not self._head.isHidden())
        self.settle()

    @override
    def show_template(self) -> None:
        """In the place of those to choose from, for there is no room for both."""
        template = self.panel.template
        self.title.show_text(template.name if template is not None else "")
        self.title.ensurePolished()
        # The deal and the person give way before it does.
        self.title.setMinimumWidth(min(self.title.whole_width + 1, _TITLE_WIDTH))
        for of_template in (self.title, self.close):
            of_template.setVisible(template is not None)
        for instead in (self.kinds, self.bar):
            instead.setVisible(template is None)
        self.more_facts.setChecked(False)
        self.show_facts()
        self.order_tabs()
        self.settle()

    def fit(self, width: int) -> None:
        """Say and show what there is room for in so many pixels."""
        self.kinds.show_words(shown=width >= _WIDE)
        self.kinds.switch.show_words(shown=width >= _ROOMY)
        wide = width >= _WIDE
        self._side_by_side.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    def _open_facts(self, opened: bool) -> None:  # noqa: FBT001  # a signal's slot
        self.show_facts()
        if opened and self.facts.stops:
            self.facts.stops[0].setFocus()

    def _lay_out(self, owner: QWidget) -> None:
        # From the outside to the inside, as in ``CustomerView``.
        outer = QVBoxLayout(owner)
        outer.setContentsMargins(_SIDE, _TOP, _SIDE, _TOP)
        outer.addWidget(self.body)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        for part in (self._head, self.panel, self.facts, self._when, self.bar, self.answering, self.files, self.wrong):
            column.addWidget(part)
        head = row_in(self._head)
        head.addWidget(self.kinds, 1)
        head.addWidget(self.title, 1)
        for widget in (self.kinds.switch, self.deal, self.contact, self.more_facts, self.close):
            head.addWidget(widget)
        when = QHBoxLayout()
        when.setSpacing(GAP)
        row_in(self._when).addLayout(self._side_by_side, 1)
        self._side_by_side.setSpacing(GAP)
        self._side_by_side.addLayout(when, 1)
        self._side_by_side.addWidget(self.next_step, 1)
        when.addWidget(self.at, 1)
        when.addWidget(self.minutes)
        writing = QHBoxLayout()
        writing.setSpacing(8)
        column.addLayout(writing)
        # At the bottom, so that they stay where they are while the text grows.
        writing.addWidget(self.kinds.more, 0, Qt.AlignmentFlag.AlignBottom)
        writing.addWidget(self.text, 1)
        writing.addWidget(self.attach, 0, Qt.AlignmentFlag.AlignBottom)
        writing.addWidget(self.save, 0, Qt.AlignmentFlag.AlignBottom)
        for part in (self._head, self.facts, self._when, self.title, self.more_facts, self.close):
            part.hide()
