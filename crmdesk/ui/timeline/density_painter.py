"""How the weeks of a timeline are drawn: as bars, or as a small row of bars for each lane. Knows nothing of mice."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from crmdesk.domain.timeline import Lane, TimelineMark, TimelineOverview
from crmdesk.qt.icons import pixmap
from crmdesk.qt.theme import Theme
from crmdesk.ui.timeline.week_scale import WeekScale

ROW = 15.0
"""How high the row of a lane is in pixels."""

SIGNS = 20.0
"""How much room the signs of the lanes take at the left."""

LANE_ICONS = {
    Lane.VISITS: "map-pin",
    Lane.COMMUNICATION: "message-square",
    Lane.DOCUMENTS: "file-text",
    Lane.VOICE: "message-square-quote",
    Lane.STAGES: "arrow-right",
}

_FOOT = 3.0
_WIDEST_BAR = 10.0
_SIGN = 12
_WEEK = timedelta(days=7)


class DensityPainter:
    """Paints into ``rect``, in one theme, on one scale; a ``hovered`` week is darker."""

    def __init__(self, painter: QPainter, theme: Theme, scale: WeekScale, rect: QRectF) -> None:
        self._painter, self._theme, self._scale, self._rect = painter, theme, scale, rect

    def ground(self, *, has_focus: bool) -> None:
        """What everything stands on."""
        theme = self._theme
        self._painter.setPen(QPen(QColor(theme.accent), 2) if has_focus else Qt.PenStyle.NoPen)
        self._painter.setBrush(QColor(theme.canvas))
        ground = self._rect.adjusted(0.5, 0.5, -0.5, -0.5)
        self._painter.drawRoundedRect(ground, theme.radii.control, theme.radii.control)

    def weeks(self, overview: TimelineOverview, hovered: date | None) -> None:
        """One bar for all that happened in a week."""
        room = self._rect.height() - 2 * _FOOT - 4
        self._bars(overview.weeks, room, self._rect.height() - _FOOT, hovered, max(overview.weeks.values(), default=1))

    def lanes(self, overview: TimelineOverview, hovered: date | None) -> None:
        """One row of bars for each lane, all measured by the busiest week of any."""
        most = max((count for weeks in overview.lanes.values() for count in weeks.values()), default=1)
        device = self._painter.device().devicePixelRatioF()
        for number, (lane, weeks) in enumerate(overview.lanes.items()):
            foot = _FOOT + (number + 1) * ROW
            self._painter.setPen(QPen(QColor(self._theme.grid), 1))
            self._painter.drawLine(QPointF(self._scale.left, foot), QPointF(self._rect.right() - _FOOT, foot))
            sign = pixmap(LANE_ICONS[lane], self._theme.muted, _SIGN, device)
            self._painter.drawPixmap(QPointF(4, foot - _SIGN - 1), sign)
            self._bars(weeks, ROW - 3, foot, hovered, most)

    def marks(self, marks: Iterable[TimelineMark], today: date) -> None:
        """The days on which deals moved or ended, and today."""
        theme, scale, height = self._theme, self._scale, self._rect.height()
        colours = {"stage": theme.accent, "win": theme.positive, "loss": theme.negative}
        # The outcomes last, so that moves of the same days do not hide them.
        for mark in sorted(marks, key=lambda mark: mark.kind != "stage"):
            self._painter.setPen(QPen(QColor(colours[mark.kind]), 1.6, Qt.PenStyle.DotLine))
            x = scale.x(mark.day)
            self._painter.drawLine(QPointF(x, 3), QPointF(x, height - 3))
        place = QPointF(min(scale.x(today), self._rect.right() - _FOOT), 1.0)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(QColor(theme.accent))
        self._painter.drawPolygon([place + QPointF(-4, 0), place + QPointF(4, 0), place + QPointF(0, 6)])

    def band(self, first: date, last: date) -> None:
        """The weeks that are chosen, with handles at both ends."""
        theme, scale, height = self._theme, self._scale, self._rect.height()
        place = QRectF(scale.x(first), 1, scale.x(last + _WEEK) - scale.x(first), height - 2)
        self._painter.setPen(QPen(QColor(theme.accent), 1.2))
        self._painter.setBrush(QColor(theme.chip_accent))
        self._painter.drawRoundedRect(place, 3, 3)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(QColor(theme.accent))
        for x in (place.left(), place.right()):
            self._painter.drawRoundedRect(QRectF(x - 1.5, height / 2 - 7, 3, 14), 1.5, 1.5)

    def _bars(self, weeks: Mapping[date, int], room: float, foot: float, hovered: date | None, most: int) -> None:
        width = max(1.0, min(_WIDEST_BAR, self._scale.step * 0.7))
        self._painter.setPen(Qt.PenStyle.NoPen)
        for monday, count in weeks.items():
            height = max(2.0, room * count / most)
            middle = self._scale.x(monday) + self._scale.step / 2
            self._painter.setBrush(QColor(self._theme.bar if monday == hovered else self._theme.bar_minor))
            self._painter.drawRect(QRectF(middle - width / 2, foot - height, width, height))
