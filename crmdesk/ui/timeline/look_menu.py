"""The menu of how a timeline is laid out. Remembers nothing: it emits what a person wants."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QWidget

from crmdesk.domain.timeline import Lane, TimelineFilter
from crmdesk.domain.timeline_fold import Span
from crmdesk.i18n import _
from crmdesk.qt.plain_text import caption
from crmdesk.qt.widgets.choice_menu import ChoiceMenu
from crmdesk.ui.timeline.folded_wording import lane_name
from crmdesk.ui.timeline.look import LaneState, Look, lane_state, with_lane


class LookMenu(ChoiceMenu):
    """``changed`` carries a look and a filter: a hidden lane is one that is filtered out."""

    changed = Signal(object, object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._wanted = Look(), TimelineFilter()
        self._ticks: list[tuple[QAction, Callable[[], bool]]] = []
        for text, oldest_first in ((_("Newest first"), False), (_("Oldest first"), True)):
            self._add_order(text, oldest_first=oldest_first)
        self.addSeparator()
        for span in Span:
            self._add_span(span)
        self.addSeparator()
        self._choice(
            "conversations",
            _("Messages as conversations"),
            lambda: replace(self._look, folds_messages=not self._look.folds_messages),
            lambda: self._look.folds_messages,
        )
        self._choice(
            "strip_lanes",
            _("Weeks at a glance by kind"),
            lambda: replace(self._look, strip_lanes=not self._look.strip_lanes),
            lambda: self._look.strip_lanes,
        )
        self.addSeparator()
        for lane in Lane:
            self._add_lane(lane)

    def show_look(self, look: Look, wanted: TimelineFilter) -> None:
        """Tick what is so."""
        self._look, self._wanted = look, wanted
        for action, is_so in self._ticks:
            action.setChecked(is_so())

    def _add_order(self, text: str, *, oldest_first: bool) -> None:
        self._choice(
            f"oldest:{oldest_first}",
            text,
            lambda: replace(self._look, oldest_first=oldest_first),
            lambda: self._look.oldest_first is oldest_first,
        )

    def _add_span(self, span: Span) -> None:
        self._choice(
            f"span:{span}",
            span_name(span),
            lambda: replace(self._look, span=span),
            lambda: self._look.span is span,
        )

    def _add_lane(self, lane: Lane) -> None:
        menu = ChoiceMenu(caption(lane_name(lane)), self)
        self.addMenu(menu)
        states = QActionGroup(menu)
        for state in LaneState:
            states.addAction(self._lane_state(menu, lane, state))

    def _lane_state(self, menu: ChoiceMenu, lane: Lane, state: LaneState) -> QAction:
        action = self._tick(
            menu,
            f"lane:{lane}:{state}",
            _state_name(state),
            lambda: lane_state(lane, self._look, self._wanted) is state,
        )
        action.triggered.connect(lambda: self.changed.emit(*with_lane(lane, state, self._look, self._wanted)))
        return action

    def _choice(self, name: str, text: str, change: Callable[[], Look], is_so: Callable[[], bool]) -> None:
        action = self._tick(self, name, text, is_so)
        action.triggered.connect(lambda: self.changed.emit(change(), self._wanted))

    def _tick(self, menu: ChoiceMenu, name: str, text: str, is_so: Callable[[], bool]) -> QAction:
        action = menu.addAction(caption(text))
        action.setObjectName(name)
        action.setCheckable(True)
        self._ticks.append((action, is_so))
        return action


def span_name(span: Span) -> str:
    """What stands under one heading."""
    return {Span.DAY: _("By day"), Span.WEEK: _("By week"), Span.MONTH: _("By month")}[span]


def _state_name(state: LaneState) -> str:
    return {
        LaneState.SHOWN: _("Shown"),
        LaneState.FOLDED: _("Folded into lines"),
        LaneState.HIDDEN: _("Hidden"),
    }[state]
