"""What sets two groups apart, as bars on a card, with the switches that decide what is compared.

pyqtgraph is large, so the bars are made when they are first shown. Knows neither the customers nor what a click does.
"""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from crmdesk.domain.portrait import CustomerGroup
from crmdesk.i18n import _
from crmdesk.insight.log_odds import Comparison
from crmdesk.qt.appearance import Appearance
from crmdesk.qt.plain_text import caption
from crmdesk.qt.widgets.buttons import IconButton
from crmdesk.qt.widgets.labels import ShortenedLabel, label
from crmdesk.render.cloud_wording import comparison_title
from crmdesk.services.wording import group_name
from crmdesk.ui.actions import Actions
from crmdesk.ui.portrait.minimum_line import MinimumLine
from crmdesk.ui.portrait.portrait_wish import Pair

if TYPE_CHECKING:
    from crmdesk.render.chart_view import Maker
    from crmdesk.render.tag_view import TagView

_LOWEST = 190
_PAIRS: tuple[Pair, ...] = (
    (CustomerGroup.SIGNED, CustomerGroup.PROSPECTS),
    (CustomerGroup.SIGNED, CustomerGroup.LOST),
    (CustomerGroup.PROSPECTS, CustomerGroup.LOST),
)


class OddsCard(QFrame):
    """Emits the uid of a tag opened, the uids wished to be selected, another pair, and another minimum.

    ``minimum_tried`` is for looking, ``minimum_chosen`` for keeping.
    """

    tag_opened = Signal(str)
    selection_wished = Signal(object)
    pair_chosen = Signal(object)
    minimum_tried = Signal(int)
    minimum_chosen = Signal(int)
    copy_requested = Signal()
    picture_requested = Signal()

    def __init__(self, actions: Actions, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.setMinimumHeight(_LOWEST)
        self._appearance = appearance
        self._comparison: Comparison | None = None
        self._selected: frozenset[str] = frozenset()
        self.bars: TagView | None = None
        self._title = ShortenedLabel("section")
        self.pair_button = IconButton(
            "chevron-down", _("Compare"), look="filter_chip", name=_("Choose which groups are compared")
        )
        self.pair_button.clicked.connect(self._open_pairs)
        self.exchange = IconButton("arrow-left-right", look="quiet", name=_("Exchange the groups"))
        self.exchange.clicked.connect(actions["portrait.exchange"].trigger)
        self.minimum = MinimumLine()
        self.minimum.tried.connect(self.minimum_tried)
        self.minimum.chosen.connect(self.minimum_chosen)
        self._more = IconButton("ellipsis", look="quiet", name=_("Take out what sets the groups apart"))
        self._more.clicked.connect(lambda: self._open_menu(self._more, QPoint(0, self._more.height())))
        self._inside = QVBoxLayout(self)
        self._inside.setContentsMargins(14, 6, 8, 8)
        self._inside.setSpacing(2)
        self._inside.addLayout(self._head())
        appearance.changed.connect(self._dress)

    def show_comparison(self, comparison: Comparison, selected: frozenset[str], minimum: int) -> None:
        """Draw another comparison."""
        self._comparison, self._selected = comparison, selected
        self._title.show_text(comparison_title(comparison))
        self.minimum.show_value(minimum)
        self._draw()

    def select(self, uids: frozenset[str]) -> None:
        """Let the bars of these tags stand out."""
        if uids != self._selected:
            self._selected = uids
            self._draw()

    def _draw(self) -> None:
        if self._comparison is None:
            return
        if self.bars is None:
            self.bars = self._made_bars()
        self.bars.selected = self._selected
        self.bars.show_chart(self.maker(self._comparison, self._selected))

    @staticmethod
    def maker(comparison: Comparison, selected: frozenset[str] = frozenset()) -> "Maker":
        """Draws a comparison for a size and a theme."""
        from crmdesk.render.odds_bars import draw_odds_bars

        return partial(draw_odds_bars, comparison, selected)

    def _made_bars(self) -> "TagView":
        from crmdesk.render.tag_view import TagView

        bars = TagView(_("What sets the groups apart"), self._appearance.theme)
        bars.chosen.connect(self.tag_opened)
        bars.selection_wished.connect(self.selection_wished)
        bars.customContextMenuRequested.connect(lambda place: self._open_menu(bars, place))
        self._inside.addWidget(bars, 1)
        # Into the tab order where it stands, not where it was made.
        QWidget.setTabOrder(self._more, bars)
        return bars

    def _dress(self) -> None:
        if self.bars is not None:
            self.bars.set_theme(self._appearance.theme)

    def _open_pairs(self) -> None:
        menu = QMenu(self)
        for pair in _PAIRS:
            menu.addAction(caption(_pair_name(pair))).triggered.connect(
                lambda _on=False, pair=pair: self.pair_chosen.emit(pair)
            )
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.pair_button.mapToGlobal(QPoint(0, self.pair_button.height())))

    def _open_menu(self, widget: QWidget, place: QPoint) -> None:
        menu = QMenu(self)
        menu.addAction(_("Copy the numbers")).triggered.connect(self.copy_requested)
        menu.addAction(_("Save as a picture…")).triggered.connect(self.picture_requested)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(widget.mapToGlobal(place))

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self._title, 1)
        row.addWidget(label(_("Grey below"), "muted"))
        row.addWidget(self.minimum)
        row.addWidget(label(_("customers"), "muted"))
        row.addSpacing(6)
        for part in (self.pair_button, self.exchange, self._more):
            row.addWidget(part)
        return row


def _pair_name(pair: Pair) -> str:
    return _("{group} against {other}").format(group=group_name(pair[0]), other=group_name(pair[1]))
