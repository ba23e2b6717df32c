"""How the rows of a timeline are drawn: headings of days, cards of what was said and done, lines of what changed.

Each painter measures a row once for a width and paints it from that. They know nothing of models and views.
"""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from crmdesk.domain.touch import Touch, TouchStatus
from crmdesk.qt.icons import pixmap
from crmdesk.qt.painting import draw_line
from crmdesk.qt.theme import Theme
from crmdesk.services.wording import touch_status_word, touch_text
from crmdesk.ui import wording
from crmdesk.ui.timeline.families import icon_of, ink_of
from crmdesk.ui.timeline.rows import DayHeading
from crmdesk.ui.timeline.text_block import TextBlock

GUTTER = 60.0
"""Where the cards begin; the thread of time runs left of it."""

_THREAD = 32.0
_RIGHT = 20.0
_PAD = 14.0
_GAP = 10.0
_DISC = 15.0
_ICON = 16
_HEAD = 22.0
_SMALL_GAP = 8.0


@dataclass(frozen=True, slots=True)
class Measured:
    """A row made ready for one width: its height, and its text in lines if it has any."""

    height: float
    block: TextBlock | None = None


class Brush:
    """A painter in one theme, with the few strokes that all rows share."""

    def __init__(self, painter: QPainter, theme: Theme, scale: float) -> None:
        self.painter, self.theme, self._scale = painter, theme, scale
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def thread(self, rect: QRectF) -> None:
        """The line of time through a row."""
        self.painter.setPen(QPen(QColor(self.theme.border), 2))
        self.painter.drawLine(QPointF(_THREAD, rect.top()), QPointF(_THREAD, rect.bottom()))

    def sign(self, touch: Touch, y: float, radius: float = _DISC) -> None:
        """The disc with the icon of the touch's kind, on the thread."""
        ink, centre = ink_of(touch, self.theme), QPointF(_THREAD, y)
        self.painter.setPen(QPen(QColor(self.theme.canvas), 3))
        self.painter.setBrush(QColor(ink.disc))
        self.painter.drawEllipse(centre, radius + 1.5, radius + 1.5)
        size = _ICON if radius == _DISC else 12
        picture: QPixmap = pixmap(icon_of(touch.kind, touch.touch_class), ink.sign, size, self._scale)
        self.painter.drawPixmap(centre - QPointF(size / 2, size / 2), picture)

    def text(
        self, rect: QRectF, text: str, colour: str, size: int, *, bold: bool = False, right: bool = False
    ) -> float:
        """One line, shortened to fit; returns how wide it is."""
        return draw_line(self.painter, rect, text, colour, size, bold=bold, right=right)


class DayPainter:
    """The heading of a day."""

    def measure(self, _row: DayHeading, _width: float, _theme: Theme) -> Measured:
        """Ready a row."""
        return Measured(36.0)

    def paint(self, brush: Brush, rect: QRectF, row: DayHeading, _measured: Measured, *, selected: bool) -> None:
        """Paint a row."""
        brush.thread(rect)
        place = QRectF(GUTTER, rect.top() + 8, rect.width() - GUTTER - _RIGHT, 24)
        colour = brush.theme.text if selected else brush.theme.muted
        brush.text(place, row.text, colour, brush.theme.sizes.small, bold=True)


class EventPainter:
    """One line for what the program noted: a stage moved, a deal won or lost."""

    def measure(self, row: Touch, width: float, theme: Theme) -> Measured:
        """Ready a row."""
        if not row.body:
            return Measured(32.0)
        block = TextBlock(row.body, width - GUTTER - _RIGHT, theme.sizes.body, theme.accent)
        return Measured(32.0 + block.height + 4, block)

    def paint(self, brush: Brush, rect: QRectF, row: Touch, measured: Measured, *, selected: bool) -> None:
        """Paint a row."""
        brush.thread(rect)
        brush.sign(row, rect.top() + 16, 9.0)
        theme, sizes = brush.theme, brush.theme.sizes
        colour = ink_of(row, theme).sign if row.kind in ("win", "loss") else theme.text
        room = QRectF(GUTTER, rect.top() + 4, rect.width() - GUTTER - _RIGHT, 24)
        time = brush.text(room.adjusted(0, 0, -_PAD, 0), wording.touch_time(row), theme.muted, sizes.small, right=True)
        room.setRight(room.right() - time - _PAD - _SMALL_GAP)
        room.setLeft(room.left() + brush.text(room, wording.touch_heading(row), colour, sizes.body, bold=True) + 8)
        room.setLeft(room.left() + brush.text(room, row.title, theme.text, sizes.body) + 8)
        about = " · ".join(part for part in (row.deal, row.actor) if part)
        brush.text(room, about, theme.muted, sizes.small, bold=selected)
        if measured.block is not None:
            measured.block.paint(brush.painter, QPointF(GUTTER, rect.top() + 30), theme.muted)


class CardPainter:
    """A card for a visit, a message, a document, or what the customer said."""

    def measure(self, row: Touch, width: float, theme: Theme) -> Measured:
        """Ready a row."""
        text = touch_text(row)
        if not text:
            return Measured(_HEAD + 2 * _PAD + _GAP - 8)
        block = TextBlock(text, width - GUTTER - _RIGHT - 2 * _PAD, theme.sizes.body, theme.accent)
        return Measured(_HEAD + block.height + 2 * _PAD + _GAP - 6, block)

    def paint(self, brush: Brush, rect: QRectF, row: Touch, measured: Measured, *, selected: bool) -> None:
        """Paint a row."""
        brush.thread(rect)
        theme, painter = brush.theme, brush.painter
        card = QRectF(GUTTER, rect.top() + 0.5, rect.width() - GUTTER - _RIGHT, rect.height() - _GAP)
        planned = row.status is TouchStatus.PLANNED
        edge = theme.accent if selected else theme.warning if planned else theme.border
        painter.setPen(QPen(QColor(edge), 1.5 if selected else 1))
        painter.setBrush(QColor(theme.surface))
        painter.drawRoundedRect(card, theme.radii.card, theme.radii.card)
        brush.sign(row, card.top() + 22)
        self._head(brush, card, row)
        if measured.block is not None:
            measured.block.paint(painter, QPointF(card.left() + _PAD, card.top() + _PAD - 4 + _HEAD), theme.text)

    @staticmethod
    def _head(brush: Brush, card: QRectF, row: Touch) -> None:
        theme, sizes = brush.theme, brush.theme.sizes
        room = QRectF(card.left() + _PAD, card.top() + _PAD - 6, card.width() - 2 * _PAD, _HEAD)
        time = brush.text(room, wording.touch_time(row), theme.muted, sizes.small, right=True)
        room.setRight(room.right() - time - _SMALL_GAP)
        room.setLeft(room.left() + brush.text(room, wording.touch_heading(row), theme.text, sizes.small, bold=True) + 8)
        if state := touch_status_word(row.status):
            room.setLeft(room.left() + brush.text(room, state, theme.warning, sizes.small, bold=True) + 8)
        about = " · ".join(part for part in (row.contact, row.actor, row.deal) if part)
        brush.text(room, about, theme.muted, sizes.small)
