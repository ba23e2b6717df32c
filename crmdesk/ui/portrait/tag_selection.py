"""The tags selected in the portrait, the strip that names them, and what becomes of their customers."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Signal

from crmdesk.domain.customer_list import CustomerQuery
from crmdesk.domain.errors import CrmError
from crmdesk.domain.portrait import CustomerGroup, PortraitFilter, PortraitTag
from crmdesk.i18n import _
from crmdesk.qt.tasks import was_cancelled
from crmdesk.services.portrait import customers_with
from crmdesk.ui.portrait.selection_strip import SelectionStrip
from crmdesk.ui.view_dialog import keep_view
from crmdesk.ui.workbench import Workbench

_COUNTS, _EXPORT = "portrait_counts", "portrait_customers"


class TagSelection(QObject):
    """``changed`` comes with the uids; the customers wished are emitted as a query or, to be written, by uids."""

    changed = Signal(object)
    customers_opened = Signal(object)
    export_requested = Signal(object)

    def __init__(self, bench: Workbench, parent: QObject) -> None:
        super().__init__(parent)
        self._bench = bench
        self.strip = SelectionStrip(bench.actions)
        self.strip.cleared.connect(lambda: self.select(frozenset()))
        self.uids: frozenset[str] = frozenset()
        self._known: Mapping[str, PortraitTag] = {}
        self._wanted = PortraitFilter()

    def take(self, tags: Sequence[PortraitTag], wanted: PortraitFilter) -> None:
        """Select among these tags, of the customers of this period; those that are gone are selected no longer."""
        self._known, self._wanted = {tag.uid: tag for tag in tags}, wanted
        kept = self.uids & self._known.keys()
        if kept == self.uids:
            self._count()
        else:
            self.select(kept)

    def tag(self, uid: str) -> PortraitTag | None:
        """A tag by its uid, if it is there."""
        return self._known.get(uid)

    def select(self, uids: frozenset[str]) -> None:
        """Select tags instead of those before."""
        if uids != self.uids:
            self.uids = uids
            self._count()
            self.changed.emit(uids)

    def open(self) -> None:
        """Go to the customers of the selected tags."""
        if self.uids:
            self.customers_opened.emit(self._query())

    def save_view(self) -> None:
        """Keep the customers of the selected tags as a view."""
        if self.uids:
            keep_view(self._bench, self._query(), _(", ").join(tag.name for tag in self._tags()))

    def export(self) -> None:
        """Have the customers of the selected tags written."""
        listed, query = self._bench.services.customer_list, self._query()
        if self.uids:
            self._bench.runner.start(
                _EXPORT,
                lambda _watch: listed.uids(listed.ids(query)),
                done=self.export_requested.emit,
                failed=self._tell_error,
            )

    def _query(self) -> CustomerQuery:
        return customers_with(self._tags(), self.strip.groups, self._wanted)

    def _tags(self) -> list[PortraitTag]:
        return [tag for uid, tag in self._known.items() if uid in self.uids]

    def _count(self) -> None:
        """Name the tags, and count their customers beside the window."""
        tags, wanted = self._tags(), self._wanted
        self.strip.show_tags(tags)
        self.strip.show_counts({})
        if not tags:
            self._bench.runner.cancel(_COUNTS)
            return
        listed = self._bench.services.customer_list
        queries = {group: customers_with(tags, [group], wanted) for group in CustomerGroup}

        def count() -> Mapping[CustomerGroup, int]:
            return {group: len(listed.ids(query)) for group, query in queries.items()}

        self._bench.runner.start(_COUNTS, lambda _watch: count(), done=self.strip.show_counts, failed=self._tell_error)

    def _tell_error(self, error: CrmError) -> None:
        if not was_cancelled(error):
            self._bench.notice.tell(error.message)
