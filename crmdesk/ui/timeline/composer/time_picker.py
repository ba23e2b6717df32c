"""A small calendar with the usual hours of a working day, for those who would rather choose a time than write it.

Knows nothing of what the time is for.
"""

import re
from datetime import date, time

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from crmdesk.i18n import _
from crmdesk.qt.widgets.fields import TextLine, mark_wrong
from crmdesk.qt.widgets.flow_layout import FlowLayout
from crmdesk.qt.widgets.month_calendar import MonthCalendar
from crmdesk.ui.timeline.composer.chip_group import small_button

_HOURS = ("09:00", "10:00", "11:00", "14:00", "15:00", "16:00", "17:00")
_WIDTH = 300
_CLOCK = re.compile(r"(\d{1,2})(?:[:：.](\d{2}))?")


class TimePicker(QFrame):
    """Lies over its window. Emits ``picked`` with a day and a time, None for the whole day, and goes.

    It goes as well when something else is clicked or Esc is pressed. Without hours a click on a day is enough.
    """

    picked = Signal(object, object)

    def __init__(self, parent: QWidget, *, with_hours: bool = True) -> None:
        super().__init__(parent)
        self._anchor, self._with_hours = parent, with_hours
        self.hide()
        self.setProperty("look", "popup")
        month = MonthCalendar()
        self.calendar = month.calendar
        self.time = TextLine(_HOURS[0], name=_("Time of day"))
        self._lay_out(month)
        if with_hours:
            self.calendar.activated.connect(lambda _day: self._pick_shown())
        else:
            self.calendar.activated.connect(lambda _day: self._pick(None))
            self.calendar.clicked.connect(lambda _day: self._pick(None))
        self.setFixedWidth(_WIDTH)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow_focus)

    def open_at(self, day: date, at: time | None, anchor: QWidget) -> None:
        """Show it above a widget with a day and time chosen."""
        self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self.time.setText(f"{at:%H:%M}" if at is not None else _HOURS[0])
        mark_wrong(self.time, wrong=False)
        self._anchor = anchor
        window = anchor.window()
        self.setParent(window)
        self.adjustSize()
        corner = anchor.mapTo(window, QPoint(anchor.width() - self.width(), -self.height() - 4))
        self.move(max(0, corner.x()), max(0, corner.y()))
        self.show()
        self.raise_()
        self.calendar.setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._anchor.setFocus()
            self.hide()
        else:
            super().keyPressEvent(event)

    def _follow_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self.isVisible() and new is not None and new is not self and not self.isAncestorOf(new):
            self.hide()

    def _pick(self, at: time | None) -> None:
        chosen = self.calendar.selectedDate()
        self.hide()
        self.picked.emit(date(chosen.year(), chosen.month(), chosen.day()), at)

    def _pick_shown(self) -> None:
        said = _CLOCK.fullmatch(self.time.text().strip())
        try:
            at = time(int(said[1]), int(said[2] or 0)) if said else None
        except ValueError:
            at = None
        mark_wrong(self.time, wrong=at is None)
        if at is not None:
            self._pick(at)

    def _lay_out(self, month: MonthCalendar) -> None:
        hours = QWidget()
        flow = FlowLayout(hours, 4)
        for text in _HOURS:
            hour = small_button(text)
            hour.setObjectName(f"hour:{text}")
            hour.clicked.connect(lambda _checked=False, text=text: self._pick(time.fromisoformat(text)))
            flow.addWidget(hour)
        whole = small_button(_("whole day"))
        whole.setObjectName("whole_day")
        whole.clicked.connect(lambda: self._pick(None))
        flow.addWidget(whole)
        foot = QHBoxLayout()
        self.time.setProperty("look", "slim")
        accept = QPushButton(_("Choose"))
        accept.setObjectName("accept_time")
        accept.setProperty("look", "primary")
        accept.clicked.connect(self._pick_shown)
        foot.addWidget(self.time, 1)
        foot.addWidget(accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(month)
        layout.addWidget(hours)
        layout.addLayout(foot)
        for part in (hours, self.time, accept):
            part.setVisible(self._with_hours)
