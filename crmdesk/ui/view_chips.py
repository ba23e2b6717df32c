"""The views of a screen kept under names, as chips: chosen with a click, changed by menu and keys.

It reads and changes nothing: it asks.
"""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QToolButton, QWidget
from typing_extensions import override

from crmdesk.domain.saved_view import SavedView
from crmdesk.i18n import _
from crmdesk.qt.plain_text import caption, tool_tip
from crmdesk.qt.widgets.buttons import IconButton, filter_chip
from crmdesk.qt.widgets.flow_layout import FlowLayout

_SHOWN = 3
_WIDEST = 110


class ViewChips(QWidget):
    """``chosen`` brings the uid of a view, empty when the one shown is given up; the others bring uids as well.

    ``home`` gets the keyboard when the last chip goes.
    """

    chosen = Signal(str)
    save_requested = Signal()
    rename_requested = Signal(str)
    replace_requested = Signal(str)
    delete_requested = Signal(str)

    def __init__(self, home: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._home = home
        self._views: tuple[SavedView, ...] = ()
        self._active = ""
        self.chips: list[ViewChip] = []
        self.more = filter_chip()
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.save = IconButton("bookmark", _("Save this view…"), look="filter_chip")
        self.save.clicked.connect(self.save_requested)
        self._flow = FlowLayout(self)
        self._fill()

    def show_views(self, views: Sequence[SavedView], active: str, *, can_save: bool) -> None:
        """Show these, one of them as the one on the screen; what is there can be kept, or is kept already."""
        if (tuple(views), active) != (self._views, self._active):
            self._views, self._active = tuple(views), active
            self._fill()
        self.save.setVisible(can_save)
        self.setVisible(bool(views) or can_save)

    def _fill(self) -> None:
        while self._flow.takeAt(0) is not None:
            pass
        before = self.chips
        self.chips = [self._chip(view) for view in self._views[:_SHOWN]]
        for part in (*self.chips, self.more, self.save):
            self._flow.addWidget(part)
        for chip in self.chips:
            chip.show()
        self._pass_keyboard_on(before)
        for chip in before:
            chip.hide()
            chip.deleteLater()
        self._fill_more(self._views[_SHOWN:])

    def _pass_keyboard_on(self, before: Sequence["ViewChip"]) -> None:
        """To the same view or, where it is gone, its neighbour: the next key must not mean something else."""
        place = next((place for place, chip in enumerate(before) if chip.hasFocus()), None)
        if place is not None:
            same = [chip for chip in self.chips if chip.view.uid == before[place].view.uid]
            (*same, *self.chips[place:][:1], *self.chips[-1:], self._home)[0].setFocus()

    def _chip(self, view: SavedView) -> "ViewChip":
        chip = ViewChip(view, self)
        chip.setChecked(view.uid == self._active)
        chip.clicked.connect(lambda _on=False: self._choose(view))
        chip.rename_pressed.connect(lambda: self.rename_requested.emit(view.uid))
        chip.delete_pressed.connect(lambda: self.delete_requested.emit(view.uid))
        chip.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        chip.customContextMenuRequested.connect(lambda place: self._open_menu(view, chip.mapToGlobal(place)))
        return chip

    def _choose(self, view: SavedView) -> None:
        self.chosen.emit("" if view.uid == self._active else view.uid)

    def _fill_more(self, others: Sequence[SavedView]) -> None:
        """The views there is no room for, in a menu; the one on the screen with what can be done to it."""
        menu = QMenu(self.more)
        active = next((view for view in others if view.uid == self._active), None)
        menu.aboutToHide.connect(lambda: self.more.setChecked(active is not None))
        for view in others:
            action = menu.addAction(caption(view.name))
            action.setCheckable(True)
            action.setChecked(view is active)
            action.triggered.connect(lambda _on=False, view=view: self._choose(view))
        if active is not None:
            menu.addSeparator()
            self._add_deeds(menu, active)
        if (before := self.more.menu()) is not None:
            before.deleteLater()
        self.more.setMenu(menu)
        self.more.setText(caption(f"{active.name} ▾" if active else "▾"))
        self.more.setAccessibleName(active.name if active else _("More views"))
        self.more.setChecked(active is not None)
        self.more.setVisible(bool(others))

    def _open_menu(self, view: SavedView, place: QPoint) -> None:
        menu = QMenu(self)
        self._add_deeds(menu, view)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def _add_deeds(self, menu: QMenu, view: SavedView) -> None:
        menu.addAction(_("Rename view (F2)…")).triggered.connect(lambda: self.rename_requested.emit(view.uid))
        replace = menu.addAction(_("Keep what is shown now instead"))
        replace.setEnabled(view.uid != self._active)
        replace.triggered.connect(lambda: self.replace_requested.emit(view.uid))
        menu.addAction(_("Delete view (Delete)")).triggered.connect(lambda: self.delete_requested.emit(view.uid))


class ViewChip(QToolButton):
    """One view; F2 renames it, Delete deletes it."""

    rename_pressed = Signal()
    delete_pressed = Signal()

    def __init__(self, view: SavedView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = view
        self.setProperty("look", "filter_chip")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setText(caption(self.fontMetrics().elidedText(view.name, Qt.TextElideMode.ElideRight, _WIDEST)))
        self.setAccessibleName(_("View “{name}”").format(name=view.name))
        whose = _("{name} (only you see it)") if view.is_own else "{name}"
        self.setToolTip(tool_tip(whose.format(name=view.name)))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F2:
            self.rename_pressed.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_pressed.emit()
        else:
            super().keyPressEvent(event)
