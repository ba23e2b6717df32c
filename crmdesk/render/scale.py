"""Axes: round numbers along them, lines across them, and the mark of a bar that is longer than its axis.

Knows nothing of the chart that has the axis.
"""

from itertools import count

from PySide6.QtCore import QPointF

from crmdesk.qt.theme import Theme
from crmdesk.render.drawing import Line

_STEPS = (1, 2, 5)
_MOST_STEPS = 6
_SLANT = 6.0


def ticks(top: int, *, most: int = _MOST_STEPS) -> range:
    """Whole numbers from 0 to ``top`` in steps of 1, 2 or 5 times a power of ten, at most so many and six steps."""
    most = min(most, _MOST_STEPS)
    steps = (step * 10**power for power in count() for step in _STEPS)
    step = next(step for step in steps if top <= step * most)
    return range(0, top + 1, step)


def guide_line(start: QPointF, end: QPointF, theme: Theme, *, strong: bool) -> Line:
    """A faint line across the plot, or a dashed one to be noticed."""
    return Line((start, end), theme.muted, 1.2, (4, 4)) if strong else Line((start, end), theme.grid)


def break_mark(middle: QPointF, thickness: QPointF, theme: Theme) -> Line:
    """A cut through a bar as a slanted stripe of paper; ``thickness`` is the vector across the bar."""
    across = QPointF(thickness.y(), -thickness.x()) / max(thickness.x() + thickness.y(), 1.0) * _SLANT
    half = thickness * 0.55 + across
    return Line((middle - half, middle + half), theme.surface, 6.0)
