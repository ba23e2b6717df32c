"""The command palette: what is typed into the field is searched beside the window and shown in the list below it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from crmdesk.domain.errors import CrmError
from crmdesk.qt.appearance import Appearance
from crmdesk.qt.keyboard_origin import give_back
from crmdesk.qt.tasks import TaskRunner, Watch, was_cancelled
from crmdesk.ui.actions import Actions
from crmdesk.ui.shell.palette.field import PaletteField
from crmdesk.ui.shell.palette.popup import PalettePopup
from crmdesk.ui.shell.palette.rows import CommandTitles, PaletteRow, RowKind, first_rows, found_rows
from crmdesk.ui.shell.palette.setting_titles import SettingTitles
from crmdesk.ui.shell.palette.view_titles import titled, view_rows

if TYPE_CHECKING:
    from crmdesk.domain.saved_view import SavedView
    from crmdesk.services.finding import Findings, FoundCustomer
    from crmdesk.wiring import Services

    _Found = tuple[Findings, list[SavedView]]

SLOT = "palette"
_PAUSE = 40
"""Milliseconds without typing after which is searched."""


@dataclass(frozen=True, slots=True)
class _Scene:
    """The workspace searched, and who was opened lately."""

    services: "Services"
    recent: Callable[[], tuple[str, ...]]


class Palette(QObject):
    """Emits the row a person chose, a ``PaletteRow``; commands it runs by itself."""

    row_opened = Signal(object)

    def __init__(
        self, field: PaletteField, actions: Actions, appearance: Appearance, runner: TaskRunner, ground: QWidget
    ) -> None:
        super().__init__(field)
        self._field, self._actions, self._runner = field, actions, runner
        self._scene: _Scene | None = None
        self._from: QWidget | None = None
        self._enter_waits = False
        keys = {
            command.id: actions[command.id]
            .shortcut()
            .toString(actions[command.id].shortcut().SequenceFormat.NativeText)
            for command in actions.commands
        }
        self.titles = CommandTitles(actions.commands, keys)
        self._settings: SettingTitles | None = None
        self.popup = PalettePopup(appearance, ground)
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE)
        self._timer.timeout.connect(self._search)
        field.textChanged.connect(self._type)
        field.moved.connect(self._move)
        field.entered.connect(self._enter)
        field.left.connect(self.leave)
        field.focus_came.connect(self._open)
        field.focus_went.connect(self._close)
        self.popup.row_chosen.connect(self._choose)

    @property
    def is_searching(self) -> bool:
        """Whether what is shown is not yet what was asked for."""
        return self._timer.isActive() or self._runner.busy(SLOT)

    def serve(self, services: "Services", recent: Callable[[], tuple[str, ...]]) -> None:
        """Search this workspace; ``recent`` tells the uids of the customers opened lately."""
        self._scene = _Scene(services, recent)
        if self._field.hasFocus() and self._field.text():
            # Typed while the workspace was being opened.
            self._timer.start()
        else:
            self._field.empty()

    def focus(self) -> None:
        """Go to the field, ready to type over what is in it."""
        focused = QApplication.focusWidget()
        if focused is not self._field:
            self._from = focused
        self._field.setFocus()
        self._field.selectAll()
        self._open()

    def leave(self) -> None:
        """Close the list, empty the field, and give the keyboard back to where it was."""
        self._field.empty()
        self._close()
        if not give_back(self._from):
            self._field.clearFocus()
        self._from = None

    def _type(self, _text: str) -> None:
        self._enter_waits = False
        if self._field.hasFocus():
            self._timer.start()

    def _open(self) -> None:
        if not self.popup.isVisible():
            self._search()

    def _search(self) -> None:
        if self._scene is None:
            return
        services, query = self._scene.services, self._field.text()
        if not query.strip():
            uids = self._scene.recent()
            self._runner.start(
                SLOT, lambda _watch: services.finding.customers(uids), done=self._begin, failed=self._fail
            )
            return
        self._settings = self._settings or SettingTitles()
        offered = (*self.titles.titled(self._enabled()), *self._settings.titled)

        def find(_watch: Watch) -> "_Found":
            views = services.saved_views.views()
            return services.finding.find(query, (*offered, *titled(views))), views

        self._runner.start(SLOT, find, done=self._show, failed=self._fail)

    def _begin(self, recent: "tuple[FoundCustomer, ...]") -> None:
        self._present(first_rows(recent, self.titles.first_rows(self._enabled())))

    def _show(self, found_and_views: "_Found") -> None:
        found, views = found_and_views
        if self._scene is not None:
            settings = self._settings.rows(found.commands) if self._settings is not None else []
            today, kept = self._scene.services.desk.today(), view_rows(views, found.commands)
            self._present(found_rows(found, self.titles, settings, today, kept))

    def _fail(self, error: CrmError) -> None:
        if not was_cancelled(error):
            self._present([PaletteRow(RowKind.NOTE, error.message)])

    def _present(self, rows: list[PaletteRow]) -> None:
        if not self._field.hasFocus():
            return
        self.popup.show_rows(rows)
        self.popup.place_below(self._field)
        self.popup.show()
        if self._enter_waits:
            self._enter()

    def _enabled(self) -> list[str]:
        return [command.id for command in self._actions.commands if self._actions[command.id].isEnabled()]

    def _move(self, step: int) -> None:
        if self.popup.isVisible():
            self.popup.move_by(step)
        else:
            self._search()

    def _enter(self) -> None:
        # Whoever types fast means what is about to be found, not what was found for the letter before.
        if self.is_searching:
            self._enter_waits = True
            return
        self._enter_waits = False
        row = self.popup.current
        if self.popup.isVisible() and row is not None:
            self._choose(row)

    def _choose(self, row: PaletteRow) -> None:
        self.leave()
        if row.kind is RowKind.COMMAND:
            self._actions[row.key].trigger()
        else:
            self.row_opened.emit(row)

    def _close(self) -> None:
        self._timer.stop()
        self._enter_waits = False
        self.popup.hide()
