"""A lost deal as a card of the board, painted: who, what, how much, where and when it was lost, and when to try again.

Reads nothing and changes nothing.
"""

from datetime import date

from PySide6.QtCore import QObject, QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from crmdesk.domain.loss_pool import LostDeal
from crmdesk.i18n import _, ngettext
from crmdesk.qt.appearance import Appearance
from crmdesk.qt.icons import pixmap
from crmdesk.qt.painting import draw_line
from crmdesk.qt.record_model import Index
from crmdesk.qt.roles import RECORD
from crmdesk.ui import wording

HEIGHT = 104
"""Of a card with the gap below it, in pixels."""

_WIDTH = 160
_GAP = 8.0
_PAD = 10.0
_LINE = 21.0
_ICON = 13


class DealCard(QStyledItemDelegate):
    """Four lines: customer and amount, deal, where and how long ago it was lost by whom, to whom and when to retry."""

    def __init__(self, appearance: Appearance, today: date, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._appearance, self._today = appearance, today
        self.share_line(_WIDTH, 1)

    def share_line(self, room: int, cards: int) -> None:
        """Stand so many beside each other in ``room`` pixels; one by itself takes what it is given."""
        # Qt wraps before the last pixel is taken.
        self._width = (room - 1) // cards
        self._beside = _GAP if cards > 1 else 1

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self._width, HEIGHT)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        loss: LostDeal = index.data(RECORD)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = QRectF(option.rect).adjusted(1, 1, -self._beside, -_GAP)
        self._paint_ground(painter, card, option.state)
        self._paint_lines(painter, card.adjusted(_PAD, 7, -_PAD, -7), loss)
        painter.restore()

    def _paint_ground(self, painter: QPainter, card: QRectF, state: QStyle.StateFlag) -> None:
        theme = self._appearance.theme
        selected = bool(state & QStyle.StateFlag.State_Selected)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        edge = theme.accent if focused or selected else theme.outline if hovered else theme.border
        painter.setPen(QPen(QColor(edge), 2 if focused else 1))
        painter.setBrush(QColor(theme.chip_accent if selected else theme.surface))
        painter.drawRoundedRect(card, theme.radii.control, theme.radii.control)

    def _paint_lines(self, painter: QPainter, inside: QRectF, loss: LostDeal) -> None:
        theme = self._appearance.theme
        small = theme.sizes.small
        line = QRectF(inside.left(), inside.top(), inside.width(), _LINE)
        amount = draw_line(painter, line, wording.amount(loss.amount), theme.text, small, right=True)
        draw_line(painter, line.adjusted(0, 0, -amount - 8, 0), loss.customer, theme.text, theme.sizes.body, bold=True)
        line.translate(0, _LINE)
        draw_line(painter, line, loss.deal, theme.muted, small)
        line.translate(0, _LINE)
        ago = draw_line(painter, line, days_since(loss, self._today), theme.muted, small, right=True)
        where = " · ".join(part for part in (loss.stage, loss.owner) if part)
        draw_line(painter, line.adjusted(0, 0, -ago - 8, 0), where, theme.muted, small)
        line.translate(0, _LINE)
        again = self._paint_again(painter, line, loss)
        draw_line(painter, line.adjusted(0, 0, -again - 8, 0), ", ".join(loss.competitors), theme.negative, small)

    def _paint_again(self, painter: QPainter, line: QRectF, loss: LostDeal) -> float:
        """The day to try again with its sign at the right; returns the width taken."""
        if loss.win_back_on is None:
            return 0.0
        theme = self._appearance.theme
        is_due = loss.win_back_on <= self._today
        ink = theme.positive if is_due else theme.muted
        taken = draw_line(
            painter, line, wording.day(loss.win_back_on, self._today), ink, theme.sizes.small, bold=is_due, right=True
        )
        scale = painter.device().devicePixelRatioF()
        place = QPointF(line.right() - taken - _ICON - 4, line.center().y() - _ICON / 2)
        painter.drawPixmap(place, pixmap("rotate-ccw", ink, _ICON, scale))
        return taken + _ICON + 4


def days_since(loss: LostDeal, today: date) -> str:
    """How many days ago it was lost."""
    if loss.lost_on is None:
        return _("unknown day")
    days = (today - loss.lost_on).days
    return ngettext("{n} day ago", "{n} days ago", days).format(n=wording.number(days)) if days else _("today")


def spoken_card(loss: LostDeal, today: date) -> str:
    """All of a card for whoever hears it."""
    again = wording.day(loss.win_back_on, today)
    parts = (
        loss.customer,
        loss.deal,
        wording.amount(loss.amount),
        loss.stage,
        loss.owner,
        days_since(loss, today),
        ", ".join(loss.competitors),
        _("try again: {day}").format(day=again) if again else "",
    )
    return ", ".join(part for part in parts if part)
