"""How much happened in each week of a customer's whole history, and the period chosen of it.

Dragging over weeks chooses them; so do the arrow keys, with Shift for the other end; Esc lets go. Reads nothing.
"""

from datetime import date, timedelta

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from crmdesk.domain.timeline import TimelineOverview
from crmdesk.i18n import _, ngettext
from crmdesk.qt.appearance import Appearance
from crmdesk.qt.plain_text import tool_tip
from crmdesk.ui import wording
from crmdesk.ui.timeline.density_painter import ROW, SIGNS, DensityPainter
from crmdesk.ui.timeline.folded_wording import counted
from crmdesk.ui.timeline.week_scale import WeekScale

_HEIGHT = 38
_SIDE = 3.0
_HANDLE = 6.0
_WEEK = timedelta(days=7)

Weeks = tuple[date, date]
"""The Mondays of the first and the last week of a period."""


class DensityStrip(QWidget):
    """``period_chosen`` carries the first and the last day of the period, or None when there is none any more."""

    period_chosen = Signal(object)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._overview, self._today = TimelineOverview(), date.min
        self._band: Weeks | None = None
        self._fixed: date | None = None
        self._hovered: date | None = None
        self._by_lane = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Activity by week"))
        appearance.changed.connect(self.update)

    def show_overview(self, overview: TimelineOverview, today: date) -> None:
        """Show a history up to this week."""
        self._overview, self._today = overview, today
        self.updateGeometry()
        self._describe()
        self.update()

    def show_lanes(self, *, shown: bool) -> None:
        """Draw each lane in a row of its own, or all in one."""
        self._by_lane = shown
        self.updateGeometry()
        self.update()

    def set_period(self, since: date | None, until: date | None) -> None:
        """Show a period as chosen, without saying so."""
        self._band = (self._monday(since), self._monday(until)) if since and until else None
        self._describe()
        self.update()

    @property
    def scale(self) -> WeekScale:
        """Where the weeks stand at the moment."""
        earliest = min(self._overview.weeks, default=None)
        today = self._today if self._today != date.min else date(2000, 1, 1)
        left = SIGNS if self._has_lanes else _SIDE
        return WeekScale.over(earliest, today, left, self.width() - left - _SIDE)

    @property
    def _has_lanes(self) -> bool:
        return self._by_lane and len(self._overview.lanes) > 1

    def _monday(self, day: date) -> date:
        return day - timedelta(days=day.weekday())

    def _choose(self, band: Weeks | None) -> None:
        self._band = band
        self._describe()
        self.update()
        self.period_chosen.emit((band[0], band[1] + timedelta(days=6)) if band else None)

    def _week_text(self, monday: date) -> str:
        count = self._overview.weeks.get(monday, 0)
        told = ngettext("Week of {day}: {count} entry", "Week of {day}: {count} entries", count).format(
            day=wording.day(monday, self._today), count=wording.number(count)
        )
        lanes = ((lane, weeks.get(monday, 0)) for lane, weeks in self._overview.lanes.items())
        return "\n".join((told, *(counted(lane, found) for lane, found in lanes if found and self._has_lanes)))

    def _describe(self) -> None:
        total = sum(self._overview.weeks.values())
        said = [
            ngettext("{count} entry in {weeks} weeks.", "{count} entries in {weeks} weeks.", total).format(
                count=wording.number(total), weeks=self.scale.count
            )
        ]
        if self._overview.weeks:
            busiest = max(self._overview.weeks, key=lambda week: self._overview.weeks[week])
            said.append(_("Busiest: {week}.").format(week=self._week_text(busiest)))
        if self._band:
            said.append(
                _("Shown: {first} to {last}.").format(
                    first=wording.day(self._band[0], self._today),
                    last=wording.day(self._band[1] + timedelta(days=6), self._today),
                )
            )
        self.setAccessibleDescription(" ".join(said))

    @override
    def sizeHint(self) -> QSize:
        rows = len(self._overview.lanes) if self._has_lanes else 0
        return QSize(200, max(_HEIGHT, round(rows * ROW + 2 * _SIDE)))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        strokes = DensityPainter(painter, self._appearance.theme, self.scale, QRectF(self.rect()))
        strokes.ground(has_focus=self.hasFocus())
        if self._band:
            strokes.band(*self._band)
        if self._has_lanes:
            # Moves between stages have a lane of their own.
            strokes.lanes(self._overview, self._hovered)
            strokes.marks((mark for mark in self._overview.marks if mark.kind != "stage"), self._today)
        else:
            strokes.weeks(self._overview, self._hovered)
            strokes.marks(self._overview.marks, self._today)
        painter.end()

    def _on_handle(self, x: float) -> date | None:
        """The week at the other end, when a handle of the band is at a place."""
        if self._band is None:
            return None
        begin, end = self.scale.x(self._band[0]), self.scale.x(self._band[1] + _WEEK)
        if abs(x - begin) <= _HANDLE:
            return self._band[1]
        return self._band[0] if abs(x - end) <= _HANDLE else None

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            x = event.position().x()
            self._fixed = self._on_handle(x) or self.scale.week_at(x)
            self._stretch_to(x)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        if self._fixed is not None:
            self._stretch_to(x)
            return
        grips = self._on_handle(x) is not None
        self.setCursor(Qt.CursorShape.SplitHCursor if grips else Qt.CursorShape.ArrowCursor)
        week = self.scale.week_at(x)
        if week != self._hovered:
            self._hovered = week
            self.update()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._fixed is not None and self._band is not None:
            self._fixed = None
            self._choose(self._band)

    def _stretch_to(self, x: float) -> None:
        week = self.scale.week_at(x)
        fixed = self._fixed or week
        self._band = (min(fixed, week), max(fixed, week))
        self.update()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = None
        self.update()

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), tool_tip(self._week_text(self.scale.week_at(event.pos().x()))), self)
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -_WEEK, Qt.Key.Key_Right: _WEEK}
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape and self._band is not None:
            self._choose(None)
        elif key in steps:
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._choose(self._moved(steps[key], shifted=shifted))
        else:
            super().keyPressEvent(event)

    def _moved(self, step: timedelta, *, shifted: bool) -> Weeks:
        scale, last = self.scale, self._monday(self._today)
        if self._band is None:
            return last, last
        begin, end = self._band
        if shifted:
            return begin, max(begin, scale.clamp(end + step))
        length = end - begin
        begin = min(scale.clamp(begin + step), last - length)
        return begin, begin + length
