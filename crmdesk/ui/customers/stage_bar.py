"""The way of a deal through the pipeline as one bar: where it has been, where it is and for how long, what lies ahead.

One painted widget. Asks for a move, makes none.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from crmdesk.domain.deal import Deal, DealStatus, Stage
from crmdesk.i18n import _, ngettext
from crmdesk.qt.appearance import Appearance
from crmdesk.qt.painting import draw_line, line_width
from crmdesk.qt.plain_text import tool_tip
from crmdesk.qt.theme import Theme
from crmdesk.ui import wording
from crmdesk.ui.customers.short_names import shortened

_HEIGHT = 30
_GAP = 2.0
_PAD = 7.0
_LEAST = 30.0


@dataclass(frozen=True, slots=True)
class Progress:
    """A deal on its way; ``days`` it has been in its stage."""

    deal: Deal
    stages: tuple[Stage, ...]
    days: int

    @property
    def place(self) -> int:
        """Which stage it is in; -1 where nobody knows."""
        return next((at for at, stage in enumerate(self.stages) if stage.id == self.deal.stage_id), -1)

    def caption(self) -> str:
        """What stands in the segment it is in."""
        deal = self.deal
        if deal.status is DealStatus.OPEN:
            lasting = _("today")
            if self.days:
                lasting = ngettext("{n} day", "{n} days", self.days).format(n=wording.number(self.days))
            return f"{deal.stage} · {lasting}"
        return f"{deal.stage} · {wording.deal_status(deal.status)}" if deal.stage else wording.deal_status(deal.status)


class StageBar(QWidget):
    """``stage_requested`` brings the stage a person wants the deal to be in."""

    stage_requested = Signal(object)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._progress: Progress | None = None
        self._pointed = self._hovered = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        appearance.changed.connect(self.update)

    def show_progress(self, progress: Progress) -> None:
        """Show how far a deal has come."""
        self._progress = progress
        self._point(progress.place)

    def segments(self) -> Sequence[QRectF]:
        """Where each stage is drawn."""
        if self._progress is None or not self._progress.stages:
            return ()
        count, here = len(self._progress.stages), self._progress.place
        room = self.width() - _GAP * (count - 1)
        widest = max(room - _LEAST * (count - 1), room / count)
        needed = line_width(self._progress.caption(), self._small, bold=True) + 2 * _PAD
        own = min(max(needed, room / count), widest) if here >= 0 else room / count
        others = (room - own) / (count - 1) if here >= 0 and count > 1 else room / count
        found: list[QRectF] = []
        left = 0.0
        for place in range(count):
            width = own if place == here else others
            found.append(QRectF(left, 1, width, self.height() - 2))
            left += width + _GAP
        return found

    @override
    def sizeHint(self) -> QSize:
        return QSize(480, _HEIGHT)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(240, _HEIGHT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._progress is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, rect in enumerate(self.segments()):
            self._draw(painter, place, rect, self._progress)
        painter.end()

    def _draw(self, painter: QPainter, place: int, rect: QRectF, progress: Progress) -> None:
        theme = self._appearance.theme
        here = place == progress.place
        ground, ink = _colours(theme, progress, place)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(rect, theme.radii.bar, theme.radii.bar)
        pointed = place == self._pointed and self.hasFocus()
        if pointed or (place == self._hovered and not here):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.text if pointed else theme.accent), 2 if pointed else 1))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), theme.radii.bar, theme.radii.bar)
        room = rect.width() - 2 * _PAD
        long = progress.caption() if here else progress.stages[place].name
        text = shortened(long, place + 1, room, lambda word: line_width(word, self._small, bold=here))
        width = line_width(text, self._small, bold=here)
        inside = QRectF(rect.center().x() - width / 2, rect.top(), width + 1, rect.height())
        draw_line(painter, inside, text, ink, self._small, bold=here)

    @property
    def _small(self) -> int:
        return self._appearance.theme.sizes.small

    def _at(self, position: QPointF) -> int:
        return next((place for place, rect in enumerate(self.segments()) if rect.contains(position)), -1)

    def _point(self, place: int) -> None:
        self._pointed = place
        progress = self._progress
        if progress is not None:
            pointed = progress.stages[place].name if place >= 0 else ""
            self.setAccessibleName(
                _("Stage of {deal}: {stage}").format(deal=progress.deal.name, stage=progress.caption())
            )
            offer = "" if place == progress.place else _("Enter moves the deal to {stage}").format(stage=pointed)
            self.setAccessibleDescription(offer)
        self.update()

    def _request(self, place: int) -> None:
        progress = self._progress
        if progress is not None and 0 <= place < len(progress.stages) and place != progress.place:
            self.stage_requested.emit(progress.stages[place])

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self.segments()) - 1
        steps = {
            Qt.Key.Key_Left: max(self._pointed - 1, 0),
            Qt.Key.Key_Right: min(self._pointed + 1, last),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        key = Qt.Key(event.key())
        if key in steps:
            self._point(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._request(self._pointed)
        else:
            super().keyPressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._request(self._at(event.position()))

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hovered = self._at(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if self._hovered >= 0 else Qt.CursorShape.ArrowCursor)
        self.update()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = -1
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        if self._progress is not None:
            self._point(self._progress.place)
        super().focusOutEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._progress is not None:
            place = self._at(QPointF(event.pos()))
            if place >= 0:
                here = place == self._progress.place
                name = self._progress.stages[place].name
                tip = self._progress.caption() if here else _("Move to “{stage}”").format(stage=name)
                QToolTip.showText(event.globalPos(), tool_tip(tip), self)
            return True
        return super().event(event)


def _colours(theme: Theme, progress: Progress, place: int) -> tuple[str, str]:
    """Ground and text of a segment."""
    solid, tint, ink = {
        DealStatus.OPEN: (theme.accent, theme.chip_accent, theme.accent),
        DealStatus.WON: (theme.positive, theme.chip_positive, theme.positive),
        DealStatus.LOST: (theme.negative, theme.chip_negative, theme.negative),
        DealStatus.HOLD: (theme.warning, theme.chip_warning, theme.warning),
        DealStatus.INVALID: (theme.muted, theme.chip, theme.muted),
    }[progress.deal.status]
    if place == progress.place:
        return (theme.chip, theme.text) if progress.deal.status is DealStatus.INVALID else (solid, theme.on_accent)
    if place < progress.place or progress.deal.status is DealStatus.WON:
        return tint, ink
    return theme.chip, theme.muted
