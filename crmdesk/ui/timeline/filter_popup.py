"""What else a timeline can be filtered by: words, kinds, people, colleagues, direction, deal and period.

Lies over its window while it is used. Reads nothing: it is given what there is to choose from, with counts, and emits
the filter whenever a person changes it.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QPoint, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFormLayout, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from crmdesk.domain.timeline import Choice, TimelineChoices, TimelineFilter, TouchGroup
from crmdesk.domain.touch import Direction
from crmdesk.i18n import _
from crmdesk.qt.plain_text import caption
from crmdesk.qt.widgets.combo import Combo
from crmdesk.qt.widgets.fields import SearchField
from crmdesk.qt.widgets.flow_layout import FlowLayout
from crmdesk.qt.widgets.labels import label
from crmdesk.ui import wording
from crmdesk.ui.timeline.filter_words import direction_name
from crmdesk.ui.timeline.period_fields import PeriodFields

_WIDTH = 440
_PAUSE = 250


class FilterPopup(QFrame):
    """``wanted_changed`` carries the filter as a person left it; ``closed`` comes when it goes."""

    wanted_changed = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("look", "popup")
        self.setAccessibleName(_("Filter of the timeline"))
        self._anchor = parent
        self._wanted, self._choices = TimelineFilter(), TimelineChoices()
        self.words = SearchField(_("Words in the timeline"), name=_("Words to look for in the timeline"))
        self.kinds: dict[str, QPushButton] = {}
        self.directions = {direction: _chip(direction_name(direction)) for direction in reversed(Direction)}
        self.person, self.colleague, self.deal = Combo(_("Person")), Combo(_("Colleague")), Combo(_("Deal"))
        self.period = PeriodFields()
        self.show_all = QPushButton(_("Show all"))
        self._typing = QTimer(self, singleShot=True, interval=_PAUSE)
        self._lay_out()
        self._connect()
        self.setFixedWidth(_WIDTH)
        self.hide()

    def show_choices(self, choices: TimelineChoices, wanted: TimelineFilter, today: date) -> None:
        """Offer what there is, with what is wanted chosen, without saying so."""
        self._choices, self._wanted = choices, wanted
        self._show_kinds()
        for combo, offered, chosen, everybody in (
            (self.person, choices.people, wanted.person, _("Any person")),
            (self.colleague, choices.colleagues, wanted.colleague, _("Any colleague")),
            (self.deal, choices.deals, wanted.deal, _("All deals")),
        ):
            _offer(combo, offered, chosen, everybody)
        for direction, chip in self.directions.items():
            count = choices.directions.get(direction, 0)
            chip.setChecked(direction is wanted.direction)
            chip.setText(caption(f"{direction_name(direction)} {wording.number(count)}" if direction else chip.text()))
        self.period.show_days(wanted.since, wanted.until, today)
        if self.words.text().strip() != wanted.text:
            with QSignalBlocker(self.words):
                self.words.setText(wanted.text)
        self.show_all.setEnabled(wanted.hides)
        if self.isVisible():
            self._fit()

    def open_below(self, anchor: QWidget) -> None:
        """Show it below a widget, with the keyboard in the words."""
        self._anchor = anchor
        self.setParent(anchor.window())
        self._fit()
        self.show()
        self.raise_()
        self.words.setFocus()
        self.words.selectAll()

    def close_again(self) -> None:
        """Go, with the keyboard where it came from."""
        self._anchor.setFocus()
        self._close()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_again()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def _close(self) -> None:
        if self.isVisible():
            self.hide()
            self.closed.emit()

    def _follow_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Go when something else is used; the list of a combo box is a window of its own, but belongs here."""
        above = new
        while above is not None and above is not self and above is not self._anchor:
            above = above.parentWidget()
        if self.isVisible() and new is not None and above is None:
            self._close()

    def _fit(self) -> None:
        window = self._anchor.window()
        self.adjustSize()
        corner = self._anchor.mapTo(window, QPoint(self._anchor.width() - self.width(), self._anchor.height() + 4))
        self.move(
            max(0, min(corner.x(), window.width() - self.width())),
            max(0, min(corner.y(), window.height() - self.height())),
        )

    def _show_kinds(self) -> None:
        offered = {choice.key: choice for group in self._choices.kinds.values() for choice in group}
        if list(offered) != list(self.kinds):
            self._make_kinds(list(offered))
        chosen = self._chosen_kinds()
        for key, chip in self.kinds.items():
            name = offered[key].name
            chip.setText(caption(f"{name[:1].upper()}{name[1:]} {wording.number(offered[key].count)}"))
            chip.setChecked(key in chosen)

    def _make_kinds(self, keys: Sequence[str]) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        self.kinds = {key: _chip() for key in keys}
        for key, chip in self.kinds.items():
            chip.setObjectName(f"kind:{key}")
            chip.clicked.connect(lambda _checked=False, key=key: self._switch_kind(key))
            self._flow.addWidget(chip)
            chip.show()

    def _chosen_kinds(self) -> frozenset[str]:
        """All kinds chosen, alone or with their group."""
        with_group = (
            choice.key for group in self._wanted.groups for choice in self._choices.kinds.get(group, ())
        )  # fmt: skip
        return self._wanted.kinds.union(with_group)

    def _switch_kind(self, key: str) -> None:
        kinds = self._chosen_kinds() ^ {key}
        whole: set[TouchGroup] = {
            group for group, offered in self._choices.kinds.items() if kinds.issuperset(each.key for each in offered)
        }
        covered = {choice.key for group in whole for choice in self._choices.kinds[group]}
        self._want(replace(self._wanted, groups=frozenset(whole), kinds=kinds - covered))

    def _take_words(self) -> None:
        self._typing.stop()
        if self.words.text().strip() != self._wanted.text:
            self._want(replace(self._wanted, text=self.words.text().strip()))

    def _want(self, wanted: TimelineFilter) -> None:
        self.wanted_changed.emit(wanted)

    def _connect(self) -> None:
        self._typing.timeout.connect(self._take_words)
        self.words.textChanged.connect(lambda _text: self._typing.start())
        self.words.returnPressed.connect(self._take_words)
        self.person.activated.connect(
            lambda _place: self._want(replace(self._wanted, person=str(self.person.currentData() or "")))
        )
        self.colleague.activated.connect(
            lambda _place: self._want(replace(self._wanted, colleague=str(self.colleague.currentData() or "")))
        )
        self.deal.activated.connect(
            lambda _place: self._want(replace(self._wanted, deal=str(self.deal.currentData() or "")))
        )
        for direction, chip in self.directions.items():
            chip.clicked.connect(
                lambda _checked=False, direction=direction: self._want(replace(self._wanted, direction=direction))
            )
        self.period.chosen.connect(lambda since, until: self._want(replace(self._wanted, since=since, until=until)))
        self.show_all.clicked.connect(lambda: self._want(TimelineFilter()))
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow_focus)

    def _lay_out(self) -> None:
        kinds, self._flow = _flowing()
        ways, flow = _flowing()
        for chip in self.directions.values():
            flow.addWidget(chip)
        people = QHBoxLayout()
        people.setSpacing(8)
        for combo in (self.person, self.colleague):
            combo.setMinimumWidth(1)
            people.addWidget(combo, 1)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for title, field in (
            (_("Kinds"), kinds),
            (_("Direction"), ways),
            (_("Who took part"), people),
            (_("Deal"), self.deal),
            (_("Period"), self.period),
        ):
            form.addRow(label(title, "muted"), field)
        self.show_all.setProperty("look", "quiet")
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.show_all)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 12)
        layout.setSpacing(10)
        layout.addWidget(self.words)
        layout.addLayout(form)
        layout.addLayout(foot)


def _flowing() -> tuple[QWidget, FlowLayout]:
    inside = QWidget()
    return inside, FlowLayout(inside)


def _chip(text: str = "") -> QPushButton:
    chip = QPushButton(caption(text))
    chip.setProperty("look", "filter_chip")
    chip.setCheckable(True)
    chip.setAutoDefault(False)
    return chip


def _offer(combo: Combo, offered: Sequence[Choice], chosen: str, everybody: str) -> None:
    with QSignalBlocker(combo):
        combo.clear()
        combo.addItem(everybody, "")
        for choice in offered:
            # Translators: a name, and how many entries there are of it.
            text = _("{name} ({count})").format(name=choice.name, count=wording.number(choice.count))
            combo.addItem(text, choice.key)
        combo.setCurrentIndex(max(0, combo.findData(chosen)))
        combo.setEnabled(bool(offered))
