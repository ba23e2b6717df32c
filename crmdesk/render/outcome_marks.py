"""How won and lost are told apart everywhere: by colour and by shape. Knows nothing of the chart."""

from PySide6.QtCore import QPointF, QRectF

from crmdesk.qt.theme import Theme
from crmdesk.render.drawing import Box, Dot, Drawing, Line, Mark, line_height, place, shorten, text_width
from crmdesk.render.pareto_colours import LOST_HUE, WON_HUE

LOST_DASHES = (5.0, 2.5)
"""Of the line of what was lost; that of what was won is full."""

_SIGN = 10.0
_LINE_SIGN = 24.0


def outcome_ink(theme: Theme, *, won: bool) -> str:
    """The colour of a mark."""
    return theme.data[WON_HUE if won else LOST_HUE]


def outcome_line(points: tuple[QPointF, ...], theme: Theme, *, won: bool) -> Line:
    """A curve of an outcome."""
    return Line(points, outcome_ink(theme, won=won), 2.0, () if won else LOST_DASHES)


def lay_out_outcomes(lost: str, won: str, area: QRectF, theme: Theme, *, lines: bool = False) -> tuple[Drawing, QRectF]:
    """What the two are, in words beside their signs, in one line or two, and the room that is left below."""
    size, step = theme.sizes.small, line_height(theme.sizes.small) + 2
    width = _LINE_SIGN if lines else _SIGN
    made: list[Mark] = []
    x, y = area.left(), area.top()
    for is_won, words in ((False, lost), (True, won)):
        room = area.width() - width - theme.spacing.tiny
        shown = shorten(words, room, size)
        needed = width + theme.spacing.tiny + text_width(shown, size)
        if x > area.left() and x + needed > area.right():
            x, y = area.left(), y + step
        middle = y + step / 2
        made.append(_sign(QPointF(x, middle), width, theme, won=is_won, line=lines))
        made.append(place(shown, x + width + theme.spacing.tiny, middle, size=size, colour=theme.text, down=0.5))
        x += needed + theme.spacing.large
    return tuple(made), area.adjusted(0, y + step - area.top() + theme.spacing.tiny, 0, 0)


def _sign(start: QPointF, width: float, theme: Theme, *, won: bool, line: bool) -> Mark:
    if line:
        return outcome_line((start, start + QPointF(width, 0)), theme, won=won)
    ink = outcome_ink(theme, won=won)
    if won:
        return Dot(start + QPointF(width / 2, 0), width / 2, ink, theme.surface)
    return Box(QRectF(start.x(), start.y() - width / 2, width, width), ink)
