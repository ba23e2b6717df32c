"""How busy each week of a lost deal was, as a line, with its longest silence marked. Reads nothing."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from crmdesk.i18n import _, ngettext
from crmdesk.insight.loss_replay import LossReplay, Silence
from crmdesk.qt.appearance import Appearance
from crmdesk.qt.painting import draw_line, line_width
from crmdesk.qt.plain_text import tool_tip
from crmdesk.qt.theme import Theme
from crmdesk.ui import wording
from crmdesk.ui.losses.replay_rows import silence_words

_HEIGHT = 76
_SIDE = 8.0
_HEAD = 22.0
_FOOT = 8.0
_DOT = 2.5


class ReplayStrip(QWidget):
    """Only to be looked at; what it shows is its accessible description, too."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._replay: LossReplay | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Activity by week"))
        appearance.changed.connect(self.update)

    def show_replay(self, replay: LossReplay) -> None:
        """Show the weeks of a deal."""
        self._replay = replay
        weeks = len(replay.weeks)
        told = ngettext("{touches} touches in {n} week.", "{touches} touches in {n} weeks.", weeks)
        said = [told.format(touches=wording.number(replay.touches), n=wording.number(weeks))]
        if replay.longest is not None:
            said.append(_("Longest silence: {silence}.").format(silence=silence_words(replay.longest)))
        self.setAccessibleDescription(" ".join(said))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, _HEIGHT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._replay is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._appearance.theme
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.canvas))
        painter.drawRoundedRect(QRectF(self.rect()), theme.radii.control, theme.radii.control)
        if self._replay.longest is not None:
            self._paint_silence(painter, theme, self._replay, self._replay.longest)
        self._paint_weeks(painter, theme, self._replay.weeks)
        painter.end()

    def _paint_silence(self, painter: QPainter, theme: Theme, replay: LossReplay, silence: Silence) -> None:
        width = self.width() - 2 * _SIDE
        whole = max(replay.days, 1)
        left = _SIDE + width * (silence.first - replay.begun_on).days / whole
        right = _SIDE + width * (silence.last - replay.begun_on).days / whole
        painter.setBrush(QColor(theme.chip_negative))
        painter.drawRect(QRectF(left, _HEAD, right - left, self.height() - _HEAD))
        painter.setPen(QPen(QColor(theme.negative), 1, Qt.PenStyle.DashLine))
        for x in (left, right):
            painter.drawLine(QPointF(x, _HEAD), QPointF(x, self.height()))
        words = silence_words(silence)
        room = line_width(words, theme.sizes.small) + 1
        place = min(max((left + right - room) / 2, _SIDE), self.width() - _SIDE - room)
        draw_line(painter, QRectF(place, 2, room, _HEAD - 4), words, theme.negative, theme.sizes.small)

    def _paint_weeks(self, painter: QPainter, theme: Theme, weeks: tuple[int, ...]) -> None:
        points = self._points(weeks)
        painter.setPen(QPen(QColor(theme.bar), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(points))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.bar))
        for point, count in zip(points, weeks, strict=True):
            if count:
                painter.drawEllipse(point, _DOT, _DOT)

    def _points(self, weeks: tuple[int, ...]) -> list[QPointF]:
        most = max(*weeks, 1)
        step = (self.width() - 2 * _SIDE) / len(weeks)
        room = self.height() - _HEAD - _FOOT - _DOT
        floor = self.height() - _FOOT
        return [QPointF(_SIDE + (week + 0.5) * step, floor - room * count / most) for week, count in enumerate(weeks)]

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._replay is not None:
            weeks = self._replay.weeks
            at = int((event.pos().x() - _SIDE) / max(self.width() - 2 * _SIDE, 1) * len(weeks))
            week = max(0, min(at, len(weeks) - 1))
            count = ngettext("{n} touch", "{n} touches", weeks[week]).format(n=wording.number(weeks[week]))
            told = _("Week {number}: {count}").format(number=wording.number(week + 1), count=count)
            QToolTip.showText(event.globalPos(), tool_tip(told), self)
            return True
        return super().event(event)
