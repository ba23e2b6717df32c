"""The colours of a chart's bars: their own hue, or that of the vital few and the rest; pale while others are chosen."""

from PySide6.QtGui import QColor

from crmdesk.qt.theme import Theme
from crmdesk.render.pareto_bars import Bar

WON_HUE, LOST_HUE = 0, 4
"""The places in the palette of won (blue) and of lost deals (orange); never told by their colours alone."""

_FADED = 0.26


def bar_colour(bar: Bar, theme: Theme) -> str:
    """The colour of a bar."""
    plain = theme.bar if bar.vital else theme.bar_minor
    colour = plain if bar.hue is None else hue_colour(bar.hue, theme)
    return faded(colour, theme) if bar.faded else colour


def hue_colour(hue: int, theme: Theme) -> str:
    """A colour of the palette; a negative place is that of what has none of its own."""
    return theme.bar_minor if hue < 0 else theme.data[hue % len(theme.data)]


def faded(colour: str, theme: Theme) -> str:
    """The colour as a veil on the paper."""
    ink, paper = QColor(colour), QColor(theme.surface)
    pairs = ((ink.red(), paper.red()), (ink.green(), paper.green()), (ink.blue(), paper.blue()))
    red, green, blue = (round(over * _FADED + under * (1 - _FADED)) for over, under in pairs)
    return QColor(red, green, blue).name()
