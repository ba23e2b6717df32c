"""What commands do to the customers selected: ask where something must be asked, then have it done."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QMimeData, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMenu

from crmdesk.domain.changes import Changes
from crmdesk.domain.customer_list import CustomerQuery
from crmdesk.domain.errors import CrmError
from crmdesk.i18n import _, ngettext
from crmdesk.qt.plain_text import caption
from crmdesk.qt.tasks import Watch
from crmdesk.services.customers import NewCustomer
from crmdesk.services.duplicates import Likeness
from crmdesk.ui import wording
from crmdesk.ui.bulk_work import AT_ONCE, BULK, BulkWork, Work
from crmdesk.ui.customers.bulk_dialogs import TagDialog, TagWish, about_customers, going_along
from crmdesk.ui.customers.copied_rows import copied_rows
from crmdesk.ui.customers.customer_list import CustomerList
from crmdesk.ui.customers.filter_bar import FilterBar
from crmdesk.ui.owner_dialog import OwnerDialog
from crmdesk.ui.saved_views import SavedViews, ViewedScreen
from crmdesk.ui.workbench import Workbench

if TYPE_CHECKING:
    from crmdesk.ui.customers.handover import Handover

_ALIKE = "alike"
_Read = TypeVar("_Read")
_MENU = (
    "customer.rename",
    "customer.tag",
    "customer.owner",
    "customer.copy",
    "customer.export",
    "customer.handover",
    "customer.delete",
)


class CustomerActions(QObject):
    """``export_requested`` brings the uids of the customers to be written, in the order of the list."""

    export_requested = Signal(object)

    def __init__(self, bench: Workbench, listed: CustomerList) -> None:
        super().__init__(bench.window)
        self._bench, self._list, self._bulk = bench, listed, bench.services.bulk
        self._many = BulkWork(bench, self)
        self.views = SavedViews(bench, listed.filter.views, _viewed(listed.filter))
        listed.filter.query_changed.connect(lambda _query: self.views.show())
        listed.form.submitted.connect(self._add)
        listed.form.likeness_requested.connect(self._compare)
        listed.renamed.connect(self._rename)
        listed.view.customContextMenuRequested.connect(self._show_menu)
        self._give_keys()

    def add(self) -> None:
        """Let a customer be entered at the head of the list."""
        self._list.form.begin()

    def filter(self) -> None:
        """Go to the field to filter by."""
        self._list.filter.field.setFocus()
        self._list.filter.field.selectAll()

    def show_all(self) -> None:
        """Give up every filter."""
        self._list.filter.ask_for(CustomerQuery())

    def tag(self) -> None:
        """Ask for tags to put on and to take off, and do it."""
        ids = self._list.selected_ids()
        dialog = TagDialog(len(ids), self._bulk.tag_names(), self._bulk.new_tags, self._bench.window)

        def change(wish: TagWish) -> None:
            def work(watch: Watch) -> Changes:
                return self._bulk.change_tags(
                    ids, add=wish.add, remove=wish.remove, progress=watch.progress, cancelled=watch.cancelled
                )

            told = ngettext("Tags of {n} customer changed.", "Tags of {n} customers changed.", len(ids))
            self._do(work, told, len(ids), dialog.finish)

        dialog.submitted.connect(change)
        dialog.open_once()

    def give(self) -> None:
        """Ask for an owner and give the customers to them."""
        ids = self._list.selected_ids()
        self._read(len(ids), lambda: self._bulk.deals_going_along(ids), lambda deals: self._ask_owner(ids, deals))

    def delete(self) -> None:
        """Move the customers to the bin; a notice offers to take it back."""
        ids, only = self._list.selected_ids(), self._list.selected()
        if len(ids) == 1 and only is not None:
            told = _("“{name}” moved to the bin.").format(name=only.name)
            self._bench.operations.attempt(lambda: self._bench.services.customers.delete(only.uid), told)
        elif ids:
            told = ngettext("{n} customer moved to the bin.", "{n} customers moved to the bin.", len(ids))
            self._do(
                lambda watch: self._bulk.delete(ids, progress=watch.progress, cancelled=watch.cancelled),
                told,
                len(ids),
                self._tell_error,
            )

    def copy(self) -> None:
        """Put the rows selected on the clipboard, as a table."""
        ids, services = self._list.selected_ids(), self._bench.services

        def copied(found: tuple[str, str]) -> None:
            data = QMimeData()
            data.setText(found[0])
            data.setHtml(found[1])
            QGuiApplication.clipboard().setMimeData(data)
            told = ngettext("{n} row copied.", "{n} rows copied.", len(ids))
            self._bench.notice.tell(told.format(n=wording.number(len(ids))))

        def read() -> tuple[str, str]:
            lines = services.customer_list.lines(ids)
            return copied_rows((lines[each] for each in ids if each in lines), services.desk.today())

        self._read(len(ids), read, copied)

    def export(self) -> None:
        """Have what is selected written, or all that is listed where that is one customer only."""
        ids = self._list.selected_ids()
        chosen = ids if len(ids) > 1 else list(self._list.ids_on_screen())
        listed = self._bench.services.customer_list
        self._read(len(chosen), lambda: listed.uids(chosen), self.export_requested.emit)

    def hand_over(self) -> None:
        """Show what whoever takes the customer over must know."""
        customer = self._list.selected()
        if customer is not None:
            self.handover.begin(customer)

    def show_promptness(self) -> None:
        """Show how soon we answer and how we keep promises."""
        from crmdesk.ui.customers.promptness_dialog import show_promptness

        show_promptness(self._bench)

    @cached_property
    def handover(self) -> "Handover":
        """What leads through it; few ever hand over, so nobody else should have to load it."""
        from crmdesk.ui.customers.handover import Handover

        return Handover(self._bench)

    def _ask_owner(self, ids: Sequence[int], deals: int) -> None:
        dialog = OwnerDialog(
            f"{about_customers(len(ids))} {going_along(deals)}", self._bulk.people(), self._bench.window
        )

        def change(owner: str) -> None:
            def work(watch: Watch) -> Changes:
                return self._bulk.change_owner(ids, owner, progress=watch.progress, cancelled=watch.cancelled)

            told = ngettext("Owner of {n} customer changed.", "Owner of {n} customers changed.", len(ids))
            self._do(work, told, len(ids), dialog.finish)

        dialog.submitted.connect(change)
        dialog.open_once()

    def _add(self, new: NewCustomer) -> None:
        alike: list[str] = []

        def add() -> Changes:
            customer, changes, likenesses = self._bench.services.customers.add_customer(new)
            alike.extend(likeness.second.name for likeness in likenesses)
            self._list.open_after_change(customer.uid)
            return changes

        error = self._bench.operations.perform(add, _("Added: {name}").format(name=new.name.strip()))
        self._list.form.finish(error)
        if alike and error is None:
            self._bench.notice.tell(
                _("Added, but “{name}” is here already and may be the same.").format(name=alike[0]),
                _("Undo"),
                self._bench.operations.undo,
            )

    def _compare(self, name: str, phone: str) -> None:
        """See whom a customer that is being entered may be the same as; a number half typed is like no other."""

        def told(found: list[Likeness]) -> None:
            self._list.form.show_alike(found[0].second.name if found else "")

        customers = self._bench.services.customers
        if len(name.strip()) > 1 or phone.strip():
            self._bench.runner.start(
                _ALIKE,
                lambda _watch: customers.likely_same(name, phone),
                done=told,
                failed=lambda _error: told([]),
            )
        else:
            told([])

    def _rename(self, row_id: int, name: str) -> None:
        [uid] = self._bench.services.customer_list.uids([row_id]) or [""]
        told = _("Renamed: {name}").format(name=name.strip())
        error = self._bench.operations.perform(lambda: self._bench.services.customers.rename(uid, name), told)
        if error is not None:
            self._list.view.refuse(error.message)

    def _do(self, work: Work, told: str, count: int, finished: Callable[[CrmError | None], None]) -> None:
        doing = ngettext("Changing {n} customer…", "Changing {n} customers…", count)
        self._many.do(work, count, doing=doing, told=told, finished=finished)

    def _read(self, count: int, read: Callable[[], _Read], told: Callable[[_Read], None]) -> None:
        """Read a few at once, many off the window's thread."""
        if count > AT_ONCE:
            self._bench.runner.start(BULK, lambda _watch: read(), done=told, failed=self._tell_error)
            return
        try:
            told(read())
        except CrmError as error:
            self._tell_error(error)

    def _tell_error(self, error: CrmError | None) -> None:
        if error is not None:
            self._bench.notice.tell(error.message)

    def _show_menu(self, place: QPoint) -> None:
        view = self._list.view
        if not view.selected_count():
            return
        menu: QMenu = self._bench.actions.context_menu(view, *_MENU)
        menu.popup(view.viewport().mapToGlobal(place))

    def _give_keys(self) -> None:
        """Keys that mean the customers only while the list has the keyboard."""
        keys = {"customer.delete": QKeySequence.StandardKey.Delete, "customer.copy": QKeySequence.StandardKey.Copy}
        for command, key in keys.items():
            action = QAction(caption(self._bench.actions[command].text()), self._list.view)
            action.setShortcut(QKeySequence(key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(self._bench.actions[command].trigger)
            self._list.view.addAction(action)


def _viewed(bar: FilterBar) -> ViewedScreen[CustomerQuery]:
    """The list of customers as a screen whose views are kept; all of them are shown in the order they are in."""
    return ViewedScreen(
        shown=lambda: bar.query,
        is_plain=lambda: bar.query.is_everybody,
        show=bar.ask_for,
        show_all=lambda: bar.ask_for(CustomerQuery(sort=bar.query.sort, descending=bar.query.descending)),
    )
