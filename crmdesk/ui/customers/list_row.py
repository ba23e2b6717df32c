"""Paints a row of the list of customers in two lines. Knows no view: the window paints its first rows without one."""

from datetime import datetime

from PySide6 import QtCore
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from crmdesk.domain.customer_list import CustomerLine
from crmdesk.qt.painting import draw_line, line_width
from crmdesk.qt.theme import Theme
from crmdesk.ui import wording
from crmdesk.ui.customers.list_wording import Piece, Tone, since_last_touch, standing, upcoming

ROW = 56
"""The height of a row, in pixels."""

SIDE = 16
_TOP, _LINE = 7, 21
_SIGN, _GAP = 13, 8
_DOT = "·"


def paint_row(painter: QPainter, rect: QRectF, line: CustomerLine | None, theme: Theme, now: datetime) -> None:
    """What a row says, on the ground that is there; without a line, where it will be once it has been read."""
    inside = rect.adjusted(SIDE, _TOP, -SIDE, -_TOP)
    upper, lower = QRectF(inside), QRectF(inside)
    upper.setHeight(_LINE)
    lower.setTop(inside.bottom() - _LINE + 1)
    if line is None:
        _placeholder(painter, upper, lower, theme)
    else:
        _first_line(painter, upper, line, theme)
        _second_line(painter, lower, line, theme, now)


def paint_ground(
    painter: QPainter, rect: QRectF, theme: Theme, *, selected: bool = False, hovered: bool = False
) -> None:
    """The ground of a row, and the line below it."""
    painter.fillRect(rect, QColor(theme.chip_accent if selected else theme.hover if hovered else theme.surface))
    if selected:
        painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height()), QColor(theme.accent))
    painter.setPen(QPen(QColor(theme.grid), 1))
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())


def _first_line(painter: QPainter, rect: QRectF, line: CustomerLine, theme: Theme) -> None:
    worth = wording.amounts(line.value)
    taken = draw_line(painter, rect, worth, theme.text, theme.sizes.small + 1, right=True) if worth else 0.0
    name = rect.adjusted(0, 0, -taken - _GAP if taken else 0, 0)
    draw_line(painter, name, line.customer.name, theme.text, theme.sizes.body, bold=True)


def _second_line(painter: QPainter, rect: QRectF, line: CustomerLine, theme: Theme, now: datetime) -> None:
    size = theme.sizes.small
    ago = since_last_touch(line.customer, now)
    if ago:
        taken = draw_line(painter, rect, ago, theme.muted, size, right=True)
        rect = rect.adjusted(0, 0, -taken - _GAP, 0)
    stand, coming = standing(line), upcoming(line, now)
    rect = _piece(painter, rect, stand, theme)
    if coming.text:
        draw_line(painter, rect, _DOT, theme.muted, size)
        rect = rect.adjusted(line_width(_DOT, size) + 5, 0, 0, 0)
        _piece(painter, rect, coming, theme)


def _piece(painter: QPainter, rect: QRectF, piece: Piece, theme: Theme) -> QRectF:
    """Paint a few words, a warning with its sign before it; returns the room that is left."""
    colours = {
        Tone.PLAIN: theme.muted,
        Tone.GOOD: theme.positive,
        Tone.BAD: theme.negative,
        Tone.WARNING: theme.warning,
    }
    colour = colours[piece.tone]
    if piece.tone is Tone.WARNING and rect.width() > 2 * _SIGN:
        from crmdesk.qt.icons import pixmap

        sign = pixmap("triangle-alert", colour, _SIGN, painter.device().devicePixelRatioF())
        painter.drawPixmap(round(rect.left()), round(rect.center().y() - _SIGN / 2), sign)
        rect = rect.adjusted(_SIGN + 4, 0, 0, 0)
    bold = piece.tone in (Tone.GOOD, Tone.BAD)
    taken = draw_line(painter, rect, piece.text, colour, theme.sizes.small, bold=bold)
    return rect.adjusted(taken + 5, 0, 0, 0)


def _placeholder(painter: QPainter, upper: QRectF, lower: QRectF, theme: Theme) -> None:
    """Where a row will be once it has been read."""
    painter.setPen(QtCore.Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.chip))
    for rect, share in ((upper, 0.5), (lower, 0.3)):
        bar = QRectF(rect.left(), rect.center().y() - 4, rect.width() * share, 8)
        painter.drawRoundedRect(bar, theme.radii.bar, theme.radii.bar)
