"""The way of a deal through the pipeline as one bar: where it has been, where it is and for how long, what lies ahead.

One painted widget. Asks for a move, makes none.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from crmdesk.domain.deal import Deal, DealStatus, Stage
from crmdesk.i18n import _, ngettext
from crmdesk.qt.appearance import Appearance
from crmdesk.qt.painting import draw_line, line_width
from crmdesk.qt.plain_text import caption, tool_tip
from crmdesk.qt.theme import Theme
from crmdesk.ui import wording
from crmdesk.ui.customers.short_names import shortened

_HEIGHT = 30
_GAP = 2.0
_PAD = 7.0
# Less than this for a stage and its name is not readable; then some stages are left out at the ends.
_LEAST = 64.0
_MORE = 34.0


@dataclass(frozen=True, slots=True)
class Progress:
    """A deal on its way; ``days`` it has been in its stage, which may be one no other deal can come to any more."""

    deal: Deal
    stages: tuple[Stage, ...]
    days: int
    retired: bool = False

    @property
    def place(self) -> int:
        """Which stage it is in; -1 where nobody knows."""
        return next((at for at, stage in enumerate(self.stages) if stage.id == self.deal.stage_id), -1)

    def caption(self) -> str:
        """What stands in the segment it is in."""
        deal = self.deal
        stage = _("{stage} (retired)").format(stage=deal.stage) if self.retired else deal.stage
        if deal.status is DealStatus.OPEN:
            lasting = _("today")
            if self.days:
                lasting = ngettext("{n} day", "{n} days", self.days).format(n=wording.number(self.days))
            return f"{stage} · {lasting}"
        return f"{stage} · {wording.deal_status(deal.status)}" if deal.stage else wording.deal_status(deal.status)


class StageBar(QWidget):
    """``stage_requested`` brings the stage a person wants the deal to be in; ``keys`` move it to the next one."""

    stage_requested = Signal(object)

    def __init__(self, appearance: Appearance, keys: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance, self._keys = appearance, keys
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

    @property
    def progress(self) -> Progress | None:
        """How far the deal shown has come."""
        return self._progress

    def segments(self) -> Sequence[QRectF]:
        """Where each stage is drawn; nowhere for those left out."""
        if self._progress is None or not self._progress.stages:
            return ()
        shown, here = self._shown(), self._progress.place
        before, after = (_MORE + _GAP if left_out else 0.0 for left_out in self._left_out(shown))
        room = self.width() - before - after - _GAP * (len(shown) - 1)
        others = own = room / len(shown)
        if here in shown:
            own = min(max(self._needed, own), max(room - _LEAST * (len(shown) - 1), own))
            others = (room - own) / max(len(shown) - 1, 1)
        found: list[QRectF] = []
        left = before
        for place in range(len(self._progress.stages)):
            width = 0.0 if place not in shown else own if place == here else others
            found.append(QRectF(left, 1, width, self.height() - 2) if width else QRectF())
            left += width + _GAP if width else 0.0
        return found

    def ends(self) -> list[tuple[QRectF, range]]:
        """Where the stages left out are counted, and which they are."""
        before, after = self._left_out(self._shown())
        rects = (QRectF(0, 1, _MORE, self.height() - 2), QRectF(self.width() - _MORE, 1, _MORE, self.height() - 2))
        return [(rect, places) for rect, places in zip(rects, (before, after), strict=True) if places]

    @property
    def _needed(self) -> float:
        """How wide the segment is in which everything about the stage can be read."""
        caption = self._progress.caption() if self._progress is not None else ""
        return line_width(caption, self._small, bold=True) + 2 * _PAD

    def _shown(self) -> range:
        """The stages there is room for: those around the one pointed at, else where the deal is."""
        count = len(self._progress.stages) if self._progress is not None else 0
        if self._needed + (count - 1) * (_LEAST + _GAP) <= self.width():
            return range(count)
        room = self.width() - self._needed - 2 * (_MORE + _GAP)
        fitting = min(max(1 + int(room // (_LEAST + _GAP)), 1), count)
        first = min(max(self._pointed - fitting // 2, 0), count - fitting)
        return range(first, first + fitting)

    def _left_out(self, shown: range) -> tuple[range, range]:
        """The stages left out before and after."""
        count = len(self._progress.stages) if self._progress is not None else 0
        return range(shown.start), range(shown.stop, count)

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
            if not rect.isEmpty():
                self._draw(painter, place, rect, self._progress)
        for rect, places in self.ends():
            self._draw_end(painter, rect, places)
        painter.end()

    def _draw_end(self, painter: QPainter, rect: QRectF, places: range) -> None:
        theme = self._appearance.theme
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.chip))
        painter.drawRoundedRect(rect, theme.radii.bar, theme.radii.bar)
        text = f"+{wording.number(len(places))}"
        width = line_width(text, self._small)
        inside = QRectF(rect.center().x() - width / 2, rect.top(), width + 1, rect.height())
        draw_line(painter, inside, text, theme.muted, self._small)

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

    def _end_at(self, position: QPointF) -> range:
        """The stages left out where the pointer is."""
        return next((places for rect, places in self.ends() if rect.contains(position)), range(0))

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
        if event.button() != Qt.MouseButton.LeftButton:
            return
        left_out = self._end_at(event.position())
        if left_out:
            self._offer(left_out, event.globalPosition().toPoint())
        else:
            self._request(self._at(event.position()))

    def _offer(self, places: range, where: QPoint) -> None:
        """Let one of the stages left out be chosen."""
        if self._progress is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for place in places:
            action = menu.addAction(caption(self._progress.stages[place].name))
            action.setCheckable(True)
            action.setChecked(place == self._progress.place)
            action.triggered.connect(lambda _checked=False, place=place: self._request(place))
        menu.popup(where)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hovered = self._at(event.position())
        is_button = self._hovered >= 0 or bool(self._end_at(event.position()))
        self.setCursor(Qt.CursorShape.PointingHandCursor if is_button else Qt.CursorShape.ArrowCursor)
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
            tip = self._tip(QPointF(event.pos()), self._progress)
            if tip:
                QToolTip.showText(event.globalPos(), tool_tip(tip), self)
            return True
        return super().event(event)

    def _tip(self, position: QPointF, progress: Progress) -> str:
        place = self._at(position)
        if place < 0:
            return "\n".join(progress.stages[each].name for each in self._end_at(position))
        return self.tip_of(place)

    def tip_of(self, place: int) -> str:
        """What is told of a stage: what a click on it does, and which keys do the same."""
        progress = self._progress
        if progress is None or place == progress.place:
            return progress.caption() if progress else ""
        words = _("Move to “{stage}”").format(stage=progress.stages[place].name)
        return f"{words} ({self._keys})" if self._keys and place == progress.place + 1 else words


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
