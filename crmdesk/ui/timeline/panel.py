"""A customer's timeline: its weeks at a glance, chips that filter it, the list, and its states. Writes nothing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from crmdesk.domain.changes import Changes
from crmdesk.domain.errors import CrmError, NotFoundError
from crmdesk.domain.timeline import TimelineFilter
from crmdesk.domain.touch import Touch, TouchStatus
from crmdesk.domain.touch_verbs import verbs_of
from crmdesk.i18n import _
from crmdesk.qt.widgets.shrinking import ShrinkingFrame
from crmdesk.qt.widgets.state_stack import StateStack
from crmdesk.ui.commands.context import TouchSelection
from crmdesk.ui.timeline.attachments.file_actions import FileActions
from crmdesk.ui.timeline.attachments.file_deeds import FileDeeds
from crmdesk.ui.timeline.attachments.shown_files import ShownFiles
from crmdesk.ui.timeline.density_strip import DensityStrip
from crmdesk.ui.timeline.empty_states import show_state
from crmdesk.ui.timeline.filter_bar import FilterBar
from crmdesk.ui.timeline.folded_wording import FoldedWording
from crmdesk.ui.timeline.list_view import TimelineList
from crmdesk.ui.timeline.look import Look, keep_filter, keep_look, kept_filter, kept_look
from crmdesk.ui.timeline.model import TimelineModel
from crmdesk.ui.timeline.reading import TimelineReading
from crmdesk.ui.timeline.reading_actions import ReadingActions
from crmdesk.ui.timeline.rows import PINNED, Folded, RowSetting, rows_of
from crmdesk.ui.timeline.touch_actions import TouchActions, has_original
from crmdesk.ui.timeline.touch_wording import TouchWording
from crmdesk.ui.timeline.verb_actions import VerbActions
from crmdesk.ui.workbench import Workbench

_MINUTE = 60_000


class TimelinePanel(ShrinkingFrame):
    """``touch_selected`` carries the touch that commands speak of, or None. Reads itself again when something changes.

    How it is laid out, and which kinds of touches it hides, is remembered from customer to customer.
    """

    touch_selected = Signal(object)

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench, self._service = bench, bench.services.timeline
        self.reading = TimelineReading(self._service)
        self._words = TouchWording(bench.services.desk.clock)
        folded = FoldedWording(self._words, bench.services.desk.actor)
        self._opened: set[str] = set()
        self._names: dict[str, str] = {}
        self._look = kept_look(bench.view_state)
        self._day = self._words.today
        self.model = TimelineModel(self._words, folded, self)
        self.files = ShownFiles(bench, self)
        self.list = TimelineList(self.model, bench.appearance, (self._words, folded), self.files.painter)
        self.strip = DensityStrip(bench.appearance)
        self.filters = FilterBar()
        self.touch_actions = TouchActions(bench, self)
        self.reading_actions = ReadingActions(bench, self, folded)
        self.verb_actions = VerbActions(bench, self)
        self.file_actions = FileActions(bench, self, FileDeeds(bench, self.files, self))
        self.states = StateStack(self.list)
        # A message that is not shown must not take the room of what is written below.
        self.states.setMinimumHeight(self.list.minimumSizeHint().height())
        self._counting = QTimer(self, singleShot=True, interval=0)
        self._show_all = QAction(_("Show all"), self)
        self._try_again = QAction(_("Try again"), self)
        self._lay_out()
        self._connect()
        self._attempt(self._read_gap)
        self._show_rows()

    def show_customer(self, uid: str) -> None:
        """Show the latest touches of a customer; with an empty ``uid`` none."""
        if uid == self.reading.customer:
            self._attempt(self._read_again)
            return
        self._opened.clear()
        self.files.recordings.stop()
        self.files.forget()
        self.list.delegate.forget()
        self.list.clearSelection()
        self._attempt(lambda: self._begin(uid, kept_filter(self._bench.view_state)))

    def show_touch(self, uid: str) -> bool:
        """Scroll to a touch of the customer shown, however far back, and let it flash; says whether it is there."""
        self._attempt(lambda: self._show_after(lambda: self.reading.jump(uid)))
        self._unfold_around(uid)
        return self.list.go_to(uid)

    def show_loss(self, deal_uid: str) -> bool:
        """``show_touch`` for the entry that tells of a deal's latest loss."""
        return self.show_touch(self._service.loss_entry(deal_uid))

    def show_latest(self) -> None:
        """Go back to the latest touches, as after something was logged."""
        reading = self.reading
        if reading.page.has_newer:
            self._attempt(lambda: self._show_after(lambda: reading.begin(reading.customer, reading.wanted)))
        if self._look.oldest_first:
            self.list.scrollToBottom()
        else:
            self.list.scrollToTop()

    def show_nearest(self, day: date) -> bool:
        """``show_touch`` for what happened nearest to a day; says whether there was anything."""
        found: list[str] = []
        self._attempt(lambda: found.append(self.reading.nearest(day)))
        return bool(found and found[0]) and self.show_touch(found[0])

    def show_only_deal(self, uid: str, name: str) -> None:
        """Show what belongs to one deal; where that is so already, everything again."""
        self._names[uid] = name
        wanted = self.reading.wanted
        self._want(replace(wanted, deal="" if wanted.deal == uid else uid))

    def show_everything(self) -> None:
        """Let go of every filter."""
        self._want(TimelineFilter())

    def turn_over(self) -> None:
        """Let the other end come first."""
        self._lay_out_as(replace(self._look, oldest_first=not self._look.oldest_first), self.reading.wanted)

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
        can_hear = self.file_actions.recording() is not None
        if only is None:
            in_talk = self.list.selected_conversation() is not None
            return TouchSelection(len(touches), is_conversation=in_talk, has_recording=can_hear)
        return TouchSelection(
            1,
            is_planned=only.status is TouchStatus.PLANNED,
            is_written=not only.system,
            has_original=has_original(only),
            verbs=frozenset(verbs_of(only)),
            has_file=self.list.files.selected() is not None,
            has_recording=can_hear,
        )

    def _begin(self, customer: str, wanted: TimelineFilter) -> None:
        self.list.scrollToTop()
        self._show_after(lambda: self.reading.begin(customer, wanted, from_oldest=self._look.oldest_first))
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
        """What the weeks and the counts depend on: not on the kinds chosen."""
        return self.reading.customer, self.reading.wanted.of_any_kind()

    def _want(self, wanted: TimelineFilter) -> None:
        keep_filter(self._bench.view_state, wanted)
        self._attempt(lambda: self._begin(self.reading.customer, wanted))
        if self.filters.popup.isVisible():
            self._attempt(self._show_choices)

    def _lay_out_as(self, look: Look, wanted: TimelineFilter) -> None:
        """Show it in another way; what is in sight stays there where that can be."""
        before, self._look = self._look, look
        keep_look(self._bench.view_state, look)
        self.reading.folding = look.folding
        self.strip.show_lanes(shown=look.strip_lanes)
        if wanted != self.reading.wanted or look.oldest_first is not before.oldest_first:
            self._want(wanted)
        else:
            self._show_rows()

    def _read_gap(self) -> None:
        self._look = replace(self._look, gap=self._bench.services.configuration.company.company().gap)
        self.reading.folding = self._look.folding

    def _show_choices(self) -> None:
        if self.reading.customer:
            wanted = self.reading.wanted
            choices = self._service.choices(self.reading.customer, wanted)
            offered = (*choices.people, *choices.deals, *(each for kinds in choices.kinds.values() for each in kinds))
            self._names |= {choice.key: choice.name for choice in offered}
            self.filters.popup.show_choices(choices, wanted, self._day)

    def _unfold_around(self, uid: str) -> None:
        """Open the row that a touch shares with others."""
        if self.model.row_of(uid) is None:
            folded = (row.bundle for row in self.model.records if isinstance(row, Folded))
            keys = {bundle.key for bundle in folded if any(touch.uid == uid for touch in bundle.touches)}
            if keys:
                self._opened |= keys
                self._show_rows()

    def _choose_period(self, period: tuple[date, date] | None) -> None:
        since, until = period or (None, None)
        self._want(replace(self.reading.wanted, since=since, until=until))

    def _read_again(self) -> None:
        if self.reading.customer:
            self.files.forget()
            self._show_after(self.reading.again)
            self._counting.start()
            # What is selected may be something else now: done, moved, no longer planned.
            self.touch_selected.emit(self.selected_touch())

    def _count(self) -> None:
        reading = self.reading
        if reading.customer:
            self.strip.show_overview(self._service.overview(reading.customer), self._day)
            self.filters.show_counts(self._service.counts(reading.customer, reading.wanted))

    def _show_rows(self) -> None:
        reading, look = self.reading, self._look
        self.list.delegate.sought = reading.wanted.text
        self.strip.set_period(reading.wanted.since, reading.wanted.until)
        self.filters.show_wanted(reading.wanted, self._names_for(reading.wanted), self._day)
        self.filters.show_look(look)
        held = (*reading.page.touches, *reading.asides.planned, *reading.asides.pinned)
        setting = RowSetting(self._day, look, self._opened, self.files.of(held), self._answers(held))
        rows = rows_of(reading.page, reading.asides, setting)
        self._head.setVisible(bool(rows) or reading.wanted.hides)
        show_state(self.states, reading, self._bench.actions, self._show_all, rows=len(rows))
        is_cut_above = reading.page.has_older if look.oldest_first else reading.page.has_newer
        self.list.show_rows(rows, holds_top=not is_cut_above)

    def _answers(self, held: Sequence[Touch]) -> Mapping[str, Touch]:
        """By what the enquiries among them were answered."""
        enquiries = [touch for touch in held if touch.kind == "enquiry"]
        return self._bench.services.standings.answers(enquiries) if enquiries else {}

    def _names_for(self, wanted: TimelineFilter) -> Mapping[str, str]:
        """What is called how among what a filter asks for."""
        if not wanted.kinds <= self._names.keys():
            self._names |= {kind.key or kind.name: kind.name for kind in self._bench.services.touches.kinds()}
        return self._names

    def _near_edge(self) -> None:
        """Read on where an end is near to be seen."""
        older, newer = self.reading.grow_older, self.reading.grow_newer
        below, above = (newer, older) if self._look.oldest_first else (older, newer)
        if self.list.nears(end=True):
            self._attempt(lambda: self._show_more(below))
        elif self.list.nears(end=False):
            self._attempt(lambda: self._show_more(above))

    def _show_more(self, grow: Callable[[], bool]) -> None:
        if grow():
            self._show_rows()

    def _fold(self, key: object) -> None:
        """Show less of what shows all it has, and the other way round."""
        if key == PINNED:
            self._lay_out_as(replace(self._look, pins_folded=not self._look.pins_folded), self.reading.wanted)
            return
        # One that stands above because of its pin is opened together with itself below.
        self._opened ^= {str(key[1] if isinstance(key, tuple) else key)}
        self._show_rows()

    def _reload(self, changes: Changes) -> None:
        if self.reading.customer:
            self._attempt(lambda: self._reload_if_touched(changes))

    def _reload_if_touched(self, changes: Changes) -> None:
        if changes.everything or "setting" in changes.uids:
            self._read_gap()
            self._show_rows()
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
        self.filters.filter_opened.connect(lambda: self._attempt(self._show_choices))
        self.filters.look_menu.changed.connect(self._lay_out_as)
        self.strip.show_lanes(shown=self._look.strip_lanes)
        self._show_all.triggered.connect(self.show_everything)
        self._try_again.triggered.connect(lambda: self._attempt(self._read_again))
        self.files.thumbnails.made.connect(lambda _key: self.list.viewport().update())
        self.files.recordings.changed.connect(lambda recording: self.list.update_touch(recording.touch_uid))
        self.files.recordings.taken.connect(lambda: self.touch_selected.emit(self.selected_touch()))
        bench.appearance.changed.connect(self.list.viewport().update)
        bench.bus.changed.connect(self._reload)
        self._counting.timeout.connect(lambda: self._attempt(self._count))
        clock = QTimer(self, interval=_MINUTE)
        clock.timeout.connect(self._look_at_clock)
        clock.start()

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
