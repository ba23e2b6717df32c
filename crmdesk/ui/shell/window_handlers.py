"""What each command of the table does in the window. A test sees to it that none is missing."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from crmdesk.ui.commands import CUSTOMERS, LOSSES, Handlers
from crmdesk.ui.shell.open_workspace import OpenWorkspace

if TYPE_CHECKING:
    from crmdesk.ui.shell.main_window import MainWindow


def handlers_of(window: "MainWindow") -> Handlers:
    """The handlers by the ids of the commands."""

    def on(work: Callable[[OpenWorkspace], object]) -> Callable[[], object]:
        return lambda: work(window.opened)

    return {
        "workspace.new": window.chooser.make,
        "workspace.open": window.chooser.choose,
        "workspace.import": on(lambda opened: opened.tables.import_sheet()),
        "workspace.export": on(lambda opened: opened.tables.export_workbook()),
        "program.quit": window.close,
        "edit.undo": on(lambda opened: opened.operations.undo()),
        "edit.redo": on(lambda opened: opened.operations.redo()),
        "edit.search": window.focus_search,
        "view.customers": lambda: window.show_screen(CUSTOMERS),
        "view.losses": lambda: window.show_screen(LOSSES),
        "view.back": lambda: window.show_screen(LOSSES),
        "view.as_system": lambda: window.set_appearance(""),
        "view.light": lambda: window.set_appearance("light"),
        "view.dark": lambda: window.set_appearance("dark"),
        "customer.new": on(OpenWorkspace.new_customer),
        "touch.start": window.start_touch,
        "touch.save": on(lambda opened: opened.customers.save_touch()),
        "deal.new": on(OpenWorkspace.new_deal),
        "deal.win": on(OpenWorkspace.win_deal),
        "deal.mark_lost": on(OpenWorkspace.lose_deal),
        "deal.reopen": on(OpenWorkspace.reopen_deal),
    }
