"""What is inside the window: the rail, the top bar, the screen in front, the foot. Made anew for another language."""

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
    """Begins with the start page; knows no workspace."""

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
        self.start_page = StartPage(actions, files, me, self.stack)
        self._left_at: dict[QWidget, QWidget] = {}
        self.stack.addWidget(self.start_page)
        self._lay_out()
        self.notice = Notice(self, self.rail)
        self.drop_guide = DropGuide(self)
        self.palette_of_commands = Palette(self.top_bar.search, actions, appearance, runner, self)

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
