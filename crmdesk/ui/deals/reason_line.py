"""One of several reasons given for an outcome, on one line: its name, what it weighs, and a cross."""

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget
from typing_extensions import override

from crmdesk.domain.loss import HEAVIEST
from crmdesk.domain.loss_account import GivenReason
from crmdesk.i18n import _
from crmdesk.qt.plain_text import caption, tool_tip
from crmdesk.qt.widgets.buttons import IconButton
from crmdesk.qt.widgets.combo import Combo
from crmdesk.ui import wording

_WEIGHT_WIDTH = 78
_SIDES = 30


class ReasonLine(QWidget):
    """One of several reasons: its name, what it weighs, the share that is, and a cross."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.chooser = _ReasonButton()
        self.weight = Combo()
        self.weight.setProperty("look", "slim")
        self.weight.addItems([_("{n}×").format(n=wording.number(n)) for n in range(1, HEAVIEST + 1)])
        self.weight.setFixedWidth(_WEIGHT_WIDTH)
        self.remove = IconButton("x", look="inside", name=_("Leave this reason out"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.chooser, 1)
        row.addWidget(self.weight)
        row.addWidget(self.remove)

    def show_reason(self, place: int, given: GivenReason | None, *, is_active: bool) -> None:
        """Show the reason at a place, counted from 0."""
        text = given.title if given is not None else _("Choose at the left.")
        self.chooser.show_text(text)
        self.chooser.setChecked(is_active)
        said = _("Primary reason: {reason}") if place == 0 else _("Also: {reason}")
        self.chooser.setAccessibleName(said.format(reason=text))
        with QSignalBlocker(self.weight):
            self.weight.setCurrentIndex(given.weight - 1 if given is not None else 0)
        self.weight.setEnabled(given is not None)
        self.weight.setAccessibleName(_("Weight of {reason}").format(reason=text))


class _ReasonButton(QToolButton):
    """The name of a reason, as much of it as there is room for."""

    def __init__(self) -> None:
        super().__init__()
        self._whole = ""
        self.setProperty("look", "answer")
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_text(self, text: str) -> None:
        """Show a name."""
        self._whole = text
        self.setToolTip(tool_tip(text))
        self._fit()

    def _fit(self) -> None:
        room = max(0, self.width() - _SIDES)
        self.setText(caption(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
