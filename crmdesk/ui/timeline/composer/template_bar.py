"""The quick notes of the workspace as a row or two of chips, the rest behind a menu. Opens none by itself."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QToolButton, QWidget
from typing_extensions import override

from crmdesk.domain.template import Template
from crmdesk.i18n import _
from crmdesk.qt.plain_text import caption, tool_tip
from crmdesk.qt.widgets.buttons import IconButton
from crmdesk.qt.widgets.labels import label
from crmdesk.ui.commands.customers import NUMBERED_TEMPLATES
from crmdesk.ui.timeline.composer.chip_group import small_button

_GAP = 6
_HEIGHT = 30


class TemplateBar(QWidget):
    """Emits ``chosen`` with a template's key."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, rows: int = 1, numbered: bool = False) -> None:
        """With ``numbered`` each chip says the number of its key."""
        super().__init__(parent)
        self._rows, self._is_numbered = rows, numbered
        self.templates: tuple[Template, ...] = ()
        self.chips: list[QToolButton] = []
        self._title = label(_("Quick notes"), "small")
        self._title.setParent(self)
        self.more = IconButton("ellipsis", look="answer", name=_("All quick notes"), parent=self)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFixedHeight(rows * _HEIGHT + (rows - 1) * _GAP)

    def show_templates(self, templates: Sequence[Template]) -> None:
        """Offer these, in their order."""
        if tuple(templates) == self.templates:
            return
        self.templates = tuple(templates)
        for chip in self.chips:
            chip.hide()
            chip.deleteLater()
        self.chips = [self._chip(place, template) for place, template in enumerate(self.templates)]
        self.more.setMenu(self._menu())
        self._title.setText(_("Quick notes") if templates else _("No quick notes yet; make some in the settings."))
        self._arrange()

    def open_menu(self) -> None:
        """Show the whole list."""
        self.more.setFocus()
        self.more.showMenu()

    @override
    def sizeHint(self) -> QSize:
        return QSize(300, self.height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Side by side as many as there is room for; in the last row the menu needs its own."""
        width = min(self._title.sizeHint().width(), self.width())
        self._title.setGeometry(0, 0, width, _HEIGHT)
        begin = left = width + 10
        row = 0
        end = row, left
        for chip in self.chips:
            needed = chip.sizeHint().width()
            if row == self._rows - 1:
                needed += self.more.sizeHint().width() + _GAP
            if row < self._rows and left + needed > self.width():
                row, left = row + 1, begin
            chip.setVisible(row < self._rows)
            if row < self._rows:
                left = _put(chip, row, left)
                end = row, left
        _put(self.more, *end)
        self.more.setVisible(bool(self.templates))

    def _chip(self, place: int, template: Template) -> QToolButton:
        numbered = self._is_numbered and place < len(NUMBERED_TEMPLATES)
        chip = small_button(f"{place + 1}  {template.name}" if numbered else template.name)
        chip.setAccessibleName(template.name)
        chip.setParent(self)
        chip.setObjectName(f"template:{template.key}")
        if place < len(NUMBERED_TEMPLATES):
            chip.setToolTip(tool_tip(_("{template} (Alt+{n})").format(template=template.name, n=place + 1)))
        chip.clicked.connect(lambda _checked=False, key=template.key: self.chosen.emit(key))
        return chip

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        for place, template in enumerate(self.templates):
            keys = f"\tAlt+{place + 1}" if place < len(NUMBERED_TEMPLATES) else ""
            action = menu.addAction(caption(template.name) + keys)
            action.setObjectName(template.key)
            action.triggered.connect(lambda _checked=False, key=template.key: self.chosen.emit(key))
        return menu


def _put(button: QToolButton, row: int, left: int) -> int:
    """Put it there; returns where the next one begins."""
    size = button.sizeHint()
    top = row * (_HEIGHT + _GAP) + (_HEIGHT - size.height()) // 2
    button.setGeometry(QRect(left, top, size.width(), size.height()))
    return left + size.width() + _GAP
