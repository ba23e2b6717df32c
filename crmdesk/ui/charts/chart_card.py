"""A chart on a card, with its title and controls, as a picture or as a table, and what is taken out.

pyqtgraph is large, so the chart is made when it is first shown. Knows neither what is counted nor what a click does.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from crmdesk.i18n import _
from crmdesk.qt.clipboard import put_rows
from crmdesk.qt.widgets.buttons import IconButton
from crmdesk.qt.widgets.labels import ShortenedLabel
from crmdesk.qt.widgets.state_stack import StateStack
from crmdesk.ui.charts.chart_grid import ChartGrid
from crmdesk.ui.charts.chart_picture import ChartPicture
from crmdesk.ui.picture_file import ask_picture_file, write_and_tell
from crmdesk.ui.workbench import Workbench

if TYPE_CHECKING:
    from crmdesk.render.chart_view import ChartView

_LOWEST = 220


class ChartCard(QFrame):
    """Emits the key of the mark chosen, gone on from or opened; ``table_switched`` asks for the other form."""

    bar_chosen = Signal(str)
    bar_entered = Signal(str)
    bar_opened = Signal(str)
    table_switched = Signal()

    def __init__(self, name: str, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.setMinimumHeight(_LOWEST)
        self._name, self._bench = name, bench
        self.picture: ChartPicture[Any] | None = None
        self.chart: ChartView | None = None
        self.grid: ChartGrid | None = None
        self._as_table = False
        self.title = ShortenedLabel("section")
        self.title.show_text(name)
        self._head = QHBoxLayout()
        self._head.setContentsMargins(0, 0, 0, 0)
        self._head.setSpacing(2)
        self._head.addWidget(self.title, 1)
        self._more = IconButton("ellipsis", look="quiet", name=_("Take out the chart “{name}”").format(name=name))
        self._more.clicked.connect(lambda: self._open_menu(self._more.mapToGlobal(self._more.rect().bottomLeft())))
        self._head.addWidget(self._more)
        self._pages = QStackedWidget()
        self.states = StateStack(self._pages)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(14, 6, 8, 8)
        inside.setSpacing(2)
        inside.addLayout(self._head)
        inside.addWidget(self.states, 1)
        bench.appearance.changed.connect(self._dress)

    def add_control(self, widget: QWidget, *, first: bool = False) -> None:
        """Put a control beside the title, or before it."""
        self._head.insertWidget(0 if first else self._head.count() - 1, widget)

    def show_picture(self, picture: ChartPicture[Any], *, as_table: bool) -> None:
        """Show a chart, as a picture or as a table, or the sentence that stands in its place."""
        self.picture, self._as_table = picture, as_table
        self.title.show_text(picture.title)
        if picture.instead:
            self.states.show_empty("list", picture.instead, " · ".join(picture.notes))
            return
        view = self._table_view() if as_table else self._chart_view()
        if as_table and self.grid is not None:
            summary = ". ".join((picture.title, *picture.notes, *picture.remarks))
            self.grid.show_table(picture.table(), summary)
        elif self.chart is not None:
            self.chart.show_chart(picture.maker())
        had_focus = any(other is not view and other.hasFocus() for other in (self.chart, self.grid) if other)
        self._pages.setCurrentWidget(view)
        self.setFocusProxy(view)
        self.states.show_content()
        if had_focus:
            view.setFocus()

    @property
    def as_table(self) -> bool:
        """Whether it is shown as a table."""
        return self._as_table

    def turn(self) -> None:
        """Show the same in the other form."""
        if self.picture is not None:
            self.show_picture(self.picture, as_table=not self._as_table)

    def show_busy(self, sentence: str) -> None:
        """Say that it is coming, unless an older picture can stay meanwhile."""
        if self.picture is None:
            self.states.show_busy(sentence)

    def show_failure(self, sentence: str) -> None:
        """Say what went wrong."""
        self.picture = None
        self.states.show_failure(sentence)

    def outline_where(self, is_chosen: Callable[[str], bool]) -> None:
        """Put an outline around the mark that is chosen, if one is."""
        if self.chart is not None and not self._as_table:
            self.chart.outline_where(is_chosen)

    def _chart_view(self) -> QWidget:
        if self.chart is None:
            from crmdesk.render.chart_view import ChartView

            self.chart = ChartView(self._name, self._bench.appearance.theme)
            self._follow(self.chart)
        return self.chart

    def _table_view(self) -> QWidget:
        if self.grid is None:
            self.grid = ChartGrid(self._name)
            self._follow(self.grid)
        return self.grid

    def _follow(self, view: "ChartView | ChartGrid") -> None:
        view.chosen.connect(self.bar_chosen)
        view.entered.connect(self.bar_entered)
        view.opened.connect(self.bar_opened)
        view.customContextMenuRequested.connect(lambda place: self._open_menu(view.mapToGlobal(place)))
        self._pages.addWidget(view)
        # Into the tab order where it stands, not where it was made.
        QWidget.setTabOrder(self._more, view)

    def _dress(self) -> None:
        if self.chart is not None:
            self.chart.set_theme(self._bench.appearance.theme)

    def _open_menu(self, place: QPoint) -> None:
        if self.picture is None:
            return
        wishes: tuple[tuple[str, Callable[[], None]], ...] = (
            (_("Show as a picture") if self._as_table else _("Show as a table"), self.table_switched.emit),
            (_("Copy the numbers"), self.copy_numbers),
            (_("Save as a picture…"), self.save_picture),
            (_("Save as a workbook…"), self.save_workbook),
        )
        menu = QMenu(self)
        for text, wish in wishes:
            menu.addAction(text).triggered.connect(wish)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def copy_numbers(self) -> None:
        """Put the table of the chart on the clipboard."""
        from crmdesk.render.chart_table import plain_cell

        if self.picture is None:
            return
        table = self.picture.table()
        rows = ([_plain(plain_cell(cell)) for cell in row] for row in table.rows)
        put_rows([table.headings, *rows])
        self._bench.notice.tell(_("The numbers of the chart are on the clipboard."))

    def save_picture(self) -> None:
        """Ask for a file and write the chart as PNG or SVG."""
        picture = self.picture
        out = ask_picture_file(self._bench, picture.title) if picture else None
        if picture is None or out is None:
            return

        def write() -> None:
            from crmdesk.render.picture import SIZE, save_picture

            save_picture(picture.maker(picture.title)(SIZE, self._bench.appearance.theme), out)

        write_and_tell(self._bench, write, out)

    def save_workbook(self) -> None:
        """Ask for a file and write the table of the chart, with a sheet of what was counted."""
        picture = self.picture
        if picture is None:
            return
        kinds, title = _("Excel workbook (*.xlsx)"), picture.title
        out = self._bench.files.save_file(self._bench.window, _("Save as a workbook"), f"{title}.xlsx", kinds, ".xlsx")
        if out is None:
            return
        from crmdesk.render.chart_table import plain_cell

        table, notes = picture.table(), [*picture.notes, *picture.remarks]
        rows = [[plain_cell(cell) for cell in row] for row in table.rows]
        exports = self._bench.services.exports
        work = lambda: exports.export_grid(out, title, table.headings, table.shares(), rows, notes)  # noqa: E731  # short
        write_and_tell(self._bench, work, out)


def _plain(cell: object) -> str:
    return "" if cell is None else str(cell)
