"""What each command of the table does in the window. A test sees to it that none is missing."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from crmdesk.ui.commands.command import Handlers
from crmdesk.ui.commands.context import CUSTOMERS, LOSSES
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
        "customer.new": on(lambda opened: opened.customer_actions.add()),
        "touch.start": window.start_touch,
        "touch.save": on(lambda opened: opened.customers.save_touch()),
        "deal.new": on(lambda opened: opened.deal_actions.add()),
        "deal.win": on(lambda opened: opened.deal_actions.win()),
        "deal.mark_lost": on(lambda opened: opened.deal_actions.lose()),
        "deal.reopen": on(lambda opened: opened.deal_actions.reopen()),
    }
