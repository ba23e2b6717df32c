"""The choice of the area in which the remedy for a loss lies: the usual ones, those in use, or a new word."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crmdesk.domain.loss import AREAS
from crmdesk.i18n import _
from crmdesk.qt.widgets.combo import Combo
from crmdesk.services.wording import area_word
from crmdesk.ui.settings.committed_line import CommittedLine

_ANOTHER = None


class AreaChoice(QWidget):
    """``chosen`` brings the key of an area or a new word, empty for none."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = ""
        self.areas = Combo(_("Remedy area"))
        self.own = CommittedLine(_("Name of the area"), name=_("Name of the area"))
        self.setFocusProxy(self.areas)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.areas)
        layout.addWidget(self.own)
        self.own.hide()
        self.areas.activated.connect(lambda _place: self._choose(self.areas.currentData()))
        self.own.committed.connect(self._name)

    def show_area(self, area: str, *, known: Iterable[str], inherited: str | None) -> None:
        """Show an area. Words of the user's own that are ``known`` are offered; a sub-reason has one ``inherited``."""
        self._shown = area
        none = _("none") if inherited is None else _("as the reason above")
        if inherited:
            none = _("as the reason above: {area}").format(area=area_word(inherited))
        own = sorted({*known, area} - {*AREAS, ""})
        self.areas.clear()
        self.areas.addItem(none, "")
        for each in (*AREAS, *own):
            self.areas.addItem(area_word(each), each)
        self.areas.addItem(_("Another area…"), _ANOTHER)
        self.areas.setCurrentIndex(self.areas.findData(area))
        self.own.hide()

    def _choose(self, area: str | None) -> None:
        self.own.setVisible(area is _ANOTHER)
        if area is _ANOTHER:
            self.own.show_value("")
            self.own.setFocus()
        elif area != self._shown:
            self.chosen.emit(area)

    def _name(self, text: str) -> None:
        """Take a new word; one that an area is called by already means that one."""
        word = text.strip()
        known = {area_word(area).casefold(): area for area in AREAS}
        if word:
            self.chosen.emit(known.get(word.casefold(), word))
