"""What somebody in front of a window sees, and where it is: texts on widgets, rows of lists and tables, menus, bars."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from PySide6.QtCore import QAbstractListModel, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QMenuBar,
    QPlainTextEdit,
    QWidget,
)

from crmdesk.render.chart_view import ChartView
from crmdesk.ui.customers.stage_bar import StageBar


@dataclass(frozen=True)
class Thing:
    """Something that can be pointed at: its words, and a place in the middle of it; of a row, the first cell's end."""

    words: tuple[str, ...]
    widget: QWidget
    place: QPoint
    end: QPoint = field(default_factory=QPoint)

    def says(self, words: str) -> bool:
        """Whether it is called so."""
        return words in self.words

    @property
    def is_on_top(self) -> bool:
        """Whether a pointer at its place meets it, and nothing that lies over it."""
        window = self.widget.window()
        met = window.childAt(self.widget.mapTo(window, self.place)) or window
        return met is self.widget or self.widget.isAncestorOf(met)


def layers_of(window: QWidget) -> list[QWidget]:
    """What can be clicked on now, the uppermost first: a menu or list that pops up, then the dialog or the window."""
    popup = QApplication.activePopupWidget()
    below = in_front(window)
    return [popup, below] if popup is not None else [below]


def in_front(window: QWidget) -> QWidget:
    """The window that has the keyboard: a dialog, or a small window of ``window``, or that itself."""
    active = QApplication.activeWindow()
    small = active if active is not None and active.isWindow() and active.parentWidget() is window else None
    return QApplication.activeModalWidget() or small or window


def spoken_name(widget: QWidget) -> str:
    """What a screen reader calls it."""
    if isinstance(widget, QComboBox):
        # Qt tells its value in the place of its name where another relation tells the name.
        return widget.accessibleName()
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface is not None else ""


def things_in(*tops: QWidget) -> Iterator[Thing]:
    """Everything in sight that can be pointed at."""
    for widget in (widget for top in tops for widget in _shown_below(top)):
        if _is_in_sight(widget):
            if isinstance(widget, (QMenu, QMenuBar)):
                yield from _entries(widget)
            texts = (_shown(widget), spoken_name(widget))
            yield Thing(tuple(_plain(text) for text in texts if text), widget, widget.rect().center())


def texts_in(*tops: QWidget) -> Iterator[str]:
    """Everything in sight that can be read."""
    for thing in things_in(*tops):
        yield from thing.words
        if isinstance(thing.widget, QAbstractItemView):
            for row in rows_in(thing.widget):
                yield from row.words
        if isinstance(thing.widget, ChartView):
            yield thing.widget.accessibleDescription()


def rows_in(view: QAbstractItemView) -> Iterator[Thing]:
    """The cells of a list or a table that are in sight; each knows all words of its row."""
    model, area = view.model(), view.viewport().rect()
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
    for row in range(model.rowCount()):
        indexes = [model.index(row, column) for column in range(columns)]
        places = [view.visualRect(index).intersected(area) for index in indexes]
        seen = [place for place in places if not place.isEmpty()]
        if not seen:
            if any(view.visualRect(index).top() > area.bottom() for index in indexes):
                return
            continue
        roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        words = [index.data(role) for index in indexes for role in roles]
        end = QPoint(seen[0].right(), seen[0].center().y())
        yield Thing(tuple(str(word) for word in words if word), view.viewport(), seen[0].center(), end)


def bars_in(chart: ChartView) -> Iterator[Thing]:
    """The bars of a chart by what stands beside the pointer on them."""
    for bar in chart.bars():
        tip = chart.chart.tip(bar.key) if chart.chart else ""
        yield Thing((tip, tip.split(" · ")[0]), chart.viewport(), bar.rect.center().toPoint())


def stages_in(*tops: QWidget, name: str) -> Iterator[Thing]:
    """The segments of a deal's stages that are called so."""
    for bar in (bar for top in tops for bar in top.findChildren(StageBar) if _is_in_sight(bar)):
        stages = bar.progress.stages if bar.progress else ()
        for stage, place in zip(stages, bar.segments(), strict=True):
            if stage.name == name and not place.isEmpty():
                yield Thing((name,), bar, place.center().toPoint())


def _shown_below(top: QWidget) -> Iterator[QWidget]:
    """It and what is shown in it. Most of a window is hidden, and nothing that is hidden is looked into."""
    if top.isVisible():
        yield top
        for child in top.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            yield from _shown_below(child)


def _is_in_sight(widget: QWidget) -> bool:
    """Whether it is shown and some of it is not scrolled away."""
    shown, area, above = widget.isVisible(), widget.rect(), widget
    while shown and not area.isEmpty() and not above.isWindow() and above.parentWidget() is not None:
        area.translate(above.pos())
        above = above.parentWidget()
        area &= above.rect()
    return shown and not area.isEmpty()


def _entries(menu: QMenu | QMenuBar) -> Iterator[Thing]:
    for action in menu.actions():
        if action.isVisible() and action.isEnabled():
            yield Thing((_plain(action.text()),), menu, menu.actionGeometry(action).center())


def _shown(widget: QWidget) -> str:
    if isinstance(widget, (QLabel, QAbstractButton)):
        return widget.text()
    if isinstance(widget, QLineEdit):
        return widget.text() or widget.placeholderText()
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText() or widget.placeholderText()
    return widget.currentText() if isinstance(widget, QComboBox) else ""


def _plain(text: str) -> str:
    """Without what marks a letter as a key."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").split("\t")[0].strip()
