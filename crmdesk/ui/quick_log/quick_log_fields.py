"""How the fields lie in the window for logging: from whom it was with down to the button that saves it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from crmdesk.i18n import _
from crmdesk.qt.widgets.buttons import IconButton
from crmdesk.ui.quick_log.customer_field import CustomerField
from crmdesk.ui.quick_log.said_line import SaidLine
from crmdesk.ui.timeline.composer.kind_bar import KindBar
from crmdesk.ui.timeline.composer.template_bar import TemplateBar
from crmdesk.ui.timeline.composer.time_words import TimeWords
from crmdesk.ui.timeline.composer.touch_fields import GAP, TouchFields
from crmdesk.ui.workbench import Workbench

_EDGE, _GAP = 18, 10
_SAVE_WIDTH = 84
_LINES = 3


class QuickLogFields(TouchFields):
    """The widgets, laid out in ``owner``; everything that can be said is always in sight."""

    def __init__(self, owner: QWidget, bench: Workbench, times: TimeWords, recent: Callable[[], Sequence[str]]) -> None:
        save = IconButton("check", _("Log"), look="primary", ink=QPalette.ColorRole.HighlightedText)
        super().__init__(owner, bench, times, KindBar(big=True), TemplateBar(rows=2, numbered=True), save)
        self.customer = CustomerField(bench, recent)
        self.by_field["customer"] = self.customer
        self.said = SaidLine()
        self.attach = IconButton("paperclip", look="compact", name=_("Attach files…"))
        self.save.setMinimumWidth(_SAVE_WIDTH)
        self.text.keep_lines(_LINES)
        self.text.ask(_("What happened? #tag @who /note"))
        self.kinds.switch.show_words(shown=True)
        self._lay_out(owner)

    @property
    @override
    def stops(self) -> list[QWidget]:
        return [
            self.customer,
            *self.kinds.buttons.values(),
            *(self.kinds.more, self.kinds.switch.out_button, self.kinds.switch.in_button, self.deal, self.contact),
            *(*self.bar.chips, self.bar.more, self.close, *self.panel.stops, self.answering.drop, self.text),
            *(*self.files.chips, *self.facts.stops),
            *(self.at.line, self.at.pick, self.minutes, self.next_step.line, self.next_step.pick),
            *(self.said.button, self.attach, self.save),
        ]

    @override
    def show_template(self) -> None:
        template = self.panel.template
        self.title.show_text(template.name if template is not None else "")
        self._head.setVisible(template is not None)
        self.bar.setVisible(template is None)
        self.order_tabs()
        self.settle()

    @override
    def show_facts(self) -> None:
        super().show_facts()
        self.facts.setVisible(bool(self.facts.fields))
        self.settle()

    @override
    def settle(self) -> None:
        super().settle()
        window = self.body.window()
        if window.isVisible():
            window.resize(window.width(), window.sizeHint().height())

    def _lay_out(self, owner: QWidget) -> None:
        # From the outside to the inside, as in ``CustomerView``.
        outer = QVBoxLayout(owner)
        outer.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE)
        outer.addWidget(self.body)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        about, when, foot = _row(), _row(), _row()
        self._head = QWidget()
        column.addWidget(self.customer)
        column.addWidget(self.kinds)
        column.addLayout(about)
        for part in (self.bar, self._head, self.panel, self.answering, self.text, self.files, self.facts):
            column.addWidget(part)
        column.addLayout(when)
        for part in (self.next_step, self.wrong):
            column.addWidget(part)
        column.addLayout(foot)
        about.addWidget(self.kinds.switch)
        about.addStretch(1)
        about.addWidget(self.deal)
        about.addWidget(self.contact)
        head = QHBoxLayout(self._head)
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self.title, 1)
        head.addWidget(self.close)
        when.addWidget(self.at, 1)
        when.addWidget(self.minutes)
        foot.addWidget(self.said, 1)
        foot.addWidget(self.attach, 0, Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(self.save, 0, Qt.AlignmentFlag.AlignVCenter)
        self._head.hide()


def _row() -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(GAP)
    return row
