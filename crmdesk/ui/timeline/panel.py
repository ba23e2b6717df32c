"""A customer's timeline: its weeks at a glance, chips that filter it, the list, and its states. Writes nothing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from crmdesk.domain.changes import Changes
from crmdesk.domain.errors import CrmError, NotFoundError
from crmdesk.domain.timeline import TimelineFilter, TouchGroup
from crmdesk.domain.touch import Touch, TouchStatus
from crmdesk.i18n import _
from crmdesk.qt.widgets.shrinking import ShrinkingFrame
from crmdesk.qt.widgets.state_stack import StateStack
from crmdesk.ui.commands.context import TouchSelection
from crmdesk.ui.timeline.attachments.shown_files import ShownFiles
from crmdesk.ui.timeline.density_strip import DensityStrip
from crmdesk.ui.timeline.filter_bar import FilterBar
from crmdesk.ui.timeline.list_view import TimelineList
from crmdesk.ui.timeline.model import TimelineModel
from crmdesk.ui.timeline.reading import TimelineReading
from crmdesk.ui.timeline.rows import rows_of
from crmdesk.ui.timeline.touch_actions import TouchActions, has_original
from crmdesk.ui.timeline.touch_wording import TouchWording
from crmdesk.ui.workbench import Workbench

_MINUTE = 60_000
_GROUPS, _OPENED = "timeline.groups", "timeline.filter_opened"


class TimelinePanel(ShrinkingFrame):
    """``touch_selected`` carries the touch that commands speak of, or None. Reads itself again when something changes.

    What it hides is remembered from customer to customer, but for a deal, a period and words.
    """

    touch_selected = Signal(object)

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench, self._service = bench, bench.services.timeline
        self.reading = TimelineReading(self._service)
        self._words = TouchWording(bench.services.desk.clock)
        self._opened: set[str] = set()
        self._day = self._words.today
        self.model = TimelineModel(self._words, self)
        self.files = ShownFiles(bench, self)
        self.list = TimelineList(self.model, bench.appearance, self._words, self.files.painter)
        self.strip = DensityStrip(bench.appearance)
        self.filters = FilterBar()
        self.touch_actions = TouchActions(bench, self)
        self.states = StateStack(self.list)
        # A message that is not shown must not take the room of what is written below.
        self.states.setMinimumHeight(self.list.minimumSizeHint().height())
        self._counting = QTimer(self, singleShot=True, interval=0)
        self._show_all = QAction(_("Show all"), self)
        self._try_again = QAction(_("Try again"), self)
        self._lay_out()
        self._connect()
        self._show_rows()

    def show_customer(self, uid: str) -> None:
        """Show the latest touches of a customer; with an empty ``uid`` none."""
        if uid == self.reading.customer:
            self._attempt(self._read_again)
            return
        self._opened.clear()
        self.files.recordings.stop()
        self.list.delegate.forget()
        groups = frozenset(
            TouchGroup(name) for name in self._bench.view_state.texts(_GROUPS) if name in set(TouchGroup)
        )
        self.list.clearSelection()
        self._attempt(lambda: self._begin(uid, TimelineFilter(groups=groups)))

    def show_touch(self, uid: str) -> bool:
        """Scroll to a touch of the customer shown, however far back, and let it flash; says whether it is there."""
        self._attempt(lambda: self._show_after(lambda: self.reading.jump(uid)))
        return self.list.go_to(uid)

    def show_loss(self, deal_uid: str) -> bool:
        """``show_touch`` for the entry that tells of a deal's latest loss."""
        return self.show_touch(self._service.loss_entry(deal_uid))

    def show_latest(self) -> None:
        """Go back to the top, as after something was logged."""
        if self.reading.page.has_newer:
            self._attempt(lambda: self._begin(self.reading.customer, self.reading.wanted))
        self.list.scrollToTop()

    def selected_touch(self) -> Touch | None:
        """The touch that commands speak of, if it is just one."""
        touches = self.list.selected_touches()
        return touches[0] if len(touches) == 1 else None

    def selected_touches(self) -> tuple[Touch, ...]:
        """Everything selected, from the top."""
        return self.list.selected_touches()

    def selection(self) -> TouchSelection:
        """What is selected, as far as commands depend on it."""
        touches, only = self.list.selected_touches(), self.selected_touch()
        if only is None:
            return TouchSelection(len(touches))
        return TouchSelection(
            1,
            is_planned=only.status is TouchStatus.PLANNED,
            is_written=not only.system,
            has_original=has_original(only),
        )

    def _begin(self, customer: str, wanted: TimelineFilter) -> None:
        self.list.scrollToTop()
        self._show_after(lambda: self.reading.begin(customer, wanted))
        self.list.scrollToTop()

    def _show_after(self, read: Callable[[], object]) -> None:
        """Read something else, and show it."""
        before = self._counted
        read()
        self._day = self._words.today
        self._show_rows()
        if self._counted != before:
            # The list first, which is what a person looks at.
            self._counting.start()

    @property
    def _counted(self) -> tuple[str, TimelineFilter]:
        """What the weeks and the counts depend on: not on the groups chosen."""
        return self.reading.customer, replace(self.reading.wanted, groups=frozenset())

    def _want(self, wanted: TimelineFilter) -> None:
        self._bench.view_state.put(_GROUPS, tuple(sorted(wanted.groups)))
        self._attempt(lambda: self._begin(self.reading.customer, wanted))

    def _choose_period(self, period: tuple[date, date] | None) -> None:
        since, until = period or (None, None)
        self._want(replace(self.reading.wanted, since=since, until=until))

    def _read_again(self) -> None:
        if self.reading.customer:
            self._show_after(self.reading.again)
            self._counting.start()
            # What is selected may be something else now: done, moved, no longer planned.
            self.touch_selected.emit(self.selected_touch())

    def _count(self) -> None:
        reading = self.reading
        if reading.customer:
            self.strip.show_overview(self._service.overview(reading.customer), self._day)
            self.filters.show_counts(self._service.counts(reading.customer, reading.wanted))
            if self.filters.funnel.isChecked():
                self._show_deals()

    def _show_deals(self) -> None:
        if self.reading.customer:
            self.filters.show_deals(self._bench.services.customers.card(self.reading.customer).deals)

    def _show_rows(self) -> None:
        reading = self.reading
        self.strip.set_period(reading.wanted.since, reading.wanted.until)
        self.filters.show_wanted(reading.wanted, self._day)
        rows = rows_of(reading.page, reading.planned, self._day, self._opened)
        self._head.setVisible(bool(rows) or reading.wanted.hides)
        self._show_state(is_empty=not rows)
        self.list.show_rows(rows, holds_top=not reading.page.has_newer)

    def _show_state(self, *, is_empty: bool) -> None:
        reading = self.reading
        if not is_empty:
            self.states.show_content()
        elif not reading.customer:
            self.states.show_empty("users", _("No customer selected"), _("Choose one at the left."))
        elif reading.wanted.hides:
            self.states.show_empty(
                "funnel", _("Nothing fits"), _("What has happened is hidden by the filter above."), [self._show_all]
            )
        else:
            self.states.show_empty(
                "sticky-note",
                _("Nothing has happened yet"),
                _("Calls, messages and visits will stand here, the latest first."),
                self._bench.actions.several("touch.start"),
            )

    def _near_edge(self) -> None:
        """Read on where an end is near to be seen."""
        if self.list.nears(end=True):
            self._attempt(lambda: self._show_more(self.reading.grow_older))
        elif self.list.nears(end=False):
            self._attempt(lambda: self._show_more(self.reading.grow_newer))

    def _show_more(self, grow: Callable[[], bool]) -> None:
        if grow():
            self._show_rows()

    def _fold(self, uid: str) -> None:
        self._opened ^= {uid}
        self._show_rows()

    def _reload(self, changes: Changes) -> None:
        if self.reading.customer:
            self._attempt(lambda: self._reload_if_touched(changes))

    def _reload_if_touched(self, changes: Changes) -> None:
        touched = self._bench.services.customers.touched_by(changes)
        if touched is None or self.reading.customer in touched.uids:
            self._read_again()

    def _look_at_clock(self) -> None:
        """At midnight today becomes yesterday."""
        if self._words.today != self._day:
            self.list.delegate.forget()
            self._attempt(self._read_again)

    def _attempt(self, work: Callable[[], object]) -> None:
        try:
            work()
        except NotFoundError:
            # Deleted meanwhile; whoever chose the customer will choose another.
            return
        except CrmError as error:
            self.states.show_failure(error.message, [self._try_again])

    def _connect(self) -> None:
        bench = self._bench
        self.list.touch_selected.connect(lambda: self.touch_selected.emit(self.selected_touch()))
        self.list.edge_neared.connect(self._near_edge)
        self.list.folded.connect(self._fold)
        self.strip.period_chosen.connect(self._choose_period)
        self.filters.wanted_changed.connect(self._want)
        self.filters.funnel.setChecked(bool(bench.view_state.number(_OPENED)))
        self.filters.opened_changed.connect(self._open_filter)
        self._show_all.triggered.connect(lambda: self._want(TimelineFilter()))
        self._try_again.triggered.connect(lambda: self._attempt(self._read_again))
        self.files.thumbnails.made.connect(lambda _key: self.list.viewport().update())
        self.files.recordings.changed.connect(lambda recording: self.list.update_touch(recording.touch_uid))
        bench.appearance.changed.connect(self.list.viewport().update)
        bench.bus.changed.connect(self._reload)
        self._counting.timeout.connect(lambda: self._attempt(self._count))
        clock = QTimer(self, interval=_MINUTE)
        clock.timeout.connect(self._look_at_clock)
        clock.start()

    def _open_filter(self, opened: bool) -> None:  # noqa: FBT001  # a signal's slot
        self._bench.view_state.put(_OPENED, int(opened))
        if opened:
            self._attempt(self._show_deals)
            self.filters.words.setFocus()
        elif self.reading.wanted.text or self.reading.wanted.deal:
            self._want(replace(self.reading.wanted, text="", deal=""))

    def _lay_out(self) -> None:
        self._head = QFrame()
        self._head.setProperty("look", "bar")
        head = QVBoxLayout(self._head)
        head.setContentsMargins(20, 8, 20, 10)
        head.setSpacing(8)
        head.addWidget(self.strip)
        head.addWidget(self.filters)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head)
        layout.addWidget(self.states, 1)
