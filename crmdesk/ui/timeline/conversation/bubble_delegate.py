"""How a conversation is drawn: the customer's words at the left, ours at the right, times between. Knows no dialog."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from crmdesk.qt.appearance import Appearance
from crmdesk.qt.painting import draw_line, line_width
from crmdesk.qt.record_model import Index
from crmdesk.qt.roles import RECORD
from crmdesk.qt.theme import Theme
from crmdesk.ui import wording
from crmdesk.ui.timeline.conversation.bubbles import Bubble, ChatRow, Pause, chat_key
from crmdesk.ui.timeline.text_block import Inks, Sought, TextBlock

_SIDE = 16.0
_PAD = 12.0
_ABOVE = 7.0
_GAP = 6.0
_NAME = 20.0
_PAUSE = 34.0
_SHARE = 0.74
_TIME_GAP = 8.0


@dataclass(frozen=True, slots=True)
class _Laid:
    """A row made ready for one width."""

    height: float
    block: TextBlock | None = None


class BubbleDelegate(QStyledItemDelegate):
    """``width`` tells how wide the rows are; what is ``sought`` is marked in their texts."""

    def __init__(self, appearance: Appearance, width: Callable[[], int], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._appearance, self._width = appearance, width
        self._laid: dict[object, tuple[object, _Laid]] = {}
        self.sought = ""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self._width(), round(self._ready(index.data(RECORD)).height))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: ChatRow = index.data(RECORD)
        theme, rect = self._appearance.theme, QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, Pause):
            width = line_width(row.text, theme.sizes.small)
            middle = QRectF(rect.center().x() - width / 2 - 1, rect.top(), width + 2, rect.height())
            draw_line(painter, middle, row.text, theme.muted, theme.sizes.small)
        else:
            is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
            self._bubble(painter, rect, row, is_selected=is_selected)
        painter.restore()

    def _bubble(self, painter: QPainter, rect: QRectF, row: Bubble, *, is_selected: bool) -> None:
        theme, block = self._appearance.theme, self._ready(row).block
        width = (block.width if block is not None else 0.0) + 2 * _PAD
        left = rect.right() - _SIDE - width if row.is_ours else rect.left() + _SIDE
        top, small = rect.top(), theme.sizes.small
        if row.speaker:
            room = QRectF(rect.left() + _SIDE, top, rect.width() - 2 * _SIDE, _NAME)
            draw_line(painter, room, row.speaker, theme.muted, small, bold=True, right=row.is_ours)
            top += _NAME
        card = QRectF(left, top, width, rect.bottom() - _GAP - top)
        edge = theme.accent if is_selected else ""
        ground = theme.chip_accent if row.is_ours else theme.surface
        painter.setPen(QPen(QColor(edge or (ground if row.is_ours else theme.border)), 1.5 if edge else 1.0))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(card, theme.radii.card, theme.radii.card)
        if block is not None:
            sought = Sought(self.sought, theme.chip_warning, theme.warning)
            block.paint(painter, QPointF(card.left() + _PAD, card.top() + _ABOVE), sought)
        time = wording.clock_time(row.touch.occurred_at)
        length = line_width(time, small)
        beside = card.left() - _TIME_GAP - length if row.is_ours else card.right() + _TIME_GAP
        draw_line(painter, QRectF(beside, card.bottom() - 22, length + 1, 20), time, theme.muted, small)

    def _ready(self, row: ChatRow) -> _Laid:
        theme = self._appearance.theme
        state = (self._width(), theme.name, row)
        known = self._laid.get(chat_key(row))
        if known is None or known[0] != state:
            known = self._laid[chat_key(row)] = (state, self._lay(row, theme))
        return known[1]

    def _lay(self, row: ChatRow, theme: Theme) -> _Laid:
        if isinstance(row, Pause):
            return _Laid(_PAUSE)
        room = (self._width() - 2 * _SIDE) * _SHARE - 2 * _PAD
        block = TextBlock(row.text, room, theme.sizes.body, Inks(theme.text, theme.text, theme.chip), whole=True)
        return _Laid(block.height + 2 * _ABOVE + _GAP + (_NAME if row.speaker else 0.0), block)
