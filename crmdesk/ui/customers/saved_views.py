"""The views of the list of customers kept under names: chosen, saved, renamed, changed, deleted."""

from PySide6.QtCore import QObject

from crmdesk.domain.changes import Changes
from crmdesk.domain.customer_list import CustomerQuery
from crmdesk.domain.errors import CrmError
from crmdesk.domain.saved_view import SavedView
from crmdesk.i18n import _
from crmdesk.ui.customers.filter_bar import FilterBar
from crmdesk.ui.view_dialog import keep_view, rename_view
from crmdesk.ui.workbench import Workbench


class SavedViews(QObject):
    """Every change is one operation; what is on the screen is a view while nothing of it is changed."""

    def __init__(self, bench: Workbench, bar: FilterBar) -> None:
        super().__init__(bar)
        self._bench, self._bar, self._service = bench, bar, bench.services.saved_views
        self._views: list[SavedView] = []
        bar.query_changed.connect(lambda _query: self._show())
        bar.views.chosen.connect(self.open)
        bar.views.save_requested.connect(self.save)
        bar.views.rename_requested.connect(self.rename)
        bar.views.replace_requested.connect(self.replace)
        bar.views.delete_requested.connect(self.delete)
        bench.bus.changed.connect(self._follow)
        self._read()

    @property
    def active(self) -> SavedView | None:
        """The view on the screen."""
        return next((view for view in self._views if view.query == self._bar.query), None)

    def open(self, uid: str) -> None:
        """Show the customers of a view; with an empty uid all of them, in the order they are in."""
        view = self._view(uid)
        query = self._bar.query
        if view is not None:
            self._bar.ask_for(view.query)
        elif not uid:
            self._bar.ask_for(CustomerQuery(sort=query.sort, descending=query.descending))

    def save(self) -> None:
        """Ask for a name, and keep what is listed under it."""
        keep_view(self._bench, self._bar.query)

    def rename(self, uid: str) -> None:
        """Ask for another name of a view."""
        if (view := self._view(uid)) is not None:
            rename_view(self._bench, view)

    def replace(self, uid: str) -> None:
        """Let a view show what is listed now."""
        if (view := self._view(uid)) is not None:
            query, told = self._bar.query, _("“{name}” shows what is listed now.").format(name=view.name)
            self._bench.operations.attempt(lambda: self._service.change(uid, query), told)

    def delete(self, uid: str) -> None:
        """Keep a view no longer; a notice offers to take it back."""
        if (view := self._view(uid)) is not None:
            told = _("The view “{name}” is deleted.").format(name=view.name)
            self._bench.operations.attempt(lambda: self._service.delete(uid), told)

    def _view(self, uid: str) -> SavedView | None:
        return next((view for view in self._views if view.uid == uid), None)

    def _follow(self, changes: Changes) -> None:
        if changes.everything or {"saved_view", "member"} & changes.uids.keys():
            self._read()

    def _read(self) -> None:
        try:
            self._views = self._service.views()
        except CrmError as error:
            self._bench.notice.tell(error.message)
        self._show()

    def _show(self) -> None:
        active, query = self.active, self._bar.query
        can_save = active is None and not query.is_everybody
        self._bar.views.show_views(self._views, active.uid if active else "", can_save=can_save)
