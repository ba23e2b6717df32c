"""How things stand in the window: which commands make sense now, whether all is saved, what can be taken back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crmdesk.ui.commands.context import CUSTOMERS, CommandContext

# The window paints its first rows before any of this is loaded; see ``start_up``.
if TYPE_CHECKING:
    from crmdesk.ui.shell.main_window import MainWindow
    from crmdesk.ui.shell.open_workspace import OpenWorkspace


class Standing:
    """Looked at again whenever something was selected, changed, or brought to the front."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._can_undo = self._can_redo = self._has_sample = False

    def follow(self, opened: OpenWorkspace) -> None:
        """Look again whenever something happens in a workspace."""
        opened.customers.selection_changed.connect(self.update_commands)
        opened.customers.timeline.touch_selected.connect(self.update_commands)
        opened.touch_logged.connect(self.show_keeping)
        opened.touch_logged.connect(self.show_pace)
        self.show_pace()
        opened.bus.changed.connect(self.look_back)
        opened.exchange_busy_changed.connect(self.update_commands)
        opened.losses_selected.connect(self.update_commands)
        opened.tags_selected.connect(self.update_commands)

    def update_commands(self) -> None:
        """Enable the commands that make sense now."""
        window, opened = self._window, self._window.opened_or_none
        if opened is None:
            # While it is being opened whatever will make sense can be asked for already.
            coming = CommandContext(is_open=True, screen=CUSTOMERS, has_customer=True)
            window.commands.update_to(CommandContext() if window.start_up is None else coming)
            return
        self.show_keeping()
        window.commands.update_to(
            replace(
                opened.context(),
                screen=window.shown_screen,
                can_undo=self._can_undo,
                can_redo=self._can_redo,
                came_from=window.came_from,
                has_sample=self._has_sample,
            )
        )

    def look_back(self) -> None:
        """See what the journal can take back now."""
        services = self._window.opened.services
        self._can_undo = services.history.next_undo() is not None
        self._can_redo = services.history.next_redo() is not None
        self._has_sample = services.demo.is_present()
        self._window.frame_of_window.status.sample.setVisible(self._has_sample)
        self.update_commands()

    def show_pace(self) -> None:
        """Say at the foot how long this person takes to log a touch."""
        from crmdesk.ui.timeline.composer.stopwatch import LoggingTimes

        bench = self._window.opened.bench
        times = LoggingTimes(bench.view_state, bench.person.name)
        self._window.frame_of_window.status.show_pace(times.median, times.count)

    def show_keeping(self) -> None:
        """Say at the foot whether all is saved."""
        opened = self._window.opened_or_none
        if opened is None:
            return
        from crmdesk.ui.shell.status_bar import Keeping

        keeping = Keeping.DRAFT if opened.has_draft else Keeping.SAVED
        self._window.frame_of_window.status.show_keeping(Keeping.SAVING if opened.is_exchanging else keeping)
