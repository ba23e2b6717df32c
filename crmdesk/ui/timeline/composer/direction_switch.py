"""Who began it: we, or the customer. Knows no kinds of touches."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from crmdesk.domain.touch import Direction
from crmdesk.i18n import _
from crmdesk.qt.widgets.buttons import IconButton

_GAP = 2


class DirectionSwitch(QWidget):
    """Emits ``changed`` when a person chooses the other one."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.out_button = IconButton("arrow-up-right", _("Out"), look="way", name=_("We began it"))
        self.in_button = IconButton("arrow-down-left", _("In"), look="way", name=_("The customer began it"))
        # The buttons of a group exclude each other, and take one place in the order of Tab.
        group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_GAP)
        for button in (self.out_button, self.in_button):
            button.setCheckable(True)
            group.addButton(button)
            layout.addWidget(button)
        self.out_button.setChecked(True)
        group.buttonClicked.connect(lambda _button: self.changed.emit())

    @property
    def direction(self) -> Direction:
        """Who began it."""
        return Direction.IN if self.in_button.isChecked() else Direction.OUT

    def choose(self, direction: str) -> None:
        """Show who began it; we, if nothing is said."""
        (self.in_button if direction == Direction.IN.value else self.out_button).setChecked(True)

    def show_words(self, *, shown: bool) -> None:
        """Show words beside the arrows, or arrows alone."""
        for button in (self.out_button, self.in_button):
            button.show_words(shown=shown)
