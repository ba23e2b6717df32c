"""A small form for how a customer first came across us: a channel to tap, when, and what they saw. Saves nothing."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from crmdesk.domain.errors import CrmError
from crmdesk.domain.first_touch import FirstTouch
from crmdesk.domain.template_field import Chip, FieldType, TemplateField
from crmdesk.i18n import _
from crmdesk.qt.widgets.fields import mark_wrong
from crmdesk.qt.widgets.labels import label
from crmdesk.qt.widgets.titled_line import TitledLine
from crmdesk.services.wording import rough_day_words
from crmdesk.ui.timeline.composer.chip_group import ChipGroup


class FirstTouchForm(QFrame):
    """Enter in a field offers the answer through ``submitted``; Esc closes. ``put_off`` asks to be asked later."""

    submitted = Signal(object)
    put_off = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self._channels: tuple[str, ...] = ()
        self.chips: ChipGroup | None = None
        self._place_of_chips = QVBoxLayout()
        self.when = TitledLine(_("When"), _("May 2024, last year…"))
        self.saw = TitledLine(_("Saw"), _("what they saw"))
        for line in (self.when, self.saw):
            line.returnPressed.connect(self.submit)
            line.textChanged.connect(self._clear_error)
        self._wrong = label("", "error", wrap=True)
        self._wrong.hide()
        self.save = _button(_("Save"), "primary")
        self.save.clicked.connect(self.submit)
        self.forgotten = _button(_("Does not remember"), "link")
        self.forgotten.clicked.connect(lambda: self.submitted.emit(FirstTouch(forgotten=True)))
        self.later = _button(_("Later"), "link")
        self.later.clicked.connect(self.put_off)
        self._lay_out()
        self.hide()

    def begin(self, told: FirstTouch, channels: Sequence[str], likely: str) -> None:
        """Show what is known, a ``likely`` channel chosen where none is, and go to the channels."""
        self._offer(tuple(channels), told.channel or likely)
        self.when.setText(rough_day_words(told.when))
        self.saw.setText(told.saw)
        self._clear_error()
        self.show()
        chips = self.chips.chips if self.chips is not None else ()
        first: QWidget = next((chip for chip in chips if chip.isChecked()), chips[0] if chips else self.when)
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def submit(self) -> None:
        """Offer what was entered."""
        self._clear_error()
        self.submitted.emit(FirstTouch(self.channel, self.when.text(), self.saw.text()))

    @property
    def channel(self) -> str:
        """The channel chosen; empty where none is."""
        place = self.chips.text if self.chips is not None else ""
        return self._channels[int(place)] if place else ""

    def finish(self, error: CrmError | None) -> None:
        """What was offered has been taken: close, unless there was something wrong with it."""
        if error is None:
            self.close_form()
            return
        self._wrong.setText(error.message)
        self._wrong.show()
        field = self.when if error.field == "when" else self.saw
        mark_wrong(field, wrong=True)
        field.setFocus()

    @property
    def error(self) -> str:
        """What is wrong with what was entered; empty when nothing is."""
        return self._wrong.text()

    def close_form(self) -> None:
        """Put it away."""
        self.hide()
        self.closed.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_form()
        else:
            super().keyPressEvent(event)

    def _offer(self, channels: tuple[str, ...], chosen: str) -> None:
        if channels != self._channels:
            self._channels = channels
            if self.chips is not None:
                self.chips.hide()
                self.chips.deleteLater()
            self.chips = self._made_chips() if channels else None
        if self.chips is not None:
            # By place: a name may hold the comma that stands between several answers.
            self.chips.show_text(str(channels.index(chosen)) if chosen in channels else "")

    def _made_chips(self) -> ChipGroup:
        chips = tuple(Chip(str(place), name) for place, name in enumerate(self._channels))
        made = ChipGroup(TemplateField("channel", _("Heard of us through"), FieldType.ONE, chips), self)
        made.answered.connect(self.when.setFocus)
        made.changed.connect(self._clear_error)
        self._place_of_chips.addWidget(made)
        QWidget.setTabOrder(made, self.when)
        return made

    def _clear_error(self) -> None:
        for field in (self.when, self.saw):
            mark_wrong(field, wrong=False)
        self._wrong.setText("")
        self._wrong.hide()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.save)
        row.addWidget(self.forgotten)
        row.addStretch(1)
        row.addWidget(self.later)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 8, 8)
        layout.setSpacing(8)
        layout.addWidget(label(_("Heard of us through"), "small"))
        layout.addLayout(self._place_of_chips)
        for part in (self.when, self._wrong, self.saw):
            layout.addWidget(part)
        layout.addLayout(row)
        for first, second in (
            (self.when, self.saw),
            (self.saw, self.save),
            (self.save, self.forgotten),
            (self.forgotten, self.later),
        ):
            QWidget.setTabOrder(first, second)


def _button(text: str, look: str) -> QPushButton:
    made = QPushButton(text)
    made.setProperty("look", look)
    made.setAutoDefault(False)
    return made
