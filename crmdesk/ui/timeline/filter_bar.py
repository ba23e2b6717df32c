"""The chips that choose what of a timeline is seen, with counts; below them what else is asked for, each removable.

Remembers nothing and reads nothing: it emits a wish whenever a person changes it.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from crmdesk.domain.timeline import TimelineFilter, TouchGroup
from crmdesk.i18n import _
from crmdesk.qt.plain_text import tool_tip
from crmdesk.qt.widgets.buttons import IconButton
from crmdesk.qt.widgets.flow_layout import GAP, FlowLayout
from crmdesk.ui import wording
from crmdesk.ui.timeline.filter_popup import FilterPopup
from crmdesk.ui.timeline.filter_words import Part, parts_of
from crmdesk.ui.timeline.look import Look
from crmdesk.ui.timeline.look_menu import LookMenu
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


class FilterBar(QWidget):
    """``wanted_changed`` carries the filter as a person left it, ``filter_opened`` asks for what to choose from."""

    wanted_changed = Signal(object)
    filter_opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wanted = TimelineFilter()
        self._counts: Mapping[TouchGroup, int] = {}
        self._parts: tuple[Part, ...] = ()
        self.all = self._chip("list", _("All"))
        self.all.clicked.connect(lambda: self._want(self._wanted.of_any_kind()))
        self.groups = {group: self._chip(_ICONS[group], group_name(group)) for group in TouchGroup}
        for group, chip in self.groups.items():
            chip.setObjectName(group)
            chip.clicked.connect(lambda _checked=False, group=group: self._switch(group))
        self.parts: list[IconButton] = []
        self.show_all = IconButton("list-x", _("Show all"), look="filter_chip")
        self.show_all.setIconSize(QSize(_ICON_SIZE, _ICON_SIZE))
        self.show_all.clicked.connect(lambda: self._want(TimelineFilter()))
        self.funnel = IconButton("funnel", look="filter_chip", name=_("Filter the timeline"))
        self.funnel.setCheckable(True)
        self.funnel.clicked.connect(self._open_or_close)
        self.popup = FilterPopup(self.funnel)
        self.popup.wanted_changed.connect(self.wanted_changed)
        self.popup.closed.connect(lambda: self.funnel.setChecked(False))
        self.look_menu = LookMenu(self)
        self.look = IconButton("sliders-horizontal", _("Newest first"), look="filter_chip", name=_("Lay out"))
        self.look.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.look.setMenu(self.look_menu)
        self._lay_out()

    def open_filter(self) -> None:
        """Show what else it can be filtered by; what there is to choose from is asked for first."""
        self.funnel.setChecked(True)
        self.filter_opened.emit()
        self.popup.open_below(self.funnel)

    def open_look(self) -> None:
        """Show how it can be laid out."""
        self.look_menu.popup(self.look.mapToGlobal(self.look.rect().bottomLeft()))

    def show_wanted(self, wanted: TimelineFilter, names: Mapping[str, str], today: date) -> None:
        """Show a filter as chosen, without saying so; ``names`` are those of kinds, people and deals."""
        self._wanted = wanted
        self.all.setChecked(not wanted.groups and not wanted.kinds)
        for group, chip in self.groups.items():
            chip.setChecked(group in wanted.groups)
        parts = tuple(parts_of(wanted, names, today))
        if parts != self._parts:
            self._parts = parts
            self._show_parts()
        self._offer()

    def show_look(self, look: Look) -> None:
        """Show how the timeline is laid out."""
        self.look.show_text(_("Oldest first") if look.oldest_first else _("Newest first"))
        self.look_menu.show_look(look, self._wanted)
        self._fit()

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
        for with_names, with_order in ((True, True), (True, False), (False, True), (False, False)):
            for group, chip in self.groups.items():
                self._label(chip, group_name(group), wording.number(self._counts.get(group, 0)), with_name=with_names)
            self.look.show_words(shown=with_order)
            chips = (self.all, *self.groups.values(), self.funnel, self.look)
            widths = [chip.sizeHint().width() + GAP for chip in chips if not chip.isHidden()]
            if sum(widths) <= self.width():
                return

    def _show_parts(self) -> None:
        while (item := self._asked.takeAt(0)) is not None:
            if (chip := item.widget()) is not None:
                chip.hide()
                # Later: it may be the one that was just pressed.
                chip.deleteLater()
        self.parts = [self._part(part) for part in self._parts]
        for chip in self.parts:
            self._asked.addWidget(chip)
            chip.show()
        self._more.setVisible(bool(self._parts))

    def _part(self, part: Part) -> IconButton:
        chip = IconButton("x", part.text, look="filter_chip", name=_("Do not ask for: {part}").format(part=part.text))
        chip.setIconSize(QSize(_ICON_SIZE, _ICON_SIZE))
        chip.setCheckable(True)
        chip.setChecked(True)
        chip.clicked.connect(lambda: self._want(part.without))
        return chip

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

    def _open_or_close(self) -> None:
        if self.popup.isVisible():
            self.popup.close_again()
        else:
            self.open_filter()

    def _want(self, wanted: TimelineFilter) -> None:
        self.wanted_changed.emit(wanted)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        for chip in (self.all, *self.groups.values()):
            row.addWidget(chip)
        row.addStretch(1)
        row.addWidget(self.funnel)
        row.addWidget(self.look)
        self._more, asked = QWidget(), QWidget()
        self._asked = FlowLayout(asked)
        below = QHBoxLayout(self._more)
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(asked, 1)
        below.addWidget(self.show_all, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self._more)
        self._more.hide()
