"""Scenes of the window itself: palette, dialogs, notices, an empty workspace, the first page."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtWidgets import QMenu

from crmdesk import paths
from crmdesk.i18n import _
from crmdesk.ui.gallery.customer_scenes import first_customer
from crmdesk.ui.gallery.scene import Scene, Step, command, hide_notice
from crmdesk.ui.shell.main_window import MainWindow
from crmdesk.ui.shell.new_workspace import SUFFIX, NewWorkspace


def window_scenes() -> tuple[Scene, ...]:
    """What is seen over every screen."""
    at_customer = (command("view.customers"), first_customer)
    dialogs = {"history": "edit.history", "bin": "edit.bin", "shortcuts": "help.shortcuts", "about": "help.about"}
    return (
        Scene("palette", (*at_customer, _search("")), (_leave_search,)),
        Scene("palette_found", (*at_customer, _search("al")), (_leave_search,)),
        Scene("palette_commands", (*at_customer, _search("customer")), (_leave_search,)),
        Scene("palette_none", (*at_customer, _search("qqqq")), (_leave_search,)),
        Scene("menu", (*at_customer, _open_menu)),
        Scene("notice", (*at_customer, _tell), (hide_notice,)),
        Scene("drop", (*at_customer, _drag), (lambda window: window.frame_of_window.drop_guide.hide(),)),
        *(Scene(name, (*at_customer, command(command_id))) for name, command_id in dialogs.items()),
        *_empty(),
        Scene("start", (command("workspace.new"),), (command("view.customers"),)),
    )


def _empty() -> tuple[Scene, ...]:
    """Every screen of a workspace in which nothing is yet."""
    detour = _Detour()
    screens = ("customers", "losses", "exchange")
    return tuple(
        Scene(f"empty_{screen}", (detour.begin, command(f"view.{screen}")), (detour.end,)) for screen in screens
    )


class _Detour:
    """Leads to an empty workspace beside the one that is open, and back."""

    def __init__(self) -> None:
        self._from: Path | None = None

    def begin(self, window: MainWindow) -> None:
        """Open the empty one."""
        desk = window.opened.services.desk
        self._from = desk.workspace.path
        empty = self._from.with_name(_("customers") + SUFFIX)
        if empty.exists():
            window.chooser.open(empty)
        else:
            window.chooser.make(NewWorkspace(empty, desk.actor, desk.currency, "Etc/UTC", ()))

    def end(self, window: MainWindow) -> None:
        """Open the other again."""
        if self._from is not None:
            window.chooser.open(self._from)


def _search(text: str) -> Step:
    def type_it(window: MainWindow) -> None:
        window.ways.search()
        window.top_bar.search.setText(text)

    return type_it


def _leave_search(window: MainWindow) -> None:
    window.frame_of_window.palette_of_commands.leave()


def _open_menu(window: MainWindow) -> None:
    bar = window.menuBar()
    title = bar.actions()[3]
    menu = title.menu()
    if isinstance(menu, QMenu):
        menu.popup(bar.mapToGlobal(bar.actionGeometry(title).bottomLeft()))


def _tell(window: MainWindow) -> None:
    window.notice.tell(_("Logged on the timeline."), _("Undo"))


def _drag(window: MainWindow) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(paths.resource_folder("samples") / "pipeline.csv"))])
    frame = window.frame_of_window
    frame.drop_guide.show_for(data, frame.rect().center())
