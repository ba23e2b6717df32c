"""A chart of the lost pool on a card, with its title and controls, and what can be taken out of it.

pyqtgraph is large, so the chart is made when it is first shown. Knows neither the losses nor what a click leads to.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from crmdesk.i18n import _
from crmdesk.qt.appearance import Appearance
from crmdesk.qt.widgets.buttons import IconButton
from crmdesk.qt.widgets.labels import ShortenedLabel

if TYPE_CHECKING:
    from crmdesk.render.chart_view import ChartView, Maker

_LOWEST = 220


class ChartCard(QFrame):
    """Emits the key of the bar chosen, gone on from or opened, and what its menu is asked for."""

    bar_chosen = Signal(str)
    bar_entered = Signal(str)
    bar_opened = Signal(str)
    copy_requested = Signal()
    picture_requested = Signal()
    workbook_requested = Signal()

    def __init__(self, name: str, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.setMinimumHeight(_LOWEST)
        self._name, self._appearance = name, appearance
        self.chart: ChartView | None = None
        self.title = ShortenedLabel("section")
        self.title.show_text(name)
        self._head = QHBoxLayout()
        self._head.setContentsMargins(0, 0, 0, 0)
        self._head.setSpacing(2)
        self._head.addWidget(self.title, 1)
        self._more = IconButton("ellipsis", look="quiet", name=_("Take out the chart “{name}”").format(name=name))
        self._more.clicked.connect(lambda: self._open_menu(self._more.mapToGlobal(self._more.rect().bottomLeft())))
        self._head.addWidget(self._more)
        self._inside = QVBoxLayout(self)
        self._inside.setContentsMargins(14, 6, 8, 8)
        self._inside.setSpacing(2)
        self._inside.addLayout(self._head)
        appearance.changed.connect(self._dress)

    def add_control(self, widget: QWidget, *, first: bool = False) -> None:
        """Put a control beside the title, or before it."""
        self._head.insertWidget(0 if first else self._head.count() - 1, widget)

    def show_chart(self, make: "Maker") -> None:
        """Draw a chart, the same again for every size and theme."""
        if self.chart is None:
            from crmdesk.render.chart_view import ChartView

            self.chart = ChartView(self._name, self._appearance.theme)
            self.chart.chosen.connect(self.bar_chosen)
            self.chart.entered.connect(self.bar_entered)
            self.chart.opened.connect(self.bar_opened)
            self.chart.customContextMenuRequested.connect(self._open_menu_at)
            self._inside.addWidget(self.chart, 1)
            self.setFocusProxy(self.chart)
            # Into the tab order where it stands, not where it was made.
            QWidget.setTabOrder(self._more, self.chart)
        self.chart.show_chart(make)

    def _dress(self) -> None:
        if self.chart is not None:
            self.chart.set_theme(self._appearance.theme)

    def _open_menu_at(self, place: QPoint) -> None:
        if self.chart is not None:
            self._open_menu(self.chart.mapToGlobal(place))

    def _open_menu(self, place: QPoint) -> None:
        wishes: tuple[tuple[str, Callable[[], None]], ...] = (
            (_("Copy the numbers"), self.copy_requested.emit),
            (_("Save as a picture…"), self.picture_requested.emit),
            (_("Save as a workbook…"), self.workbook_requested.emit),
        )
        menu = QMenu(self)
        for text, wish in wishes:
            menu.addAction(text).triggered.connect(wish)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)


def save_chart(make: "Maker", out: Path, appearance: Appearance) -> None:
    """Write a chart as a picture.

    Raises ValidationError for another kind of file, UnwritableError when it cannot be written.
    """
    from crmdesk.render.picture import SIZE, save_picture

    save_picture(make(SIZE, appearance.theme), out)
