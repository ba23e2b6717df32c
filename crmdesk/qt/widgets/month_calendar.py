"""A calendar of one month with its name above it, as quiet as the rest of the program. Knows not what a day is for."""

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.i18n import _, language
from crmdesk.qt.widgets.buttons import IconButton
from crmdesk.qt.widgets.labels import label


class MonthCalendar(QWidget):
    """``calendar`` is Qt's own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.calendar = QCalendarWidget()
        self._month = label("", "section")
        self._dress()
        head = QHBoxLayout()
        head.addWidget(self._month, 1)
        for icon_name, name, step in (
            ("chevron-left", _("Month before"), self.calendar.showPreviousMonth),
            ("chevron-right", _("Next month"), self.calendar.showNextMonth),
        ):
            button = IconButton(icon_name, look="inside", name=name)
            button.clicked.connect(step)
            head.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.calendar)
        self.setFocusProxy(self.calendar)

    def _dress(self) -> None:
        calendar = self.calendar
        calendar.setNavigationBarVisible(False)
        calendar.setLocale(QLocale(language()))
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
        calendar.setAccessibleName(_("Calendar"))
        plain = QTextCharFormat()
        # Qt paints the weekend red, which here would mean that something is wrong.
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(day, plain)
        calendar.currentPageChanged.connect(lambda *_page: self._show_month())
        self._show_month()

    def _show_month(self) -> None:
        shown = QDate(self.calendar.yearShown(), self.calendar.monthShown(), 1)
        pattern = "MMMM yyyy" if language() == "en" else "yyyy年M月"
        self._month.setText(QLocale(language()).toString(shown, pattern))
