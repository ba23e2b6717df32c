"""Ways through the window that lead over a screen: to look at a sheet, to what was found, to the backups."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from crmdesk.domain.customer_list import CustomerQuery
from crmdesk.domain.errors import CrmError
from crmdesk.domain.pool_look import PoolLook
from crmdesk.i18n import _
from crmdesk.qt.clipboard import holds_table
from crmdesk.qt.incoming_files import incoming
from crmdesk.ui.commands.context import CUSTOMERS, EXCHANGE, LOSSES, PORTRAIT, SETTINGS
from crmdesk.ui.shell.palette.rows import PaletteRow, RowKind

if TYPE_CHECKING:
    from crmdesk.ui.shell.main_window import MainWindow
    from crmdesk.ui.shell.open_workspace import OpenWorkspace

_BACKUPS = "backups"
"""The page of the settings that lists the backups."""


class Ways:
    """Each brings its screen to the front first."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window

    def follow(self, opened: "OpenWorkspace") -> None:
        """Go where the screens of a workspace lead."""
        opened.customer_actions.export_requested.connect(self.export_customers)
        opened.lost_deal_opened.connect(self.open_lost_deal)
        opened.met_deal_opened.connect(self.open_met_deal)
        opened.tagged_customers_opened.connect(self.open_tagged_customers)
        opened.tagged_customers_exported.connect(self.export_customers)
        opened.settings_requested.connect(self.show_settings)

    def search(self) -> None:
        """To the search field."""
        self._window.frame_of_window.palette_of_commands.focus()

    def open_quick_log(self) -> None:
        """To the small window in which touches are logged, over whatever is shown."""
        opened = self._window.opened_or_none
        if opened is None:
            self._window.notice.tell(_("Open a workspace first; touches are logged into it."))
            return
        # To make a window takes a moment, and what is half written elsewhere is not to wait for it.
        opened.customers.composer.keep()
        self._window.views.write()
        opened.open_quick_log()

    def start_touch(self) -> None:
        """To where a touch with the customer selected is written down."""
        if not self._window.opened.customers.isVisible():
            self._window.show_screen(CUSTOMERS)
        self._window.opened.customers.start_touch()

    def open_found(self, row: PaletteRow) -> None:
        """To a customer, a deal, a touch, a view or a page of the settings that was searched for."""
        if row.kind is RowKind.SETTING:
            self.show_settings(row.key)
            return
        if row.kind is RowKind.VIEW:
            self._open_view(row.key)
            return
        self._window.show_screen(CUSTOMERS)
        deal, touch = (row.key if row.kind is kind else "" for kind in (RowKind.DEAL, RowKind.TOUCH))
        self._window.opened.customers.open_customer(row.customer, deal, touch)

    def _open_view(self, uid: str) -> None:
        """To a view that is kept, on the screen it is of."""
        opened = self._window.opened
        try:
            view = opened.services.saved_views.view(uid)
        except CrmError as error:
            self._window.notice.tell(error.message)
            return
        is_of_pool = isinstance(view.query, PoolLook)
        self._window.show_screen(LOSSES if is_of_pool else CUSTOMERS)
        (opened.losses.views if is_of_pool else opened.customer_actions.views).open(uid)

    def open_lost_deal(self, customer: str, deal: str, touch: str) -> None:
        """To a deal from the charts of losses."""
        self._window.show_customers_from(LOSSES)
        self._window.opened.customers.read_on(customer, deal, touch)

    def open_met_deal(self, customer: str, deal: str, touch: str) -> None:
        """To a deal from the page of the competitors."""
        self._window.show_customers_from(SETTINGS)
        self._window.opened.customers.read_on(customer, deal, touch)

    def open_tagged_customers(self, query: CustomerQuery) -> None:
        """To the customers behind a word of the clouds."""
        self._window.show_customers_from(PORTRAIT)
        self._window.opened.customers.search(query.text)

    def import_files(self) -> None:
        """Choose files and look at them before importing them."""
        self._window.show_screen(EXCHANGE)
        self._window.opened.exchange.choose_files()

    def take_files(self, files: Sequence[Path]) -> None:
        """Look at files before importing them."""
        self._window.show_screen(EXCHANGE)
        self._window.opened.exchange.take_files(files)

    def paste_table(self) -> None:
        """Look at the rows on the clipboard before importing them; files go to the customer shown."""
        files, customers = incoming(QGuiApplication.clipboard().mimeData()), self._window.opened.customers
        shown = customers.selected_customer() if customers.isVisible() else None
        if files and shown is not None:
            customers.timeline.file_actions.deeds.attach_to_customer(shown.uid, files)
            return
        if not holds_table(QGuiApplication.clipboard().mimeData()):
            self._window.notice.tell(_("There is no table on the clipboard. Copy its rows in your spreadsheet first."))
            return
        self._window.show_screen(EXCHANGE)
        self._window.opened.exchange.paste()

    def export_workbook(self) -> None:
        """Choose what to write to a workbook, and where."""
        self._window.show_screen(EXCHANGE)
        self._window.opened.exchange.choose_export()

    def export_customers(self, uids: Sequence[str]) -> None:
        """Choose what to write of these customers, and where."""
        self._window.show_screen(EXCHANGE)
        self._window.opened.exchange.export_selection("customers", uids)

    def show_backups(self) -> None:
        """To the list of backups."""
        self.show_settings(_BACKUPS)

    def show_settings(self, page: str) -> None:
        """To one of the pages of the settings."""
        self._window.show_screen(SETTINGS)
        self._window.opened.settings.show_page(page)
