"""How far the portrait reaches: whom it leaves out, by which tags, and whether it narrows from year to year.

It reads nothing.
"""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QWidget

from crmdesk.domain.portrait import PortraitFilter
from crmdesk.i18n import _
from crmdesk.services.portrait import PortraitReading
from crmdesk.ui.charts.chart_card import ChartCard
from crmdesk.ui.portrait.reach_pictures import concentration_picture, coverage_picture, lost_tags_picture
from crmdesk.ui.workbench import Workbench

_GAP = 12
_ABOVE_AND_BELOW = (265, 335)


class ReachPage(QSplitter):
    """Emits the customers behind a mark as a query, and the uid of a group of tags to be looked at by itself."""

    customers_opened = Signal(object)
    family_chosen = Signal(str)

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setProperty("look", "open")
        self.setHandleWidth(_GAP)
        self.setChildrenCollapsible(False)
        self.coverage = self._card(_("Not like those who sign"), bench, self.customers_opened.emit)
        self.lost_tags = self._card(_("Tags of lost customers"), bench, self.customers_opened.emit)
        self.concentration = self._card(_("How few tags cover those who signed"), bench, self.family_chosen.emit)
        above = QSplitter(Qt.Orientation.Horizontal)
        above.setProperty("look", "open")
        above.setHandleWidth(_GAP)
        above.setChildrenCollapsible(False)
        above.addWidget(self.coverage)
        above.addWidget(self.lost_tags)
        self.addWidget(above)
        self.addWidget(self.concentration)
        self.setSizes(list(_ABOVE_AND_BELOW))
        self.setFocusProxy(self.coverage)

    def show_reading(self, reading: PortraitReading, wanted: PortraitFilter, words: list[str]) -> None:
        """Show what was counted under a wish; ``words`` say what was wished."""
        reach = reading.reach
        tags = {use.tag.uid: use.tag for use in reading.portrait.uses}
        period, *rest = words
        for card, picture in (
            (self.coverage, coverage_picture(reach, wanted, [period])),
            (self.lost_tags, lost_tags_picture(reach, wanted, tags, words)),
            (self.concentration, concentration_picture(reach, rest)),
        ):
            card.show_picture(picture, as_table=card.as_table)

    def _card(self, name: str, bench: Workbench, lead: Callable[[Any], None]) -> ChartCard:
        card = ChartCard(name, bench)

        def follow(key: str) -> None:
            wish = card.picture.wish(key) if card.picture is not None else None
            if wish is not None:
                lead(wish)

        card.bar_chosen.connect(follow)
        card.bar_entered.connect(follow)
        card.table_switched.connect(card.turn)
        return card
