"""The clouds of groups of customers above the bars of what sets two of them apart. It reads nothing.

pyqtgraph is large, so the clouds are made when they are first shown.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QSplitter, QWidget
from typing_extensions import override

from crmdesk.domain.portrait import CustomerGroup, Portrait
from crmdesk.insight.log_odds import Comparison
from crmdesk.ui.portrait.odds_card import OddsCard
from crmdesk.ui.workbench import Workbench

if TYPE_CHECKING:
    from crmdesk.render.tag_clouds import TagClouds

_SPLIT = "portrait.split"
_CLOUDS_AND_BARS = (325, 275)
_GAP = 12


class CloudsPage(QSplitter):
    """Emits the uid of a tag opened with the group in whose cloud (None: both compared), and uids to be selected."""

    tag_opened = Signal(str, object)
    selection_wished = Signal(object)

    def __init__(self, bench: Workbench, before: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._bench, self._before = bench, before
        self.setProperty("look", "open")
        self.setHandleWidth(_GAP)
        self.setChildrenCollapsible(False)
        self.clouds: TagClouds | None = None
        self.odds = OddsCard(bench.actions, bench.appearance)
        self.odds.selection_wished.connect(self.selection_wished)
        self.odds.tag_opened.connect(lambda uid: self.tag_opened.emit(uid, None))
        self.addWidget(self.odds)

    def show_portrait(self, portrait: Portrait, groups: tuple[CustomerGroup, ...]) -> None:
        """Draw the clouds of these groups."""
        if self.clouds is None:
            self.clouds = self._made_clouds()
        self.clouds.show_portrait(portrait, groups)

    def show_comparison(self, comparison: Comparison, selected: frozenset[str], minimum: int) -> None:
        """Draw the bars."""
        self.odds.show_comparison(comparison, selected, minimum)

    def select(self, uids: frozenset[str]) -> None:
        """Let these tags stand out."""
        if self.clouds is not None:
            self.clouds.select(uids)
        self.odds.select(uids)

    def _made_clouds(self) -> "TagClouds":
        from crmdesk.render.tag_clouds import TagClouds

        clouds = TagClouds(self._bench.appearance, self._bench.runner)
        clouds.chosen.connect(self.tag_opened)
        clouds.selection_changed.connect(self.selection_wished)
        self.insertWidget(0, clouds)
        self.setSizes(list(self._bench.view_state.numbers(_SPLIT, _CLOUDS_AND_BARS)))
        self.setStretchFactor(0, 3)
        self.setStretchFactor(1, 2)
        # Into the tab order where it stands, not where it was made.
        QWidget.setTabOrder(self._before, clouds)
        return clouds

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self.clouds is not None:
            self._bench.view_state.put(_SPLIT, tuple(self.sizes()))
