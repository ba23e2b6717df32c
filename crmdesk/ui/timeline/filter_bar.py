"""The chips that choose what of a timeline is seen, with counts; behind a funnel a deal and words to look for.

Remembers nothing and reads nothing: it emits a wish whenever a person changes it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QSignalBlocker, QSize, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from crmdesk.domain.deal import Deal
from crmdesk.domain.timeline import TimelineFilter, TouchGroup
from crmdesk.i18n import _
from crmdesk.qt.plain_text import tool_tip
from crmdesk.qt.widgets.buttons import IconButton
from crmdesk.qt.widgets.combo import Combo
from crmdesk.qt.widgets.fields import SearchField
from crmdesk.qt.widgets.flow_layout import GAP, FlowLayout
from crmdesk.ui import wording
from crmdesk.ui.timeline.touch_wording import group_name

_ICONS = {
    TouchGroup.CALLS: "phone",
    TouchGroup.MESSAGES: "message-square",
    TouchGroup.VISITS: "map-pin",
    TouchGroup.DOCUMENTS: "file-text",
    TouchGroup.VOICE: "message-square-quote",
    TouchGroup.NOTES: "sticky-note",
    TouchGroup.STAGES: "arrow-right",
}
_ICON_SIZE = 14
_PAUSE = 250
_DEAL_WIDTH = 200


class FilterBar(QWidget):
    """``wanted_changed`` carries the filter as a person left it; ``opened_changed`` whether more of it is shown."""

    wanted_changed = Signal(object)
    opened_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wanted = TimelineFilter()
        self._counts: Mapping[TouchGroup, int] = {}
        self.all = self._chip("list", _("All"))
        self.all.clicked.connect(lambda: self._want(replace(self._wanted, groups=frozenset())))
        self.groups = {group: self._chip(_ICONS[group], group_name(group)) for group in TouchGroup}
        for group, chip in self.groups.items():
            chip.setObjectName(group)
            chip.clicked.connect(lambda _checked=False, group=group: self._switch(group))
        self.period = IconButton("x", _("Period"), look="filter_chip", name=_("Show every day again"))
        self.period.clicked.connect(lambda: self._want(replace(self._wanted, since=None, until=None)))
        self.funnel = IconButton("funnel", look="filter_chip", name=_("Filter by deal or words"))
        self.funnel.setCheckable(True)
        self.words = SearchField(_("Words in the timeline"), name=_("Words to look for in the timeline"))
        self.deal = Combo(_("Deal"))
        self.deal.setMinimumWidth(_DEAL_WIDTH)
        self._typing = QTimer(self, singleShot=True, interval=_PAUSE)
        self._typing.timeout.connect(self._take_words)
        self.words.textChanged.connect(lambda _text: self._typing.start())
        self.words.returnPressed.connect(self._take_words)
        self.deal.activated.connect(
            lambda _place: self._want(replace(self._wanted, deal=str(self.deal.currentData() or "")))
        )
        self._lay_out()
        self.funnel.toggled.connect(self._more.setVisible)
        self.funnel.toggled.connect(self.opened_changed)

    def show_deals(self, deals: Sequence[Deal]) -> None:
        """Offer the deals of a customer."""
        with QSignalBlocker(self.deal):
            self.deal.clear()
            self.deal.addItem(_("All deals"), "")
            for deal in deals:
                self.deal.addItem(deal.name, deal.uid)
            self.deal.setCurrentIndex(max(0, self.deal.findData(self._wanted.deal)))

    def show_wanted(self, wanted: TimelineFilter, today: date) -> None:
        """Show a filter as chosen, without saying so."""
        self._wanted = wanted
        self.all.setChecked(not wanted.groups)
        for group, chip in self.groups.items():
            chip.setChecked(group in wanted.groups)
        self._offer()
        self.period.setVisible(wanted.since is not None)
        if wanted.since is not None and wanted.until is not None:
            self.period.show_text(f"{wording.day(wanted.since, today)} – {wording.day(wanted.until, today)}")
        self._fit()
        with QSignalBlocker(self.words), QSignalBlocker(self.deal):
            if self.words.text().strip() != wanted.text:
                self.words.setText(wanted.text)
            self.deal.setCurrentIndex(max(0, self.deal.findData(wanted.deal)))
        hidden = bool(wanted.text or wanted.deal)
        if hidden and not self.funnel.isChecked():
            self.funnel.setChecked(True)

    def show_counts(self, counts: Mapping[TouchGroup, int]) -> None:
        """Say how many touches each group has; a group without any is not offered."""
        self.all.show_text(f"{_('All')} {wording.number(sum(counts.values()))}")
        self.all.setAccessibleName(self.all.text().strip())
        self._counts = counts
        self._offer()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _offer(self) -> None:
        for group, chip in self.groups.items():
            chip.setVisible(bool(self._counts.get(group)) or group in self._wanted.groups)
        self._fit()

    def _fit(self) -> None:
        """Keep the chips on one line, so that the timeline does not move: where they are too many, without names."""
        for with_names in (True, False):
            for group, chip in self.groups.items():
                self._label(chip, group_name(group), wording.number(self._counts.get(group, 0)), with_name=with_names)
            chips = (self.all, *self.groups.values(), self.period, self.funnel)
            widths = [chip.sizeHint().width() + GAP for chip in chips if not chip.isHidden()]
            if sum(widths) - GAP <= self.width():
                return

    @staticmethod
    def _label(chip: IconButton, name: str, count: str, *, with_name: bool) -> None:
        chip.show_text(f"{name} {count}" if with_name else count)
        chip.setAccessibleName(f"{name} {count}")
        chip.setToolTip("" if with_name else tool_tip(f"{name} {count}"))

    @staticmethod
    def _chip(icon_name: str, text: str) -> IconButton:
        chip = IconButton(icon_name, text, look="filter_chip")
        chip.setCheckable(True)
        chip.setIconSize(QSize(_ICON_SIZE, _ICON_SIZE))
        return chip

    def _switch(self, group: TouchGroup) -> None:
        self._want(replace(self._wanted, groups=self._wanted.groups ^ {group}))

    def _take_words(self) -> None:
        self._typing.stop()
        if self.words.text().strip() != self._wanted.text:
            self._want(replace(self._wanted, text=self.words.text().strip()))

    def _want(self, wanted: TimelineFilter) -> None:
        self.wanted_changed.emit(wanted)

    def _lay_out(self) -> None:
        chips = QWidget()
        flow = FlowLayout(chips)
        for chip in (self.all, *self.groups.values(), self.period, self.funnel):
            flow.addWidget(chip)
        self._more = QWidget()
        row = QHBoxLayout(self._more)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        row.addWidget(self.deal)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(chips)
        column.addWidget(self._more)
        self._more.hide()
        self.period.hide()
