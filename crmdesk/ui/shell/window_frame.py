"""What is inside the window: the rail, the top bar, the screen in front, the foot. Made anew for another language."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from crmdesk.qt.appearance import Appearance
from crmdesk.qt.file_chooser import FileChooser
from crmdesk.qt.keyboard_origin import give_back
from crmdesk.qt.notices import Notice
from crmdesk.qt.tasks import TaskRunner
from crmdesk.ui.actions import Actions
from crmdesk.ui.commands.context import START
from crmdesk.ui.shell.drop_guide import DropGuide
from crmdesk.ui.shell.navigation_rail import NavigationRail
from crmdesk.ui.shell.palette.palette import Palette
from crmdesk.ui.shell.start_page import StartPage
from crmdesk.ui.shell.status_bar import StatusBar
from crmdesk.ui.shell.top_bar import TopBar


class WindowFrame(QWidget):
    """Knows no workspace. ``start_page_made`` brings the start page, which is made when it is first needed."""

    start_page_made = Signal(object)

    def __init__(
        self,
        actions: Actions,
        appearance: Appearance,
        runner: TaskRunner,
        files: FileChooser,
        me: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.rail = NavigationRail(actions, appearance, self)
        self.top_bar = TopBar(actions, appearance, self)
        self.status = StatusBar(actions, appearance, self)
        self.stack = QStackedWidget(self)
        self._start_page: StartPage | None = None
        self._made_with = actions, files, me
        self._left_at: dict[QWidget, QWidget] = {}
        self._lay_out()
        self.notice = Notice(self, self.rail)
        self.drop_guide = DropGuide(appearance, self)
        self.palette_of_commands = Palette(self.top_bar.search, actions, appearance, runner, self)

    @property
    def has_start_page(self) -> bool:
        """Whether the start page has been needed yet."""
        return self._start_page is not None

    @property
    def start_page(self) -> StartPage:
        """What is shown while no workspace is open."""
        if self._start_page is None:
            self._start_page = StartPage(*self._made_with, self.stack)
            self.stack.addWidget(self._start_page)
            self.start_page_made.emit(self._start_page)
        return self._start_page

    def show_place(self, workspace: Path) -> None:
        """A workspace is open: say which, and forget why others could not be opened."""
        self.status.show_place(workspace)
        if self._start_page is not None:
            self._start_page.show_error("")

    def show_screen(self, name: str, widget: QWidget) -> None:
        """Bring a screen to the front, and the keyboard to where it was left there."""
        if self.stack.indexOf(widget) < 0:
            self.stack.addWidget(widget)
        self.status.line.empty()
        before, focused = self.stack.currentWidget(), QApplication.focusWidget()
        if before is not None and focused is not None and before.isAncestorOf(focused):
            self._left_at[before] = focused
        self.stack.setCurrentWidget(widget)
        # Not on the button of the rail, so that the keys mean what is looked at.
        if before is not widget and name != START and not give_back(self._left_at.get(widget)):
            widget.setFocus()
        self.rail.show_screen(name)
        for part in (self.rail, self.top_bar, self.status):
            part.setVisible(name != START)

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.top_bar)
        right.addWidget(self.stack, 1)
        right.addWidget(self.status)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(right, 1)
